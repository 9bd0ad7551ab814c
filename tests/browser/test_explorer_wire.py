"""The explorer as a client: what goes over the wire, and what happens when it is slow or cut."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from tests.support.chromium import OfflinePage
from tests.support.explorer import (
    IMAGES,
    VIEWS,
    WATCH_SHIFTS,
    asking,
    settled,
    shifts,
    weighing,
)

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def test_queries_that_the_server_knows_are_asked_by_hash_with_get(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.goto(f"{server}/film/949")
    settled(page)
    with asking(page) as asked:
        page.goto(f"{server}/film/680")
        settled(page)
    assert len(asked) == 3
    for request in asked:
        parameters = parse_qs(urlsplit(request.url).query)
        assert request.method == "GET"
        assert "query" not in parameters
        assert '"sha256Hash":"' in parameters["extensions"][0]


def test_a_query_that_the_server_has_forgotten_is_sent_once_more_whole(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    forgotten = '{"errors":[{"message":"","extensions":{"code":"PERSISTED_QUERY_NOT_FOUND"}}]}'
    page.route(
        "**/graphql?*", lambda route: route.fulfill(body=forgotten, content_type="application/json")
    )
    with asking(page) as asked:
        page.goto(f"{server}/film/949")
        settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    whole = [request.post_data or "" for request in asked if request.method == "POST"]
    assert len(whole) == 3
    assert all('"query":' in body and '"sha256Hash":' in body for body in whole)


def test_without_a_secure_context_the_query_itself_is_sent(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.add_init_script("Object.defineProperty(crypto, 'subtle', {value: undefined})")
    with asking(page) as asked:
        page.goto(f"{server}/film/949")
        settled(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    assert all("query" in parse_qs(urlsplit(request.url).query) for request in asked)


@pytest.mark.parametrize(("view", "most"), [("home", 55_000), ("film", 75_000), ("browse", 65_000)])
def test_the_first_view_is_light(offline: OfflinePage, server: str, view: str, most: int) -> None:
    page = offline.page
    with weighing(page) as bytes_:
        page.goto(server + VIEWS[view])
        settled(page)
    assert 10_000 < sum(bytes_) < most


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_moves_while_a_view_loads(
    offline: OfflinePage, server: str, view: str, width: int
) -> None:
    page = offline.page
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH_SHIFTS)
    page.goto(server + VIEWS[view])
    settled(page)
    assert shifts(page) == []


def test_a_poster_covers_the_drawn_one_without_moving_anything(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.add_init_script(WATCH_SHIFTS)
    page.route(f"{IMAGES}**", lambda route: route.fulfill(body=DOT, content_type="image/png"))
    page.goto(f"{server}/film/949")
    expect(page.locator(".film-head .poster img")).to_have_css("opacity", "1")
    settled(page)
    assert shifts(page) == []


def test_a_poster_that_does_not_come_leaves_the_drawn_one(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.goto(f"{server}/film/949")
    settled(page)
    expect(page.locator(".film-head img")).to_have_count(0)
    expect(page.locator("img.there")).to_have_count(0)
    expect(page.locator(".film-head .poster-title")).to_have_text("Heat")
    tried = [url for url in offline.turned_away if url.startswith(IMAGES)]
    assert len(tried) < 20


def test_while_an_answer_is_on_its_way_its_place_is_drawn(
    offline: OfflinePage, server: str
) -> None:
    page, held = offline.page, list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/graphql**", hold)
    page.goto(f"{server}/browse")
    expect(page.locator(".card.skeleton")).to_have_count(24)
    page.unroute("**/graphql**")
    for route in held:
        route.fallback()
    settled(page)
    expect(page.locator(".card").first).to_be_visible()


def test_when_the_server_is_away_one_can_try_again(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.route("**/graphql**", lambda route: route.abort())
    page.goto(f"{server}/film/949")
    expect(page.get_by_role("heading", level=1)).to_have_text("The server is not responding")
    page.unroute("**/graphql**")
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    settled(page)


def test_when_the_server_goes_away_the_rest_of_the_page_stays(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.goto(f"{server}/film/949")
    settled(page)
    page.route("**/graphql**", lambda route: route.abort())
    page.get_by_label("Variety").fill("0.5")
    expect(page.locator(".similar-cards")).to_contain_text("The server is not responding")
    expect(page.get_by_role("heading", level=1)).to_have_text("Heat")
    page.unroute("**/graphql**")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".similar")).to_have_count(12)


@pytest.mark.parametrize("path", ["/film/99999999", "/person/99999999", "/film/no"])
def test_what_the_catalog_does_not_have_is_said_kindly(
    offline: OfflinePage, server: str, path: str
) -> None:
    page = offline.page
    page.goto(server + path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
    page.get_by_role("link", name="Go to the home page").click()
    expect(page).to_have_url(f"{server}/")


def test_an_unknown_film_in_a_mix_is_left_out(offline: OfflinePage, server: str) -> None:
    page: Page = offline.page
    page.goto(f"{server}/mix?like=949~99999999")
    expect(page.locator(".similar").first).to_be_visible()
    expect(page.locator(".chosen li")).to_have_count(1)
