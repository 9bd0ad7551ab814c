"""The Movies Dataset: its files, those that may be missing, and what is said then."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.data.rows import csv_of
from etl import sources
from etl.errors import SourceError
from etl.sources.raw import CREDITS, KEYWORDS, LINKS, METADATA, OVERFLOW, RATINGS, Raw
from tests.support.builders import credits_of, film, folder_of, whole

REQUIRED = {
    "movies_metadata.csv": csv_of((*METADATA, "video"), [film(862, "Toy Story")]),
    "credits.csv": csv_of(("cast", "crew", "id"), [credits_of(862)]),
}
OPTIONAL = {
    "keywords.csv": csv_of(KEYWORDS, [{"id": "862", "keywords": "[]"}]),
    "links.csv": csv_of(("movieId", "imdbId", "tmdbId"), [{"movieId": "1", "tmdbId": "862"}]),
    "ratings_small.csv": csv_of(RATINGS, [dict.fromkeys(RATINGS, "3")]),
}


def read(folder: Path, files: dict[str, bytes]) -> Raw:
    return sources.read(folder_of(folder, files))


def test_every_file_is_read_into_its_columns(tmp_path: Path) -> None:
    raw = read(tmp_path, {**REQUIRED, **OPTIONAL})
    assert raw.keywords is not None
    assert raw.links is not None
    assert raw.ratings is not None
    read_files = {
        METADATA: raw.metadata,
        CREDITS: raw.credits,
        KEYWORDS: raw.keywords,
        LINKS: raw.links,
        RATINGS: raw.ratings,
    }
    for columns, frame in read_files.items():
        collected = whole(frame)
        assert collected.columns == [*columns, OVERFLOW]
        assert len(collected) == 1
        assert {str(dtype) for dtype in collected.dtypes} == {"String"}
    assert raw.absent == ()


def test_the_metadata_may_be_called_movies_dataset(tmp_path: Path) -> None:
    files = {
        "movies_dataset.csv": REQUIRED["movies_metadata.csv"],
        "credits.csv": REQUIRED["credits.csv"],
    }
    raw = read(tmp_path, files)
    assert whole(raw.metadata)["title"].to_list() == ["Toy Story"]


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("keywords.csv", "films have no keywords"),
        ("links.csv", "ratings cannot be joined to films"),
        ("ratings_small.csv", "the catalog has no ratings"),
    ],
)
def test_an_optional_file_that_is_missing_is_told(tmp_path: Path, missing: str, told: str) -> None:
    raw = read(tmp_path, {**REQUIRED, **{n: c for n, c in OPTIONAL.items() if n != missing}})
    ((thing, instead),) = raw.absent
    assert thing == missing.replace("_small", "")
    assert told in instead
    assert sum(frame is None for frame in (raw.keywords, raw.links, raw.ratings)) == 1


def test_all_optional_files_may_be_missing(tmp_path: Path) -> None:
    raw = read(tmp_path, REQUIRED)
    assert (raw.keywords, raw.links, raw.ratings) == (None, None, None)
    assert [thing for thing, _ in raw.absent] == ["keywords.csv", "links.csv", "ratings.csv"]


def test_the_large_file_of_ratings_is_preferred(tmp_path: Path) -> None:
    large = csv_of(RATINGS, [dict.fromkeys(RATINGS, "5")] * 2)
    raw = read(tmp_path, {**REQUIRED, **OPTIONAL, "ratings.csv": large})
    assert raw.ratings is not None
    assert whole(raw.ratings)["rating"].to_list() == ["5", "5"]


def test_an_optional_file_with_other_columns_is_an_error_all_the_same(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"keywords\.csv: expected the columns id, keywords"):
        read(tmp_path, {**REQUIRED, "keywords.csv": b"film,words\n"})


def test_files_with_nothing_but_a_header_are_read(tmp_path: Path) -> None:
    empty = {
        "movies_metadata.csv": csv_of(METADATA, []),
        "credits.csv": b"cast,crew,id",
        "keywords.csv": csv_of(KEYWORDS, []),
    }
    raw = read(tmp_path, empty)
    assert len(whole(raw.metadata)) == len(whole(raw.credits)) == 0
