"""The films of The Movies Dataset are the same in every format, but for a few that are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import pipeline, sources
from etl.frames import Frames
from tests.support.format_law import FORMATS, differing_cells, differing_things, films_of, made

AMBIGUOUS = {"company": 81, "country": 4, "keyword": 13}
"""How many films have names at most that lists cannot tell apart: with ", " in them, or Congo."""
WITH_PARENTHESES = {"movielens": {"title": 51}}
"""How many have a title that MovieLens would write as it writes two titles of one film."""


@pytest.fixture(scope="module")
def original(real_source: Path) -> Frames:
    """The data as they are, without ratings, which no other format has."""
    return pipeline.run(sources.read(real_source)._replace(links=None, ratings=None))


@pytest.mark.parametrize("name", FORMATS)
def test_films_are_the_same_cell_by_cell(
    name: str, original: Frames, real_source: Path, tmp_path: Path
) -> None:
    form = FORMATS[name]
    found = made(tmp_path / "written", form.write(films_of(real_source, original)))
    assert len(found.tables["movies"]) > 45_000
    for column, films in differing_cells(original, found, form).items():
        assert len(films) <= WITH_PARENTHESES.get(name, {}).get(column, 0), films[:3]
    for thing, films in differing_things(original, found, form).items():
        assert len(films) <= AMBIGUOUS.get(thing, 0), films[:3]
