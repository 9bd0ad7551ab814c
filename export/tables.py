"""The five flat tables that analysts know, written from a snapshot as CSV or Parquet.

How a cell is written:

- Unknown text, runtime and popularity are empty: nothing between the commas in CSV, null in
  Parquet.  A list of nothing, e.g. the genres of a film without any, is empty, too.
- Unknown revenue, budget, vote average and gender are 0, as in the source.
- ``return`` is revenue / budget of any budget: the floor under which the catalog gives no return
  does not hold here.
- Joined cells stand in the source's order.  Codes and names stand side by side: a language whose
  name is blank in the source leaves its place between the commas empty.
- Names of genres, languages and countries are the source's, those of months and days Spanish.
- ``cast`` is JSON (the source has Python literals) in billing order, which is the source's, and
  ``[]`` for a film without cast.  In it as in the source an unknown character is ``""`` and an
  unknown picture null.
- ids, counts, minutes and years are integers, money and ratios floats; ``release_date`` is a date
  in Parquet.

Rows stand by id of the film, credits and genres of a film in their order within it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import polars as pl

from catalog import tables
from catalog.storage.columns import Column
from catalog.storage.snapshot import Snapshot
from catalog.translations import SPANISH_MONTHS, SPANISH_WEEKDAYS
from export.series import (
    by_owner,
    cells,
    joined,
    of,
    owners,
)

Format = Literal["csv", "parquet"]


def export(snapshot: Snapshot, out: Path, format: Format) -> Iterator[Path]:
    """Write each of `TABLES` to a file in `out`, which is made where it is missing.

    Nothing is written before the iterator is advanced.  A file appears whole or not at all and
    replaces one of the same name.

    Yields
    ------
    file
        As soon as it is there, in the order of `TABLES`.

    Raises
    ------
    OSError
        `out` cannot be written to; the message names it or the file.
    """
    with _writing(out):
        out.mkdir(parents=True, exist_ok=True)
    for name, rows in TABLES.items():
        file = out / f"{name}.{format}"
        beside = out / f".{file.name}-{os.getpid()}"
        frame = rows(snapshot)
        try:
            with _writing(file):
                frame.write_csv(beside) if format == "csv" else frame.write_parquet(beside)
                beside.replace(file)
        finally:
            beside.unlink(missing_ok=True)
        yield file


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Say of which path an error speaks; Polars does not, and has errors of its own."""
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        reason = getattr(error, "strerror", None) or error
        raise OSError(f"{path} cannot be written: {reason}") from error


def _data_final(snapshot: Snapshot) -> pl.DataFrame:
    movie = snapshot.table(tables.Movies)
    collection, language = snapshot.table(tables.Collections), snapshot.table(tables.Languages)
    company, country = snapshot.table(tables.Companies), snapshot.table(tables.Countries)
    budget, revenue = cells(movie.budget), cells(movie.revenue)
    return pl.DataFrame(
        {
            "id": cells(movie.number),
            "title": cells(movie.title),
            "overview": cells(movie.overview),
            "popularity": cells(movie.popularity),
            "vote_average": cells(movie.vote_average).fill_null(0),
            "vote_count": cells(movie.vote_count),
            "status": cells(movie.status),
            "original_language": of(movie.original_language, language.code),
            "runtime": cells(movie.runtime),
            "budget": budget.fill_null(0),
            "revenue": revenue.fill_null(0),
            "tagline": cells(movie.tagline),
            "id_btc": of(movie.collection, collection.tmdb_id),
            "name_btc": of(movie.collection, collection.name),
            "poster_btc": of(movie.collection, collection.poster_path),
            "backdrop_btc": of(movie.collection, collection.backdrop_path),
            "iso_639_1": joined(movie.spoken_languages, language.code),
            "language_name": joined(movie.spoken_languages, language.source_name),
            "release_year": cells(movie.release_year),
            "return": (revenue / budget).fill_null(0),
            "companies_id": joined(movie.companies, company.tmdb_id),
            "companies_name": joined(movie.companies, company.name),
            "countries_iso": joined(movie.countries, country.code),
            "countries_name": joined(movie.countries, country.source_name),
            "release_date": cells(movie.release_date),
            "month_time": _spanish(SPANISH_MONTHS, movie.release_month),
            "day_time": _spanish(SPANISH_WEEKDAYS, movie.release_weekday),
        }
    )


def _machine_data(snapshot: Snapshot) -> pl.DataFrame:
    movie, genre = snapshot.table(tables.Movies), snapshot.table(tables.Genres)
    return pl.DataFrame(
        {
            "id": cells(movie.number),
            "title": cells(movie.title),
            "genero": joined(movie.genres, genre.name_en),
            "popularity": cells(movie.popularity),
        }
    )


def _cast_data(snapshot: Snapshot) -> pl.DataFrame:
    movie, credit = snapshot.table(tables.Movies), snapshot.table(tables.CastCredits)
    records = pl.DataFrame(
        {
            "cast_id": cells(credit.cast_id),
            "character": cells(credit.character).fill_null(""),
            "credit_id": cells(credit.credit_id),
            "order": cells(credit.order),
            **_person(snapshot, credit),
        }
    )
    written = records.select(sorted(records.columns)).to_struct().struct.json_encode()
    lists = by_owner(cells(credit.movie), written, len(movie), ",").fill_null("")
    return pl.DataFrame({"id": cells(movie.number), "cast": "[" + lists + "]"})


def _crew_data(snapshot: Snapshot) -> pl.DataFrame:
    movie, credit = snapshot.table(tables.Movies), snapshot.table(tables.CrewCredits)
    said = {
        "credit_id": cells(credit.credit_id),
        "department": cells(credit.department),
        "job": cells(credit.job),
        **_person(snapshot, credit),
    }
    crew = {f"crew_{name}": said[name] for name in sorted(said)}
    return pl.DataFrame({"id": of(credit.movie, movie.number), **crew})


def _person(
    snapshot: Snapshot, credit: tables.CastCredits | tables.CrewCredits
) -> dict[str, pl.Series]:
    """What a credit says of its person; the source sorts the keys of credits by name."""
    person = snapshot.table(tables.People)
    return {
        "gender": cells(credit.gender).cast(pl.Int64).fill_null(0),
        "id": of(credit.person, person.tmdb_id),
        "name": cells(credit.credited_name).fill_null(of(credit.person, person.name)),
        "profile_path": cells(credit.profile_path),
    }


def _genres_final(snapshot: Snapshot) -> pl.DataFrame:
    movie, genre = snapshot.table(tables.Movies), snapshot.table(tables.Genres)
    return pl.DataFrame(
        {
            "id": cells(movie.number).gather(owners(movie.genres)),
            "id_genres": cells(genre.tmdb_id).gather(movie.genres.rows),
            "genero": cells(genre.name_en).gather(movie.genres.rows),
        }
    )


TABLES: Mapping[str, Callable[[Snapshot], pl.DataFrame]] = {
    "data_final": _data_final,
    "Machine_data": _machine_data,
    "cast_data": _cast_data,
    "crew_data": _crew_data,
    "genres_final": _genres_final,
}


def _spanish(names: tuple[str, ...], numbers: Column[Any]) -> pl.Series:
    return pl.Series(names).gather(cells(numbers) - 1)
