"""The films of the sample are the same in every format, in all that it can say."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import pipeline, sources
from etl.frames import Frames
from tests.support.format_law import FORMATS, differing_cells, differing_things, films_of, made
from tests.support.snapshots import SAMPLE


@pytest.fixture(scope="module")
def original() -> Frames:
    """The sample as it is."""
    return pipeline.run(sources.read(SAMPLE))


@pytest.mark.parametrize("name", FORMATS)
def test_films_are_the_same_cell_by_cell(name: str, original: Frames, tmp_path: Path) -> None:
    form = FORMATS[name]
    found = made(tmp_path / "written", form.write(films_of(SAMPLE, original)))
    assert len(found.tables["movies"]) > 280
    assert differing_cells(original, found, form) == {}
    assert differing_things(original, found, form) == {}
