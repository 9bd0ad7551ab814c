"""GraphiQL's page and the map of the schema; both work without a network once set up."""

import json
from importlib.metadata import distribution
from pathlib import Path

from server.pages.page_files import PageFile, files_of, load_from

MOUNT = "graphiql/"
"""Where the files are, from the pages that load them."""
CHANGES = (
    ("<title>Strawberry GraphiQL<", "<title>Reelgraph<"),
    # Query and variables stand in the address as in a GET, with spaces written either way.
    ("entry.slice(eq + 1)", 'entry.slice(eq + 1).replaceAll("+", " ")'),
    ("parameters.q || EXAMPLE_QUERY", "parameters.query"),
    ("updateURL({ q: newQuery })", "updateURL({ query: newQuery })"),
)
"""Pieces of Strawberry's page, each of which stands in it once, and what replaces them in ours."""


def template() -> str:
    """Read Strawberry's page as shipped, without the cost of importing Strawberry."""
    page = distribution("strawberry-graphql").locate_file("strawberry/static/graphiql.html")
    return Path(str(page)).read_text("utf-8")


def voyager_template() -> str:
    """Read the page of the map as it is in this folder."""
    return Path(__file__).with_name("voyager.html").read_text("utf-8")


def page_files() -> list[PageFile]:
    """List the files that both pages load."""
    return files_of(template()) + files_of(voyager_template())


def tabs() -> list[str]:
    """Read the ready queries, which are separated by blank lines in their file."""
    return Path(__file__).with_name("tabs.graphql").read_text("utf-8").strip().split("\n\n")


def page(assets: Path) -> str:
    """Make the page that a browser gets at /graphql.

    Parameters
    ----------
    assets
        The folder of the files that it loads, to be served under `MOUNT`; `deploy/graphiql.py`
        fills it.  Where a file is missing, the page loads all of them from the CDN.
    """
    html = load_from(template(), assets, MOUNT)
    for shipped, ours in CHANGES:
        html = html.replace(shipped, ours)
    # A query in the address, as in a shared link, opens in a tab before the ready ones.
    shared = (
        "parameters.query ? [{ query: parameters.query, variables: parameters.variables }] : []"
    )
    ready = json.dumps([{"query": query} for query in tabs()])
    ready = ready.replace("<", "\\u003c")  # so that no query can end the script
    return html.replace("fetcher: fetcher,", f"fetcher, defaultTabs: ({shared}).concat({ready}),")


def voyager(assets: Path) -> str:
    """Make the page that shows at /voyager how the types of the schema are connected."""
    return load_from(voyager_template(), assets, MOUNT)
