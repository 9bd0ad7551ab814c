"""The report, opened from disk in a browser that can load that one file and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Route

from tests.support.chromium import OfflinePage
from tests.support.command_line import run

DRAWN = "() => document.documentElement.dataset.charts === 'drawn'"
ANOTHER_COLOR = "element => getComputedStyle(element).fill"


class Opened(NamedTuple):
    """A report on which every chart is drawn."""

    page: Page
    asked: list[str]
    errors: list[str]


@pytest.fixture(scope="session")
def file(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's report."""
    out = tmp_path_factory.mktemp("report") / "report.html"
    done = run("report", "--snapshots", sample_snapshots, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


@pytest.fixture
def opened(offline: OfflinePage, file: Path) -> Iterator[Opened]:
    """The report from disk, what it wanted beside that file, and what went wrong in it."""
    page, asked, errors = offline.page, [], offline.errors

    def guard(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page.unroute_all()
    page.route("**/*", guard)
    page.on("console", lambda said: errors.append(said.text) if said.type != "log" else None)
    page.goto(file.as_uri())
    page.wait_for_function(DRAWN)
    yield Opened(page, asked, errors)
    assert asked == []
    assert errors == []


def test_every_chart_is_drawn_from_disk_with_no_request(opened: Opened) -> None:
    charts = opened.page.locator("[data-chart]")
    assert charts.count() > 20
    for chart in charts.all():
        name = chart.get_attribute("data-chart")
        assert chart.locator("svg path").count() > 2, name
        assert "NaN" not in chart.inner_html(), name


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_screen(width: int, opened: Opened) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.page.wait_for_function(
        "() => [...document.querySelectorAll('.chart svg')]"
        ".every(svg => svg.getBoundingClientRect().right <= innerWidth)"
    )
    assert opened.page.evaluate("document.documentElement.scrollWidth") == width


def test_the_charts_follow_the_theme_and_it_is_kept(opened: Opened) -> None:
    page = opened.page
    bar = page.locator("#missing svg .mark-rect path").first
    light = bar.evaluate(ANOTHER_COLOR)
    assert page.get_by_role("img", name="The words at a glance").count() == 1
    page.get_by_role("button", name="Dark colors").click()
    assert bar.evaluate(ANOTHER_COLOR) != light
    assert page.get_by_role("img", name="The words at a glance").count() == 1
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.wait_for_function(DRAWN)


def test_a_dark_page_is_printed_on_white(opened: Opened) -> None:
    opened.page.get_by_role("button", name="Dark colors").click()
    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.page.locator("html").get_attribute("data-theme") == "light"
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.page.locator("html").get_attribute("data-theme") == "dark"


def test_a_screen_reader_hears_title_and_reading_of_a_chart(opened: Opened) -> None:
    figure = opened.page.locator("#runtime")
    chart = figure.get_by_role("img", name="Runtime", exact=True)
    described = chart.get_attribute("aria-describedby")
    reading = opened.page.locator(f"#{described}").inner_text()
    assert reading.startswith("Half of the ")


def test_the_contents_lead_to_a_section(opened: Opened) -> None:
    opened.page.get_by_role("link", name="Genres", exact=True).click()
    opened.page.wait_for_function(
        "() => Math.abs(document.querySelector('#genres').getBoundingClientRect().top) < 100"
    )
    assert opened.page.locator("nav a[aria-current]").count() == 1
