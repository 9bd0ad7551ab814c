"""What tests of the explorer read from a page: cards, requests, bytes, shifts, accessibility."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Request, expect

from tests.clients.node import PACKAGES

IMAGES = "https://image.tmdb.org/"
AXE = PACKAGES / "axe-core" / "axe.min.js"
WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput) window.shifts.push({
        value: entry.value,
        sources: entry.sources.map(({node}) => node?.outerHTML?.slice(0, 120) ?? String(node)),
      });
  }).observe({type: "layout-shift", buffered: true});
"""
VIEWS = {
    "home": "/",
    "film": "/film/949",
    "film without facts": "/film/99000009",
    "person": "/person/1158",
    "browse": "/browse?genre=Crime",
    "nothing to browse": "/browse?genre=Western&decade=2010&country=JP",
    "mix": "/mix?like=949~680&unlike=597",
    "empty mix": "/mix",
    "search": "/search?q=man",
    "nothing found": "/search?q=xqzzkw",
    "missing": "/film/99999999",
}


def settled(page: Page) -> None:
    """Wait until nothing is on its way, no list waits for an answer, and no skeleton is left."""
    # Once the network was idle, this returns at once: what a control asks for later shows as busy.
    page.wait_for_load_state("networkidle")
    expect(page.locator("main [aria-busy]")).to_have_count(0)
    expect(page.locator("main .skeleton")).to_have_count(0)


def titles(page: Page) -> list[str]:
    """Titles of the cards, in order."""
    return page.locator("main .card-title").all_inner_texts()


@contextmanager
def asking(page: Page) -> Iterator[list[Request]]:
    """Note the requests to the API."""
    noted: list[Request] = []

    def note(request: Request) -> None:
        if "/graphql" in request.url and request.resource_type == "fetch":
            noted.append(request)

    page.on("request", note)
    yield noted
    page.remove_listener("request", note)


@contextmanager
def weighing(page: Page) -> Iterator[list[int]]:
    """Note the bytes that come over the wire, headers and all."""
    noted: list[int] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: noted.append(event["encodedDataLength"]))
    yield noted
    session.detach()


def shifts(page: Page) -> list[dict[str, Any]]:
    """What moved without the user's doing; `WATCH_SHIFTS` must have been there from the start."""
    found: list[dict[str, Any]] = page.evaluate("window.shifts")
    return found


def violations(page: Page) -> list[str]:
    """What axe-core has to say against the page."""
    page.evaluate(AXE.read_text("utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then((result) => result.violations)")
    return [
        f"{violation['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for violation in found
        for node in violation["nodes"]
    ]
