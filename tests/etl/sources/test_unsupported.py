"""Data sets that no catalog can be built from are told by their columns."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl import sources
from etl.errors import SourceError
from tests.support.builders import folder_of, zip_of


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"links.csv": "movieId,imdbId,tmdbId", "movies.csv": "movieId,title,genres"},
            [
                "movies.csv of MovieLens (ratings and tags, but no release dates",
                "; missing: adult, belongs_to_collection, budget, homepage, id, ",
                "; unknown: movieId",
            ],
        ),
        ({"movies.csv": "movieId;title;genres"}, ["movies.csv of MovieLens"]),
        ({"movies.csv": "a,b"}, ["found movies.csv"]),
    ],
)
def test_a_data_set_is_named_with_what_it_lacks(
    tmp_path: Path, files: dict[str, str], said: list[str]
) -> None:
    content = {name: f"{header}\n".encode() for name, header in files.items()}
    for where in (folder_of(tmp_path / "a", content), zip_of(tmp_path / "a.zip", content, "in/")):
        with pytest.raises(SourceError) as refused:
            sources.read(where)
        message = str(refused.value)
        assert "expected movies_metadata.csv or movies_dataset.csv, and credits.csv" in message
        assert "\n" not in message
        for part in said:
            assert part in message
