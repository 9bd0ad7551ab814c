"""docs/recommender.md holds figures and films that are written into it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build import build
from catalog.enums import Basis, Signal
from catalog.storage.snapshot import Snapshot
from docs.tools import recommender as page
from model.evaluation.evaluate import evaluate
from model.evaluation.metrics import HEADINGS, Metrics
from resolvers.context import Context
from tests.support import rated_catalog
from tests.support.graphql import ask


def test_the_figures_are_a_table_of_three_digits() -> None:
    metrics = Metrics(1, 0.12345, 0, 0.0004, 0.9996, 0.5, 0.25, 0.125, 0.75, 0, 0, 1, 0.3, 0)
    lines = page.figures({"ours": metrics._asdict()}).splitlines()
    assert lines[0].startswith("| design | HR@10 | R@10 |")
    assert lines[2] == (
        "| ours | 1.000 | 0.123 | 0.000 | 0.000 | 1.000 | 0.500 | 0.250 | 0.125 | 0.750 "
        "| 0.000 | 0.000 | 1.000 | 0.300 | 0.000 | – |"
    )
    assert {line.count("|") for line in lines} == {len(Metrics._fields) + 2}


def test_the_films_are_those_of_the_api(sample: Context) -> None:
    query = '{ similarMovies(title: "Heat (1995)", k: 10) { results { movie { title } } } }'
    results = ask(sample, query)["similarMovies"]["results"]
    titles = ", ".join(result["movie"]["title"] for result in results)
    lines = page.films(sample).splitlines()
    assert f"| Heat | {titles} | {titles} | {titles} |" in lines
    assert len(lines) <= 2 + len(page.TITLES)


def test_of_what_was_tried_few_columns_are_shown() -> None:
    headings = ("design", "gain in IPW (95 %)", *HEADINGS)
    cells = ("other", "+0.0010 (-0.0010 to +0.0030)", *(f"{n:.3f}" for n in range(len(HEADINGS))))
    printed = "".join(
        f"| {' | '.join(row)} |\n" for row in (headings, ["---"] * len(headings), cells)
    )
    lines = page.tried(printed).splitlines()
    assert lines[0] == f"| {' | '.join(page.KEPT)} |"
    assert lines[1] == "| --- " * len(page.KEPT) + "|"
    assert lines[2].startswith("| other | +0.0010 (-0.0010 to +0.0030) | 4.000 | 7.000 |")


def test_only_what_stands_between_the_marks_is_replaced() -> None:
    text = "a\n<!-- one -->\nold\n<!-- /one -->\nb\n<!-- two -->\n<!-- /two -->\nc\n"
    once = page.fill(text, "one", r"new \1")
    assert once == (
        "a\n<!-- one -->\n\nnew \\1\n\n<!-- /one -->\nb\n<!-- two -->\n<!-- /two -->\nc\n"
    )
    assert page.fill(once, "one", r"new \1") == once


@pytest.mark.full
def test_the_page_is_filled_from_the_current_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build(rated_catalog.source(tmp_path / "raw"), tmp_path / "snapshots")
    table = evaluate(Snapshot.open(built.folder), rated_catalog.users(tmp_path / "users.csv"))
    before = page.PAGE.read_text("utf-8")
    copy = tmp_path / "page.md"
    copy.write_text(before, "utf-8")
    monkeypatch.setattr(page, "PAGE", copy)

    page.main(tmp_path / "snapshots")

    after = copy.read_text("utf-8")
    assert page.figures({name: m.metrics._asdict() for name, m in table.items()}) in after
    assert after != before

    def rest(text: str) -> str:
        return re.sub(r"(<!-- (\w+) -->).*?(<!-- /\2 -->)", r"\1\3", text, flags=re.DOTALL)

    assert rest(after) == rest(before)


def test_the_page_names_every_signal_with_its_weight(sample: Context) -> None:
    text = page.PAGE.read_text("utf-8")
    weights = {info.signal: info.weight for info in sample.recommender.model.signals}
    for signal in Signal:
        (weight,) = re.findall(rf"^\| {signal.name} \| ([^|]+) \|", text, re.MULTILINE)
        if signal is not Signal.AUDIENCE:
            assert float(weight) == pytest.approx(weights[signal])


def test_the_table_of_the_page_has_every_design_and_every_figure() -> None:
    rows = published()
    assert list(rows)[-3:] == [basis.value for basis in Basis]
    assert len(rows) == 10
    assert {len(figures) for figures in rows.values()} == {len(Metrics._fields)}


def published() -> dict[str, list[float | None]]:
    """The figures that the page shows, by design."""
    found = re.search(r"<!-- figures -->(.*)<!-- /figures -->", page.PAGE.read_text(), re.DOTALL)
    assert found is not None
    lines = [line.strip("|").split("|") for line in found[1].strip().splitlines()[2:]]
    return {line[0].strip(): [number(cell.strip()) for cell in line[1:]] for line in lines}


def number(cell: str) -> float | None:
    return None if cell == "–" else float(cell)


@pytest.mark.full
def test_a_page_that_shows_an_evaluation_reads_it_beside_the_snapshot(tmp_path: Path) -> None:
    """Without one it says which file it misses, and leaves the page alone."""
    build(rated_catalog.source(tmp_path / "raw"), tmp_path / "snapshots")
    before = page.PAGE.read_bytes()
    with pytest.raises(FileNotFoundError, match=r"evaluation\.json"):
        page.main(tmp_path / "snapshots")
    assert page.PAGE.read_bytes() == before
