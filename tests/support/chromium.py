"""Headless Chromium with the network cable out, and GraphiQL's controls."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    Route,
    expect,
    sync_playwright,
)

from tests.support.patience import HUNG

HUNG_MS = HUNG * 1_000
expect.set_options(timeout=HUNG_MS)
LOCAL = {"127.0.0.1", "localhost"}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


@dataclass
class OfflinePage:
    """A page that reaches this machine only, what it wanted from elsewhere, and its errors."""

    page: Page
    turned_away: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def guard(self, route: Route) -> None:
        """Let a request to this machine or its disk through; note and abort any other."""
        address = urlsplit(route.request.url)
        if address.scheme == "file" or address.hostname in LOCAL:
            route.continue_()
        else:
            self.turned_away.append(route.request.url)
            route.abort()

    def note_violation(self, said: ConsoleMessage) -> None:
        """Count what the page's own policy forbade among the errors."""
        if "Content Security Policy" in said.text:
            self.errors.append(said.text)


def installed() -> str | None:
    """Where Chromium is, if it is installed."""
    return shutil.which("chromium")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the browser; each page in it has a profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def page_of(browser: Browser) -> Iterator[OfflinePage]:
    """Open an empty page, light and of 1280 by 800 pixels, with a fresh profile."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, color_scheme="light", locale="en-US"
    )
    page = context.new_page()
    page.set_default_timeout(HUNG_MS)
    offline = OfflinePage(page)
    page.route("**/*", offline.guard)
    page.on("pageerror", lambda error: offline.errors.append(str(error)))
    page.on("console", offline.note_violation)
    try:
        yield offline
    finally:
        context.close()


@contextmanager
def offline_page() -> Iterator[OfflinePage]:
    """Open an empty page in a browser of its own."""
    with chromium() as browser, page_of(browser) as offline:
        yield offline


# GraphiQL takes note of an edit a moment later; the address changes when it has.
NOTED = """() => new URLSearchParams(location.search).get("query") ===
  document.querySelector(".graphiql-query-editor .CodeMirror").CodeMirror.getValue()"""


def open_graphiql(offline: OfflinePage, url: str) -> None:
    """Open GraphiQL and wait until it has read the schema."""
    page = offline.page
    page.goto(url)
    assert not offline.turned_away, "GraphiQL's files are not kept here; `make setup` fetches them"
    page.get_by_role("button", name="Re-fetch GraphQL schema").wait_for()
    page.wait_for_load_state("networkidle")


def write_query(page: Page, query: str) -> None:
    """Replace what stands in the query editor."""
    page.locator(".graphiql-query-editor .CodeMirror").evaluate(
        "(element, query) => element.CodeMirror.setValue(query)", query
    )


def run_query(page: Page) -> Response:
    """Press the button that runs the query, and wait for the server's response."""
    page.wait_for_function(NOTED)
    with page.expect_response(lambda response: response.request.method == "POST") as waiting:
        page.get_by_role("button", name="Execute query").click()
    return waiting.value


def answer(page: Page) -> Locator:
    """Find the pane that shows the answer."""
    return page.get_by_label("Result Window")
