"""docs/report.md, which is written by `make generate`, fits the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from docs.tools import report


@pytest.mark.full
def test_the_report_in_the_docs_is_that_of_the_sample(sample_snapshots: Path) -> None:
    sections = report.sections(Snapshot.open(store.current(sample_snapshots)))
    written = report.PAGE.read_text("utf-8")
    assert written == report.page(sections), "out of date; `make generate` writes it"


def test_there_is_a_picture_of_every_figure_and_no_other() -> None:
    shown = re.findall(r"\]\(report/([^)]+)\)", report.PAGE.read_text("utf-8"))
    assert len(shown) > 20
    assert sorted(shown) == sorted(file.name for file in report.FOLDER.iterdir())


@pytest.mark.parametrize("file", sorted(report.FOLDER.glob("*.svg")), ids=lambda file: file.name)
def test_a_picture_has_colors_of_its_own_and_is_small(file: Path) -> None:
    drawn = file.read_text("utf-8")
    assert "var(" not in drawn
    assert len(drawn) < 200_000
