"""GraphiQL with the network cable out, queries ready, and a map of the schema."""

import json
from importlib.metadata import distribution
from pathlib import Path

from server.pages.page_files import (
    PageFile,
    files_of,
    loading_from,
)

MOUNT = "/graphiql/"
CHANGES = (
    ("<title>Strawberry GraphiQL<", "<title>Reelgraph<"),
    # The address reads like a GET of GraphQL: query and variables, spaces written either way.
    ("entry.slice(eq + 1)", 'entry.slice(eq + 1).replaceAll("+", " ")'),
    ("parameters.q || EXAMPLE_QUERY", "parameters.query"),
    ("updateURL({ q: newQuery })", "updateURL({ query: newQuery })"),
)
"""What our page says in place of what stands once in Strawberry's."""


def template() -> str:
    """Read Strawberry's page as shipped, without the cost of importing Strawberry."""
    page = distribution("strawberry-graphql").locate_file("strawberry/static/graphiql.html")
    return Path(str(page)).read_text("utf-8")


def voyager_template() -> str:
    """Read the page of the map."""
    return Path(__file__).with_name("voyager.html").read_text("utf-8")


def page_files() -> list[PageFile]:
    """Read from both pages which files they load."""
    return files_of(template()) + files_of(voyager_template())


def tabs() -> list[str]:
    """Read the ready queries; in their file, a blank line stands between two of them."""
    return Path(__file__).with_name("tabs.graphql").read_text("utf-8").strip().split("\n\n")


def page(assets: Path) -> str:
    """Make the page that a browser gets at /graphql; once, when the app is made.

    `assets` is the folder that `fetch` fills, to be served under `MOUNT`.
    """
    made = loading_from(template(), assets, MOUNT)
    for shipped, ours in CHANGES:
        made = made.replace(shipped, ours)
    # A query in the address, as in a shared link, opens in a tab before the ready ones.
    shared = (
        "parameters.query ? [{ query: parameters.query, variables: parameters.variables }] : []"
    )
    ready = json.dumps([{"query": query} for query in tabs()])
    ready = ready.replace("<", "\\u003c")  # so that no query can end the script
    return made.replace("fetcher: fetcher,", f"fetcher, defaultTabs: ({shared}).concat({ready}),")


def voyager(assets: Path) -> str:
    """Make the page that shows at /voyager how the types hang together."""
    return loading_from(voyager_template(), assets, MOUNT)
