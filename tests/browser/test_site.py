"""The site of the documentation, built strictly and read from disk without a network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from docs.tools.hooks import SCRIPTS
from docs.tools.scripts import IFRAME_WORKER, MERMAID
from settings import ROOT
from tests.support.chromium import OfflinePage


class Tags(HTMLParser):
    """What a page links to, what it loads, and where links to it can lead."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors = {""}
        self.feed(page.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.anchors |= {found[name] for name in ("id", "name") if name in found}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag != "a":
            self.loaded += [found[name] for name in ("src", "href") if name in found]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site; any warning of MkDocs, such as a broken link, fails the build."""
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Tags]:
    """Every page of the site except 404.html, whose links start at a server's root."""
    found = {page: Tags(page) for page in site.rglob("*.html") if page.name != "404.html"}
    assert len(found) > 20
    return found


def test_every_link_of_the_site_leads_to_a_page_and_a_place_on_it(pages: dict[Path, Tags]) -> None:
    lost = []
    for page, tags in pages.items():
        for link in tags.links:
            if re.match(r"\w+:", link):
                continue
            path, _, anchor = unquote(link).partition("#")
            target = (page.parent / path).resolve() if path else page
            if not target.exists() or (
                target in pages and anchor not in pages[target].anchors | {"__skip"}
            ):
                lost.append(f"{page.name}: {link}")
    assert lost == []


def test_every_page_of_docs_stands_on_the_site(pages: dict[Path, Tags], site: Path) -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        name = page.relative_to(ROOT / "docs").with_suffix(".html")
        name = name.with_name("index.html") if page.name == "README.md" else name
        assert site / name in pages


def test_a_linked_source_file_is_copied_and_no_page_of_the_search(site: Path) -> None:
    schema = Path("schema", "schema.graphql")
    assert (site / schema).read_bytes() == (ROOT / schema).read_bytes()
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    found = {entry["location"].partition("#")[0] for entry in index["docs"]} - {""}
    assert {Path(page).suffix for page in found} == {".html"}
    assert not (site / schema.with_suffix(".graphql.html")).exists()


@pytest.mark.parametrize(
    "words",
    [
        *("pagination", "deprecation", "federation", "subscriptions", "rate limit", "windows"),
        *("docker", "authentication", "exit codes", "prometheus", "parquet"),
    ],
)
def test_the_search_index_has_what_people_search_for(words: str, site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    texts = [f"{entry['title']} {entry['text']}".lower() for entry in index["docs"]]
    assert any(words in text for text in texts)


def test_no_page_loads_anything_from_elsewhere(pages: dict[Path, Tags]) -> None:
    if not (SCRIPTS / IFRAME_WORKER.name).is_file():
        pytest.skip("the scripts of the site are not here; `make docs` fetches them where it can")
    elsewhere = {found for tags in pages.values() for found in tags.loaded if "//" in found}
    assert elsewhere == set()


@pytest.fixture
def from_disk(offline: OfflinePage, site: Path) -> OfflinePage:
    """The page with diagrams, opened from disk."""
    if not (SCRIPTS / MERMAID.name).is_file():
        pytest.skip("the scripts of the site are not here; `make docs` fetches them where it can")
    offline.page.goto((site / "architecture.html").as_uri())
    return offline


def test_diagrams_are_drawn_without_a_network(from_disk: OfflinePage) -> None:
    page = from_disk.page
    expect(page.locator("div.mermaid")).to_have_count(2)
    expect(page.locator("pre.mermaid")).to_have_count(0)
    boxes = [diagram.bounding_box() for diagram in page.locator("div.mermaid").all()]
    assert all(box is not None and box["height"] > 40 for box in boxes)
    assert from_disk.turned_away == []
    assert from_disk.errors == []


def test_the_search_finds_a_type_without_a_network(from_disk: OfflinePage) -> None:
    page = from_disk.page
    page.get_by_role("textbox", name="Search").click()
    page.get_by_role("textbox", name="Search").press_sequentially("PosterSize")

    result = page.locator(".md-search-result a", has_text="PosterSize").first
    expect(result).to_be_visible()
    result.click()
    page.wait_for_url("**/reference.html**")
    assert from_disk.turned_away == []
    assert from_disk.errors == []
