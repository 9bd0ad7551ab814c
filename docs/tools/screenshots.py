"""Take the pictures of the explorer, from the sample: `python -m docs.tools.screenshots`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from build import build
from settings import ROOT
from tests.support.chromium import chromium, page_of
from tests.support.explorer import settled
from tests.support.servers import serving

FOLDER = ROOT / "docs" / "explorer"
DESKTOP, PHONE = (1200, 800), (390, 844)


def as_loaded(_: Page) -> None:
    """Leave the view as it came."""


def similar(page: Page) -> None:
    """Scroll to the similar films and open the account of a score."""
    page.evaluate("document.querySelector('.similar-list').scrollIntoView()")
    page.evaluate("scrollBy(0, -80)")
    page.get_by_label("Crew", exact=True).fill("2")
    page.locator(".similar-cards[aria-busy]").wait_for(state="detached")
    page.locator(".score").nth(1).focus(timeout=5_000)


def typing(page: Page) -> None:
    """Type a title with a typo."""
    page.get_by_role("combobox").press_sequentially("godfathr")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")


def query(page: Page) -> None:
    """Open the queries behind the view."""
    page.get_by_role("button", name="Show the query").click()


class Picture(NamedTuple):
    """A view in a theme and a size, and what is done there first."""

    name: str
    path: str
    theme: str = "light"
    size: tuple[int, int] = DESKTOP
    act: Callable[[Page], None] = as_loaded


PICTURES = (
    Picture("home", "/", act=typing),
    Picture("film", "/film/949"),
    Picture("similar", "/film/949", act=similar),
    Picture("film-dark", "/film/11104", "dark", (1040, 720)),
    Picture("query", "/film/949", "dark", act=query),
    Picture("browse", "/browse?genre=Crime"),
    Picture("mix", "/mix?like=949~1422&unlike=597", "dark"),
    Picture("person", "/person/1158"),
    Picture("phone", "/film/949", "light", PHONE),
    Picture("phone-dark", "/browse?lang=es", "dark", PHONE),
)


def take(browser: Browser, address: str, folder: Path) -> None:
    """Take every picture, each with a fresh profile."""
    for picture in PICTURES:
        with page_of(browser) as offline:
            page = offline.page
            page.set_viewport_size({"width": picture.size[0], "height": picture.size[1]})
            page.emulate_media(
                color_scheme="dark" if picture.theme == "dark" else "light", reduced_motion="reduce"
            )
            page.goto(address + picture.path)
            settled(page)
            picture.act(page)
            page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as scratch:
        snapshots = Path(scratch) / "snapshots"
        build(ROOT / "data" / "sample", snapshots)
        with serving(snapshots, Path(scratch) / "log") as running, chromium() as browser:
            take(browser, running.address, FOLDER)
