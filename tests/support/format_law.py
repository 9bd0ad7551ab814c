"""The law of formats: films written in another format are the same in all that it can say."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from benchmarks.data import imdb_files
from benchmarks.data.formats import NO_WORD, movielens, records_of, tmdb_daily, tmdb_v11
from benchmarks.data.rows import Row, rows_of
from etl import pipeline, sources
from etl.frames import Frames

CELLS = (
    *("tmdb_id", "imdb_id", "title", "original_title", "release_date", "release_year", "status"),
    *("overview", "tagline", "homepage", "runtime", "adult", "poster_path", "popularity"),
    *("vote_count", "vote_average", "budget", "revenue", "original_language", "return_ratio"),
)
"""The columns of films that are compared."""
THINGS = {
    "genre": "genres",
    "company": "companies",
    "country": "countries",
    "language": "languages",
    "keyword": "keywords",
    "collection": "collections",
}
"""The tables of what films mention, by the thing."""


@dataclass(frozen=True)
class Films:
    """The raw rows of films that a catalog let in, each film once."""

    movies: Sequence[Row]
    credits: Sequence[Row]
    keywords: Sequence[Row]


@dataclass(frozen=True)
class Format:
    """What a format can say of films.

    Attributes
    ----------
    write
        The files of some films, by name.
    key
        The column by which films are compared.
    cells, things
        The columns and the things that it can say; all others are null, or nothing is mentioned.
    same
        Columns that it lacks, and what they are of every film.
    first
        How many things of a kind it can say.
    unsayable
        Names of things that it has no word for.
    """

    write: Callable[[Films], Mapping[str, bytes]]
    key: str
    cells: Sequence[str]
    things: Sequence[str]
    same: Mapping[str, object] = field(default_factory=dict)
    first: int | None = None
    unsayable: frozenset[str] = frozenset()


def films_of(source: Path, original: Frames) -> Films:
    """The rows of a source in the format of The Movies Dataset, of the films that were let in."""
    kept = set(original.tables["movies"]["tmdb_id"].to_list())

    def rows(name: str) -> list[Row]:
        found: dict[int, Row] = {}
        for row in rows_of(source, name):
            id = (row.get("id") or "").strip()
            if id.isdecimal() and int(id) in kept and row.get("title", "x"):
                found.setdefault(int(id), row)
        return list(found.values())

    return Films(rows("movies_metadata.csv"), rows("credits.csv"), rows("keywords.csv"))


def made(folder: Path, files: Mapping[str, bytes]) -> Frames:
    """What the ETL makes of these files."""
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return pipeline.run(sources.read(folder))


Differences = dict[str, list[tuple[object, ...]]]
"""What differs: the film, what it is and what it was, by the column or the thing."""


def differing_cells(one: Frames, other: Frames, form: Format) -> Differences:
    """The films of `other` that are not as in `one`, by column; see `Format`."""
    columns = [name for name in CELLS if name != form.key]
    left, right = (
        frames.tables["movies"].drop_nulls(form.key).unique(form.key, keep="first")
        for frames in (one, other)
    )
    joined = right.select(form.key, *columns).join(
        left.select(form.key, *columns), on=form.key, suffix=" before", how="left"
    )
    found: Differences = {}
    for name in columns:
        before: pl.Expr = pl.col(f"{name} before")
        if name == "release_date" and name not in form.cells:
            before = before.dt.truncate("1y")  # the year alone
        elif name not in form.cells:
            value = form.same.get(name)
            before = pl.lit(value, right.schema[name])
        rows = joined.filter(pl.col(name).ne_missing(before)).select(form.key, name, before)
        if len(rows):
            found[name] = rows.rows()
    return found


def differing_things(one: Frames, other: Frames, form: Format) -> Differences:
    """The films of `other` that mention other things than in `one`, by the thing."""
    found: Differences = {}
    for thing in THINGS:
        before, after = (_mentions(frames, thing, form) for frames in (one, other))
        shared = [key for key in _keys(other, form) if key is not None]
        expected = before if thing in form.things else {}
        for key in shared:
            told = [name for name in expected.get(key, []) if name not in form.unsayable]
            wanted, is_now = sorted(told[: form.first]), sorted(after.get(key, []))
            if is_now != wanted:
                found.setdefault(thing, []).append((key, is_now, wanted))
    return found


def _keys(frames: Frames, form: Format) -> list[object]:
    return frames.tables["movies"][form.key].to_list()


def _mentions(frames: Frames, thing: str, form: Format) -> dict[object, list[str]]:
    """The names or codes of what each film mentions, in order."""
    table = frames.tables[THINGS[thing]]
    own, name = ("code", "code") if "code" in table.columns else ("number", "name")
    films = frames.tables["movies"].select("movie", form.key)
    rows = (
        frames.links[thing]
        .select("movie", "position", pl.col(thing))
        .join(table.select(pl.col(own).alias(thing), pl.col(name).alias("called")), on=thing)
        .join(films, on="movie")
        .sort("movie", "position")
    )
    found: dict[object, list[str]] = {}
    for key, called in rows.select(form.key, "called").iter_rows():
        found.setdefault(key, []).append(called)
    return found


def _imdb(films: Films) -> dict[str, bytes]:
    listed = [(film, [g["name"] for g in records_of(film["genres"])]) for film in films.movies]
    lines = {
        "title.basics.tsv.gz": imdb_files.basics(listed),
        "title.ratings.tsv.gz": imdb_files.ratings(films.movies),
        "title.akas.tsv.gz": imdb_files.akas(films.movies, ()),
    }
    return {name: gzip.compress("".join(each).encode(), 1) for name, each in lines.items()}


FORMATS = {
    "tmdb-v11": Format(
        lambda films: {"TMDB_movie_dataset_v11.csv": tmdb_v11(films.movies, films.keywords)},
        key="tmdb_id",
        cells=CELLS,
        things=("genre", "company", "country", "language", "keyword"),
    ),
    "tmdb-daily": Format(
        lambda films: {"TMDB_all_movies.csv": tmdb_daily(films.movies, films.credits)},
        key="tmdb_id",
        cells=tuple(name for name in CELLS if name not in ("homepage", "adult")),
        things=("genre", "company", "country", "language"),
        same={"adult": False},
    ),
    "imdb": Format(
        _imdb,
        key="imdb_id",
        cells=(
            *("title", "original_title", "release_year", "runtime", "adult"),
            *("vote_count", "vote_average"),
        ),
        things=("genre",),
        first=imdb_files.MAX_GENRES,
    ),
    "movielens": Format(
        lambda films: movielens(films.movies),
        key="tmdb_id",
        cells=("imdb_id", "title", "release_year"),
        things=("genre",),
        same={"adult": False, "vote_count": 0},
        unsayable=frozenset(NO_WORD),
    ),
}
