"""Which source a folder or zip is taken for, and what is said where it is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.data.rows import csv_of
from etl import sources
from etl.errors import SourceError
from etl.sources.raw import CREDITS, METADATA
from tests.support.builders import film, folder_of, zip_of

METADATA_FILE = csv_of(METADATA, [film(862, "Toy Story")])
CREDITS_FILE = csv_of(CREDITS, [])
TMDB_COLUMNS = (*METADATA, "keywords")
TMDB_MOVIES = csv_of(TMDB_COLUMNS, [film(862, "Toy Story")])
TMDB_CREDITS = csv_of(("movie_id", "title", "cast", "crew"), [])
ALL = {
    "movies_metadata.csv": METADATA_FILE,
    "credits.csv": CREDITS_FILE,
    "tmdb_5000_movies.csv": TMDB_MOVIES,
    "tmdb_5000_credits.csv": TMDB_CREDITS,
}


@pytest.mark.parametrize(
    ("names", "format"),
    [
        (("movies_metadata.csv", "credits.csv"), "the-movies-dataset"),
        (("tmdb_5000_movies.csv", "tmdb_5000_credits.csv"), "tmdb-5000"),
        (("credits.csv", "tmdb_5000_movies.csv", "tmdb_5000_credits.csv"), "tmdb-5000"),
        (tuple(ALL), "the-movies-dataset with tmdb-5000"),
    ],
)
def test_a_source_is_recognized_by_its_files(
    tmp_path: Path, names: tuple[str, ...], format: str
) -> None:
    files = {name: ALL[name] for name in names}
    assert sources.read(folder_of(tmp_path / "folder", files)).format == format
    assert sources.read(zip_of(tmp_path / "a.zip", files, "nested/")).format == format


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("movies_metadata.csv",), "and credits.csv (the-movies-dataset)"),
        (("credits.csv",), "movies_metadata.csv or movies_dataset.csv, and credits.csv"),
        (("tmdb_5000_movies.csv",), "tmdb_5000_credits.csv (tmdb-5000)"),
        (("tmdb_5000_credits.csv",), "tmdb_5000_movies.csv and tmdb_5000_credits.csv"),
    ],
)
def test_a_missing_required_file_is_named_with_what_was_found(
    tmp_path: Path, names: tuple[str, ...], expected: str
) -> None:
    files = {name: ALL[name] for name in names}
    for where in (folder_of(tmp_path / "folder", files), zip_of(tmp_path / "a.zip", files)):
        with pytest.raises(SourceError) as refused:
            sources.read(where)
        message = str(refused.value)
        assert message.startswith(f"{where}: expected ")
        assert expected in message
        assert f"; found {', '.join(names)}, but not " in message
        assert "\n" not in message


@pytest.mark.parametrize(
    ("files", "found"),
    [({}, "no CSV file"), ({"a.txt": b""}, "no CSV file"), ({"b.csv": b"", "a.csv": b""}, "a.csv")],
)
def test_what_is_no_source_at_all_is_told_of_both(
    tmp_path: Path, files: dict[str, bytes], found: str
) -> None:
    for where in (folder_of(tmp_path / "folder", files), zip_of(tmp_path / "a.zip", files)):
        with pytest.raises(SourceError) as refused:
            sources.read(where)
        message = str(refused.value)
        assert "movies_metadata.csv" in message
        assert "tmdb_5000_movies.csv" in message
        assert f"found {found}" in message


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("movies_metadata.csv",), "movies_metadata.csv, but not credits.csv (id, cast, crew)"),
        (("credits.csv",), "but not movies_metadata.csv or movies_dataset.csv (adult, belongs_to_"),
        (("tmdb_5000_movies.csv",), "but not tmdb_5000_credits.csv (movie_id, title, cast, crew)"),
    ],
)
def test_the_file_that_is_missing_is_named_with_its_columns(
    tmp_path: Path, names: tuple[str, ...], found: str
) -> None:
    with pytest.raises(SourceError) as refused:
        sources.read(folder_of(tmp_path, {name: ALL[name] for name in names}))
    assert found in str(refused.value)


def test_a_folder_without_csv_is_told_by_what_is_in_it(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"found no CSV file, but films\.xlsx, notes\.txt$"):
        sources.read(folder_of(tmp_path, {"notes.txt": b"", "films.xlsx": b""}))


@pytest.mark.parametrize("name", ["movies_metadata.csv", "credits.csv"])
def test_a_file_with_other_columns_is_refused_by_name(tmp_path: Path, name: str) -> None:
    files = {"movies_metadata.csv": METADATA_FILE, "credits.csv": CREDITS_FILE, name: b"x,y\n1,2\n"}
    with pytest.raises(
        SourceError, match=rf"{name}: expected the columns .*; found missing: .*; unknown: x, y$"
    ):
        sources.read(folder_of(tmp_path, files))


def test_the_same_content_has_the_same_digest_in_a_folder_and_in_a_zip(tmp_path: Path) -> None:
    for names in (list(ALL)[:2], list(ALL)[2:]):
        files = {name: ALL[name] for name in names}
        folder = folder_of(tmp_path / names[0] / "folder", files)
        zipped = zip_of(tmp_path / names[0] / "a.zip", files, "deep/")
        assert sources.read(folder).digest == sources.read(zipped).digest
        (folder / names[0]).write_bytes(ALL[names[0]] + b"\n")
        assert sources.read(folder).digest != sources.read(zipped).digest
