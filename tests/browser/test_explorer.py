"""What people do in the explorer, with every request to another machine turned away."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import OfflinePage, run_query
from tests.support.explorer import (
    IMAGES,
    asking,
    settled,
    titles,
)

# In one go, since pages that come by themselves may take the button away at any time.
PRESS_MORE = """() => {
  const button = document.querySelector(".tail button");
  if (button.hidden) return null;
  button.click();
  return document.querySelectorAll("main .card").length;
}"""


@pytest.fixture
def home(offline: OfflinePage, server: str) -> Page:
    """The start of the explorer."""
    offline.page.goto(server)
    expect(offline.page.get_by_role("combobox")).to_be_focused()
    return offline.page


def similar(page: Page) -> list[str]:
    """Titles of the similar films, when they are there."""
    expect(page.locator(".similar").first).to_be_visible()
    expect(page.locator(".similar-cards[aria-busy]")).to_have_count(0)
    return page.locator(".similar .card-title").all_inner_texts()


def heading(page: Page, text: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def test_two_keys_and_a_click_lead_to_similar_films_and_their_reasons(
    home: Page, offline: OfflinePage
) -> None:
    home.keyboard.type("he")
    home.get_by_role("option", name="Heat 1995").click()

    heading(home, "Heat")
    assert len(similar(home)) == 12
    for card in home.locator(".similar").all():
        assert card.locator(".reasons li").count() > 0
    assert {url for url in offline.turned_away if not url.startswith(IMAGES)} == set()
    assert offline.errors == []


def test_a_slider_asks_again_and_graphiql_opens_with_what_was_asked(
    home: Page, offline: OfflinePage
) -> None:
    home.keyboard.type("heet")
    home.get_by_role("option", name="Heat 1995").click()
    before = similar(home)

    home.get_by_label("Crew", exact=True).fill("3")
    expect(home.locator(".similar .reasons li").first).to_contain_text("Michael Mann")
    expect(home).to_have_url(re.compile(r"weights=crew:3$"))
    after = similar(home)
    assert after != before

    home.get_by_role("button", name="Show the query").click()
    with home.expect_navigation():
        home.locator(".operation", has_text="query Similar").get_by_role("link").click()
    expect(home.get_by_role("tab", selected=True)).to_contain_text("Similar")
    home.get_by_role("button", name="Re-fetch GraphQL schema").wait_for()
    home.wait_for_load_state("networkidle")
    shown = run_query(home).json()["data"]["movie"]["similar"]
    assert [each["movie"]["title"] for each in shown] == after
    assert {url for url in offline.turned_away if not url.startswith(IMAGES)} == set()


def test_what_films_are_compared_by_can_be_chosen_and_stays_in_the_address(
    offline: OfflinePage, rated_server: str
) -> None:
    page, film = offline.page, f"{rated_server}/film/1"

    def signals() -> set[str | None]:
        similar(page)
        every = page.locator(".account li").all()
        return {reason.get_attribute("data-signal") for reason in every}

    def chosen(name: str) -> None:
        expect(page.get_by_role("radio", name=name)).to_be_checked()

    page.goto(film)
    assert signals() >= {"GENRE", "TASTE"}
    chosen("Taste")
    expect(page.locator("#weight-audience")).to_have_value("0")

    page.get_by_role("radio", name="Content").check()
    expect(page).to_have_url(f"{film}?basis=content")
    expect(page.get_by_role("radio", name="Content")).to_be_focused()
    assert not signals() & {"TASTE", "AUDIENCE"}
    expect(page.locator("#weight-taste")).to_have_value("0")

    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(f"{film}?basis=blend")
    assert signals() >= {"TASTE", "AUDIENCE"}
    page.reload()
    similar(page)
    chosen("Audience")
    expect(page.locator("#weight-audience")).to_have_value("1")

    page.get_by_role("button", name="Same mood").click()
    chosen("Content")
    expect(page).to_have_url(re.compile(r"basis=content&weights=tone:3"))
    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(film)
    chosen("Taste")


def test_without_ratings_there_is_nothing_to_choose(offline: OfflinePage, server: str) -> None:
    offline.page.goto(f"{server}/film/949")
    similar(offline.page)
    expect(offline.page.locator("#weight-genre")).to_be_visible()
    expect(offline.page.get_by_role("radio")).to_have_count(0)


MOVE_IN_ONE_TASK = """(slider, steps) => {
  for (let step = 0; step < steps; step += 1) {
    slider.stepUp();
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  }
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}"""
"""Moves a slider as keys do, but before any timer of the page can end, however busy the machine."""


def test_moving_a_slider_on_drops_the_questions_before(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/film/949")
    similar(page)
    slider = page.get_by_label("Variety")
    with asking(page) as asked:
        slider.evaluate(MOVE_IN_ONE_TASK, 10)
        expect(page).to_have_url(re.compile(r"variety=1$"))
        settled(page)
    assert len(asked) == 1
    assert '"diversity":1}' in asked[-1].url.replace("%22", '"').replace("%3A", ":").replace(
        "%7D", "}"
    )


def test_years_and_votes_narrow_the_list(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/film/949?years=1990-1999&votes=1000")
    similar(page)
    years = page.locator(".similar .card-note").all_inner_texts()
    assert all(year.startswith("199") for year in years)
    expect(page.get_by_label("Years, from")).to_have_value("1990")
    expect(page.get_by_label("Minimum votes")).to_have_attribute("aria-valuetext", "1,000")

    page.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(f"{server}/film/949")
    expect(page.locator(".similar .card-note", has_text="2004").first).to_be_visible()


def test_the_keyboard_is_enough(home: Page) -> None:
    field = home.get_by_role("combobox")
    home.keyboard.type("heat")
    expect(field).to_have_attribute("aria-expanded", "true")
    home.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    home.keyboard.press("ArrowDown")
    option = home.get_by_role("option", selected=True)
    expect(option).to_contain_text("Heat")
    expect(field).to_have_attribute("aria-activedescendant", str(option.get_attribute("id")))
    home.keyboard.press("Enter")

    similar(home)
    expect(home.get_by_role("heading", level=1)).to_be_focused()
    for _ in range(80):
        home.keyboard.press("Tab")
        if home.evaluate("document.activeElement.matches('.score')"):
            break
    account = home.get_by_role("tooltip").first
    expect(account).to_be_visible()
    described = home.evaluate("document.activeElement.getAttribute('aria-describedby')")
    assert described == account.get_attribute("id")
    home.keyboard.press("Escape")
    expect(account).to_be_hidden()


def test_enter_shows_all_that_has_a_name_like_this(home: Page) -> None:
    home.keyboard.type("godfater")
    home.keyboard.press("Enter")
    heading(home, "“godfater”")
    settled(home)
    assert titles(home)[:2] == ["The Godfather", "The Godfather: Part II"]
    home.go_back()
    heading(home, "Find a film like the one you love.")


@pytest.mark.parametrize(
    "text",
    ["tt113277", "https://www.imdb.com/title/tt0113277/", "https://www.themoviedb.org/movie/949"],
)
def test_an_id_or_an_address_is_suggested_as_the_film_that_it_names(home: Page, text: str) -> None:
    home.get_by_role("combobox").fill(text)
    expect(home.get_by_role("option")).to_have_count(1)
    home.get_by_role("option", name="Heat 1995").click()
    heading(home, "Heat")


@pytest.mark.parametrize(("text", "first"), [("john king", "People"), ("heat", "Films")])
def test_the_kind_that_fits_best_comes_first(
    home: Page, server: str, text: str, first: str
) -> None:
    home.get_by_role("combobox").fill(text)
    expect(home.locator(".options-title").first).to_have_text(first)
    home.goto(f"{server}/search?q={text}")
    expect(home.locator("main .part h2").first).to_have_text(first)


def test_what_nothing_is_called_gets_an_answer(offline: OfflinePage, server: str) -> None:
    offline.page.goto(f"{server}/search?q=xqzzkw")
    expect(offline.page.get_by_text("No results for “xqzzkw”")).to_be_visible()


def test_several_films_are_mixed(home: Page, server: str) -> None:
    home.get_by_role("link", name="Mix", exact=True).click()
    for side, typed in [("More like", "heat"), ("More like", "departed"), ("Less like", "titanic")]:
        field = home.get_by_role("combobox", name=f"{side}: Add a film")
        field.click()
        home.keyboard.type(typed)
        home.get_by_role("option").first.click()
        expect(
            home.locator(".chosen li", has_text=re.compile(typed, re.IGNORECASE))
        ).to_be_visible()
    expect(home).to_have_url(f"{server}/mix?like=949~1422&unlike=597")
    found = similar(home)
    assert not {"Heat", "The Departed", "Titanic"} & set(found)

    home.get_by_role("link", name=f"Less like {found[0]}").click()
    expect(home.locator(".mix-side.unlike .chosen li")).to_have_count(2)
    expect(home.locator(".similar", has_text=found[0])).to_have_count(0)
    home.go_back()
    expect(home.locator(".mix-side.unlike .chosen li")).to_have_count(1)
    home.get_by_role("link", name="Remove Titanic").click()
    expect(home).to_have_url(f"{server}/mix?like=949~1422")


def test_browsing_goes_on_as_one_scrolls(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/browse?sort=TITLE")
    cards = page.locator("main .card:not(.skeleton)")
    expect(cards).to_have_count(24)
    for count in (48, 72):
        page.locator(".tail").scroll_into_view_if_needed()
        expect(cards.nth(count - 1)).to_be_attached()
    while (before := page.evaluate(PRESS_MORE)) is not None:
        expect(cards.nth(before).get_by_role("link")).to_be_focused()
    expect(page.locator(".tail p")).to_have_text("292 of 292 films")
    found = titles(page)
    assert len(found) == 292
    expect(page.get_by_role("button", name="Show more")).to_have_count(0)


def test_facets_narrow_and_back_undoes(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/browse")
    facet = page.locator("#genre-Crime")
    count = facet.locator(".count").inner_text()
    facet.click()
    expect(page.locator(".total")).to_have_text(f"{count} films")
    expect(page.locator("#genre-Crime")).to_be_focused()
    page.locator("#decade-1990").click()
    expect(page).to_have_url(f"{server}/browse?genre=Crime&decade=1990")
    settled(page)
    assert all(note.startswith("199") for note in page.locator(".card-note").all_inner_texts())
    page.get_by_label("Sort by").select_option("Oldest")
    expect(page).to_have_url(f"{server}/browse?genre=Crime&decade=1990&sort=RELEASE_DATE")
    for expected in (f"{server}/browse?genre=Crime&decade=1990", f"{server}/browse?genre=Crime"):
        page.go_back()
        expect(page).to_have_url(expected)
    expect(page.locator(".total")).to_have_text(f"{count} films")


def test_back_leads_to_where_one_was(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/browse")
    cards = page.locator("main .card:not(.skeleton)")
    expect(cards).to_have_count(24)
    page.locator(".tail").scroll_into_view_if_needed()
    expect(cards.nth(47)).to_be_attached()
    link = cards.nth(40).get_by_role("link")
    title = link.inner_text()
    link.click()
    heading(page, title)
    page.go_back()
    expect(cards.nth(40).get_by_role("link")).to_be_in_viewport()


def test_a_person_has_a_career_and_every_film_once(offline: OfflinePage, server: str) -> None:
    page = offline.page
    page.goto(f"{server}/film/949")
    page.locator(".facts").get_by_role("link", name="Al Pacino").click()
    heading(page, "Al Pacino")
    expect(page.get_by_role("img", name="Films of Al Pacino by year and rating")).to_be_visible()
    films = page.locator(".filmography a").all_inner_texts()
    expect(page.locator(".film-line")).to_have_text(f"{len(films)} films")
    assert len(films) == len(set(films))
    page.get_by_role("link", name="Scarface").click()
    heading(page, "Scarface")


def test_the_explorer_speaks_spanish_and_so_do_the_answers(home: Page, server: str) -> None:
    home.get_by_role("button", name="Español").click()
    heading(home, "Encuentra películas como tus favoritas.")
    expect(home.locator("html")).to_have_attribute("lang", "es")
    home.get_by_role("combobox").click()
    home.keyboard.type("he")
    home.get_by_role("option", name="Heat 1995").click()
    expect(home).to_have_url(f"{server}/film/949?lang=es")
    similar(home)
    expect(home.locator(".film-line")).to_contain_text("Crimen")
    expect(home.locator(".reasons li").first).to_contain_text(
        re.compile("^(De la|También|El mismo)")
    )
    home.reload()
    expect(home.get_by_role("heading", name="Películas parecidas")).to_be_visible()


def test_films_have_their_spanish_titles_where_the_catalog_has_them(
    offline: OfflinePage, server: str
) -> None:
    page = offline.page
    page.goto(f"{server}/film/278?lang=es")
    heading(page, "Cadena perpetua")
    facts = page.locator(".facts").last
    expect(facts).to_contain_text("The Shawshank Redemption")
    page.goto(f"{server}/search?q=el%20padrino&lang=es")
    expect(page.locator(".card-title").first).to_have_text("El padrino")
    page.goto(f"{server}/film/278?lang=en")
    heading(page, "The Shawshank Redemption")


def test_dark_follows_the_system_until_one_chooses(home: Page) -> None:
    def paper() -> str:
        color: str = home.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        return color

    light = paper()
    home.emulate_media(color_scheme="dark")
    dark = paper()
    assert dark != light
    home.get_by_role("button", name="Switch between light and dark").click()
    assert paper() == light
    home.reload()
    assert paper() == light
