"""The page and the pictures of the sample."""

from __future__ import annotations

import json
import re
import struct
from pathlib import Path
from typing import Any

import pytest

from export.report.data import ReportData
from export.report.page import page as page_of
from export.report.sections import SECTIONS
from tests.export.report.conftest import UNMEASURED
from tests.support.builders import catalog, film
from tests.support.command_line import error_line, run, run_process

pytestmark = pytest.mark.full
LARGEST = 4_000_000  # bytes
TAG = re.compile(r"<(?:img|link|script|iframe|source)\b[^>]*\b(?:src|href)=\"([^\"]*)")


@pytest.fixture(scope="module")
def written(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's page."""
    file: Path = tmp_path_factory.mktemp("report") / "report.html"
    done = run("report", "--snapshots", sample_snapshots, "--out", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(rf"{file}: \d+ figures, \d\.\d MB\n", done.stdout)
    return file


@pytest.fixture
def page(written: Path) -> str:
    """What stands on it."""
    return written.read_text("utf-8")


def specs(page: str) -> dict[str, dict[str, object]]:
    found = re.search(r'<script type="application/json" id="specs">(.*?)</script>', page)
    assert found
    charts: dict[str, dict[str, object]] = json.loads(found[1])["charts"]
    return charts


def test_the_page_is_one_file_of_moderate_size_that_asks_for_nothing(page: str) -> None:
    assert len(page.encode()) < LARGEST
    markup = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    assert re.findall(r"<script[^>]*src=", page.partition("<main")[0]) == []
    assert TAG.findall(markup)
    assert all(address.startswith("data:") for address in TAG.findall(markup))
    assert "url(" not in markup
    assert "default-src 'none'" in page


def test_every_figure_has_a_reading_a_drawing_and_its_numbers(page: str) -> None:
    figures = re.findall(r'<figure id="([\w-]+)"(.*?)</figure>', page, re.DOTALL)
    assert len(figures) > 20
    charts = specs(page)
    for name, content in figures:
        assert re.search(rf'<p id="{name}-reading">[^<]*\d[^<]*\.</p>', content), name
        assert "<td" in content, name
        assert name in charts or content.count('alt="The words at a glance: ') == 2, name
    assert charts.keys() < {name for name, _ in figures}


def rows(spec: Any) -> int:
    """The length of the longest list of records in a chart."""
    parts = spec.values() if isinstance(spec, dict) else spec if isinstance(spec, list) else []
    own = len(spec) if isinstance(spec, list) and spec and isinstance(spec[0], dict) else 0
    return max([own, *map(rows, parts)])


def test_charts_are_drawn_of_sums_not_of_films(page: str) -> None:
    for name, spec in specs(page).items():
        assert 0 < rows(spec) <= 300, name


def test_the_contents_lead_to_every_section(page: str) -> None:
    sections = re.findall(r'<section id="([\w-]+)"', page)
    assert re.findall(r'<li><a href="#([\w-]+)">', page) == sections
    assert len(sections) == 11


@pytest.mark.live
def test_every_figure_is_a_picture_too(sample_snapshots: Path, tmp_path: Path, page: str) -> None:
    out, charts = tmp_path / "report.html", tmp_path / "charts"
    done = run("report", "--snapshots", sample_snapshots, "--out", out, "--png", charts)
    assert done.returncode == 0
    names = set(re.findall(r'<figure id="([\w-]+)"', page))
    pictures = {file.stem: file.read_bytes() for file in charts.iterdir()}
    assert pictures.keys() == names
    for name, picture in pictures.items():
        width, height = struct.unpack(">II", picture[16:24])
        assert picture.startswith(b"\x89PNG"), name
        assert width >= 1_300, name
        assert height >= 300, name


def test_what_titles_say_cannot_leave_their_place(tmp_path: Path) -> None:
    title = "</script><img src=x onerror=alert(1)> & co"
    films = ReportData(
        catalog(tmp_path, film(1, title, runtime="90", popularity="2", vote_count="3")), UNMEASURED
    )
    made = page_of(films, [section(films) for section in SECTIONS])
    assert "<img src=x" not in made
    assert "&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt; &amp; co" in made


@pytest.mark.live
def test_without_what_draws_one_line_says_how_to_get_it(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    (tmp_path / "altair.py").write_text("raise ModuleNotFoundError('no', name='altair')")
    out = tmp_path / "report.html"
    line = error_line(
        run_process(
            *("report", "--snapshots", sample_snapshots, "--out", out), PYTHONPATH=str(tmp_path)
        )
    )
    assert line == "error: altair is not installed; `make report` installs what a report needs"
    assert not out.exists()


def test_without_a_snapshot_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    line = error_line(run("report", "--snapshots", tmp_path, "--out", out))
    assert f"`python main.py build --snapshots {tmp_path}`" in line


@pytest.mark.live
def test_a_place_that_cannot_be_written_to_is_one_line(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    out = tmp_path / "file" / "report.html"
    assert str(out.parent) in error_line(
        run("report", "--snapshots", sample_snapshots, "--out", out)
    )
