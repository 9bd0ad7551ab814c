"""Every page behind a path of a host that nginx serves, with and without the path cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.deploy.nginx import proxying
from tests.support.chromium import LOCAL, OfflinePage, open_graphiql, run_query, write_query
from tests.support.explorer import settled
from tests.support.servers import get

CUT_OFF = "rewrite ^/films(/.*)$ $1 last;"
PASSED_ON = (
    "proxy_pass http://reelgraph; proxy_set_header Host $http_host; "
    "proxy_set_header X-Forwarded-Prefix /films;"
)


@pytest.fixture(params=[CUT_OFF, PASSED_ON], ids=["cut off", "passed on with its name"])
def films(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> Iterator[str]:
    """The address of the server behind nginx, without the slash at its end."""
    with proxying(tmp_path, urlsplit(server).netloc, (CUT_OFF, request.param)) as address:
        yield f"{address}/films"


@pytest.fixture
def page(offline: OfflinePage) -> Iterator[Page]:
    """A page that may ask for nothing of this machine beside the path."""
    astray: list[str] = []

    def note(url: str) -> None:
        parts = urlsplit(url)
        if parts.hostname in LOCAL and not parts.path.startswith("/films"):
            astray.append(url)

    offline.page.on("request", lambda request: note(request.url))
    yield offline.page
    assert astray == []
    assert offline.errors == []


def test_the_explorer_stays_behind_its_path(page: Page, films: str) -> None:
    page.goto(films)
    expect(page).to_have_url(f"{films}/")
    page.get_by_role("combobox").fill("heat")
    page.get_by_role("option", name="Heat 1995").click()
    expect(page).to_have_url(f"{films}/film/949")
    expect(page.locator(".similar").first).to_be_visible()

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    page.get_by_role("link", name="Crime", exact=True).first.click()
    expect(page).to_have_url(f"{films}/browse?genre=Crime")
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    page.get_by_role("link", name="Reelgraph, home").click()
    expect(page).to_have_url(f"{films}/")


def test_the_links_of_the_footer_lead_somewhere(page: Page, films: str) -> None:
    page.goto(f"{films}/person/1158")
    links = page.locator(".footer-links a")
    expect(links.first).to_be_visible()
    found = [link.evaluate("(link) => link.href") for link in links.all()]
    assert {f"{films}/{name}" for name in ("graphql", "schema.graphql", "voyager")} <= set(found)
    for address in found:
        assert get(address, headers={"accept": "text/html"}).status_code == 200


def test_what_is_not_there_is_told_in_the_language_of_the_reader(page: Page, films: str) -> None:
    response = page.goto(f"{films}/no/such/page?lang=es")
    assert response is not None
    assert response.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("existe|encontr"))
    page.locator(".notice-actions a").click()
    expect(page).to_have_url(f"{films}/?lang=es")


def test_graphiql_and_the_map_ask_behind_the_path(
    page: Page, offline: OfflinePage, films: str
) -> None:
    open_graphiql(offline, f"{films}/graphql/")
    write_query(page, "{ movie(id: 949) { title } }")
    assert run_query(page).json()["data"] == {"movie": {"title": "Heat"}}

    page.goto(f"{films}/voyager")
    page.locator("svg #TYPE\\:\\:Movie").wait_for()
    assert offline.turned_away == []
