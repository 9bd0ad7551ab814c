"""IMDb's films alone: without numbers of TMDB, and without the episodes of series."""

from __future__ import annotations

import gzip
from pathlib import Path

from benchmarks.data.formats import tmdb_v11
from catalog.enums import DatePrecision
from etl import pipeline, sources
from etl.frames import Frames
from etl.loss import refuse_loss
from etl.sources.imdb_films import BASICS, SCORES
from etl.tables.movie_rules import OTHER_KIND
from tests.etl.sources.test_imdb import AKA_FILE
from tests.etl.test_by_imdb_id import IMDB, tsv
from tests.support.builders import film, folder_of

HEADER = (*BASICS[:6], "endYear", *BASICS[6:])
FILMS = (
    r"tt9000001|movie|Paper Lighthouse|Le phare|0|1999|\N|95|Drama,Film-Noir,Sci-Fi",
    r'tt9000002|tvMovie|The "Quiet" Ferry|The "Quiet" Ferry|0|2010|\N|\N|\N',
    r"tt9000003|short|Nightly|Nightly|1|1970|\N|12|Short",
    r"tt9000004|tvEpisode|Episode 1|Episode 1|0|2011|\N|\N|Drama",
    r"tt9000005|videoGame|A Game|A Game|0|2012|\N|\N|\N",
    r"tt9000006|tvSeries|A Series|A Series|0|2012|2014|\N|\N",
    r"tt9000007|movie|Announced|Announced|0|\N|\N|\N|\N",
)
FILES = {
    "title.basics.tsv.gz": gzip.compress(tsv(HEADER, FILMS)),
    "title.ratings.tsv.gz": gzip.compress(tsv(SCORES, (r"tt9000001|8.1|120", r"tt9000004|9.9|7"))),
}


def made(folder: Path, files: dict[str, bytes]) -> Frames:
    """What the ETL makes of a folder of these files."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return pipeline.run(sources.read(folder))


def test_films_have_what_imdb_says_and_episodes_are_counted(tmp_path: Path) -> None:
    frames = made(tmp_path / "imdb", FILES)
    movies = frames.tables["movies"].sort("imdb_id")
    columns = ("imdb_id", "tmdb_id", "title", "original_title", "release_year", "runtime", "adult")
    assert movies.select(columns).rows() == [
        ("tt9000001", None, "Paper Lighthouse", "Le phare", 1999, 95, False),
        ("tt9000002", None, 'The "Quiet" Ferry', 'The "Quiet" Ferry', 2010, None, False),
        ("tt9000003", None, "Nightly", "Nightly", 1970, 12, True),
    ]
    assert set(movies["date_precision"]) == {DatePrecision.YEAR.value}
    assert movies.select("vote_average", "vote_count").rows() == [(8.1, 120), (None, 0), (None, 0)]
    assert sorted(frames.tables["genres"]["name"]) == [
        *("Drama", "Film-Noir", "Science Fiction", "Short"),
    ]
    told = {f.rule: (f.rows, f.example) for f in frames.findings if f.table == "movies"}
    assert told[OTHER_KIND] == (3, "tvEpisode")
    assert told["no release date"] == (1, "Announced")
    assert (frames.read["movies"], frames.kept["movies"]) == (len(FILMS), 3)


def test_episodes_are_no_loss(tmp_path: Path) -> None:
    basics = gzip.compress(tsv(HEADER, FILMS[:6]))
    refuse_loss(made(tmp_path / "imdb", {**FILES, "title.basics.tsv.gz": basics}), None)


def test_all_files_together_are_films_with_titles_credits_and_people(tmp_path: Path) -> None:
    frames = made(tmp_path / "imdb", {**FILES, **AKA_FILE, **IMDB})
    (first, *_) = frames.tables["movies"].sort("imdb_id")["number"]
    assert set(frames.tables["titles"]["movie"]) == {first, first + 1}
    assert set(frames.tables["cast"]["movie"]) == {first}
    assert "Ida Lund" in set(frames.tables["people"]["name"])
    assert ("source", "no cast and crew") not in {(f.table, f.rule) for f in frames.findings}


def test_films_of_another_source_get_runtimes_genres_and_votes_that_they_lack(
    tmp_path: Path,
) -> None:
    row = film(1001, "Paper Lighthouse", imdb_id="tt9000001", release_date="1999-05-04")
    base = folder_of(tmp_path / "films", {"TMDB_movie_dataset_v11.csv": tmdb_v11([row])})
    imdb = folder_of(tmp_path / "imdb", {**FILES, **AKA_FILE})
    frames = pipeline.run(sources.read(base, [imdb]))
    movies = frames.tables["movies"]
    assert movies.select("tmdb_id", "runtime", "vote_count").rows() == [(1001, 95, 120)]
    assert str(movies["release_date"][0]) == "1999-05-04"
    assert "Drama" in set(frames.tables["genres"]["name"])
    assert len(frames.tables["titles"]) > 5
