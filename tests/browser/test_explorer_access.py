"""axe-core on every view of the explorer, in both themes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.chromium import OfflinePage
from tests.support.explorer import (
    AXE,
    VIEWS,
    settled,
    violations,
)

pytestmark = pytest.mark.skipif(
    not AXE.is_file(), reason="axe-core is not installed; `make clients` installs it where npm can"
)
THEMES = ("light", "dark")


@pytest.fixture(params=THEMES)
def page(offline: OfflinePage, request: pytest.FixtureRequest) -> Page:
    """A page of a theme, on which nothing is halfway in a transition."""
    offline.page.emulate_media(color_scheme=request.param, reduced_motion="reduce")
    return offline.page


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_no_violation(page: Page, server: str, view: str) -> None:
    page.goto(server + VIEWS[view])
    settled(page)
    assert violations(page) == []


def test_a_phone_has_no_violation(page: Page, server: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{server}/film/949?lang=es")
    settled(page)
    page.locator(".tuning summary").click()
    assert violations(page) == []


def test_the_choice_of_what_films_are_compared_by_has_no_violation(
    page: Page, rated_server: str
) -> None:
    page.goto(f"{rated_server}/film/1?basis=content")
    settled(page)
    expect(page.get_by_role("radio", name="Content")).to_be_checked()
    assert violations(page) == []


def test_open_suggestions_have_no_violation(page: Page, server: str) -> None:
    page.goto(server)
    page.get_by_role("combobox").fill("hea")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []


def test_an_open_account_of_a_score_has_no_violation(page: Page, server: str) -> None:
    page.goto(f"{server}/film/949")
    settled(page)
    page.locator(".score").first.focus()
    expect(page.get_by_role("tooltip").first).to_be_visible()
    assert violations(page) == []


def test_the_queries_behind_a_view_have_no_violation(page: Page, server: str) -> None:
    page.goto(f"{server}/film/949")
    settled(page)
    page.get_by_role("button", name="Show the query").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []
