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
- What is said of a person (name, gender, picture) is the same in all of the person's credits: the
  first that is known, where the source often leaves it out.
- ids, counts, minutes and years are integers, money and ratios floats; ``release_date`` is a date
  in Parquet.

Rows stand by id of the film, credits and genres of a film in their order within it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import numpy as np
import polars as pl

from catalog import tables
from catalog.columns import ChoiceColumn, Column, Edges, LabelColumn, NumberColumn, TextColumn
from catalog.snapshot import Snapshot

Format = Literal["csv", "parquet"]
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)
DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


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
    film = snapshot.table(tables.Movies)
    collection, language = snapshot.table(tables.Collections), snapshot.table(tables.Languages)
    company, country = snapshot.table(tables.Companies), snapshot.table(tables.Countries)
    budget, revenue = _cells(film.budget), _cells(film.revenue)
    return pl.DataFrame(
        {
            "id": _cells(film.tmdb_id),
            "title": _cells(film.title),
            "overview": _cells(film.overview),
            "popularity": _cells(film.popularity),
            "vote_average": _cells(film.vote_average).fill_null(0),
            "vote_count": _cells(film.vote_count),
            "status": _cells(film.status),
            "original_language": _of(film.original_language, language.code),
            "runtime": _cells(film.runtime),
            "budget": budget.fill_null(0),
            "revenue": revenue.fill_null(0),
            "tagline": _cells(film.tagline),
            "id_btc": _of(film.collection, collection.tmdb_id),
            "name_btc": _of(film.collection, collection.name),
            "poster_btc": _of(film.collection, collection.poster_path),
            "backdrop_btc": _of(film.collection, collection.backdrop_path),
            "iso_639_1": _joined(film.spoken_languages, language.code),
            "language_name": _joined(film.spoken_languages, language.source_name),
            "release_year": _cells(film.release_year),
            "return": (revenue / budget).fill_null(0),
            "companies_id": _joined(film.companies, company.tmdb_id),
            "companies_name": _joined(film.companies, company.name),
            "countries_iso": _joined(film.countries, country.code),
            "countries_name": _joined(film.countries, country.source_name),
            "release_date": _cells(film.release_date),
            "month_time": _spanish(MONTHS, film.release_month),
            "day_time": _spanish(DAYS, film.release_weekday),
        }
    )


def _machine_data(snapshot: Snapshot) -> pl.DataFrame:
    film, genre = snapshot.table(tables.Movies), snapshot.table(tables.Genres)
    return pl.DataFrame(
        {
            "id": _cells(film.tmdb_id),
            "title": _cells(film.title),
            "genero": _joined(film.genres, genre.name_en),
            "popularity": _cells(film.popularity),
        }
    )


def _cast_data(snapshot: Snapshot) -> pl.DataFrame:
    film, credit = snapshot.table(tables.Movies), snapshot.table(tables.CastCredits)
    records = pl.DataFrame(
        {
            "cast_id": _cells(credit.cast_id),
            "character": _cells(credit.character).fill_null(""),
            "credit_id": _cells(credit.credit_id),
            "order": _cells(credit.order),
            **_person(snapshot, credit.person),
        }
    )
    written = records.select(sorted(records.columns)).to_struct().struct.json_encode()
    lists = _by_owner(_cells(credit.movie), written, len(film), ",").fill_null("")
    return pl.DataFrame({"id": _cells(film.tmdb_id), "cast": "[" + lists + "]"})


def _crew_data(snapshot: Snapshot) -> pl.DataFrame:
    film, credit = snapshot.table(tables.Movies), snapshot.table(tables.CrewCredits)
    cells = {
        "credit_id": _cells(credit.credit_id),
        "department": _cells(credit.department),
        "job": _cells(credit.job),
        **_person(snapshot, credit.person),
    }
    crew = {f"crew_{name}": cells[name] for name in sorted(cells)}
    return pl.DataFrame({"id": _of(credit.movie, film.tmdb_id), **crew})


def _person(snapshot: Snapshot, rows: Column[Any]) -> dict[str, pl.Series]:
    """What a credit says of its person; the source sorts the keys of credits by name."""
    person = snapshot.table(tables.People)
    return {
        "gender": _of(rows, person.gender).cast(pl.Int64).fill_null(0),
        "id": _of(rows, person.tmdb_id),
        "name": _of(rows, person.name),
        "profile_path": _of(rows, person.profile_path),
    }


def _genres_final(snapshot: Snapshot) -> pl.DataFrame:
    film, genre = snapshot.table(tables.Movies), snapshot.table(tables.Genres)
    return pl.DataFrame(
        {
            "id": _cells(film.tmdb_id).gather(_owners(film.genres)),
            "id_genres": _cells(genre.tmdb_id).gather(film.genres.rows),
            "genero": _cells(genre.name_en).gather(film.genres.rows),
        }
    )


TABLES: Mapping[str, Callable[[Snapshot], pl.DataFrame]] = {
    "data_final": _data_final,
    "Machine_data": _machine_data,
    "cast_data": _cast_data,
    "crew_data": _crew_data,
    "genres_final": _genres_final,
}


def _cells(column: Column[Any]) -> pl.Series:
    """The cells of a column of the catalog; a reference is a row number, a choice its value."""
    match column:
        case TextColumn(bytes=buffer, offsets=offsets):
            text = buffer.tobytes()
            cells = [text[begin:end].decode() for begin, end in pairwise(offsets.tolist())]
            return pl.Series(cells, dtype=pl.String).replace("", None)
        case LabelColumn(values=codes, labels=labels):
            return pl.Series(labels, dtype=pl.String).gather(codes % len(labels))
        case ChoiceColumn(values=codes, choices=choices):
            values = [choice and choice.value for choice in choices]
            return pl.Series(values, dtype=pl.String).gather(codes % len(values))
        case NumberColumn(values=numbers) if numbers.dtype.kind == "i":
            return pl.Series(numbers, dtype=pl.Int64).replace(-1, None)
        case NumberColumn(values=numbers) if numbers.dtype.kind == "f":
            return pl.Series(numbers, dtype=pl.Float64).fill_nan(None)
        case NumberColumn(values=days):
            return pl.Series(days)
    raise TypeError(f"{type(column).__name__} has no single cells")


def _of(rows: Column[Any], column: Column[Any]) -> pl.Series:
    """The cells of `column` at those `rows` of its table; null at none."""
    return _cells(column).gather(_cells(rows))


def _spanish(names: tuple[str, ...], numbers: Column[Any]) -> pl.Series:
    return pl.Series(names).gather(_cells(numbers) - 1)


def _owners(edges: Edges[Any]) -> pl.Series:
    """The row that each of the edges starts from."""
    return pl.Series(np.repeat(np.arange(len(edges)), np.diff(edges.offsets)), dtype=pl.Int64)


def _joined(edges: Edges[Any], column: Column[Any]) -> pl.Series:
    """The cells of `column` at the edges of each row, joined; null where there is nothing."""
    return _by_owner(_owners(edges), _cells(column).gather(edges.rows), len(edges), ", ")


def _by_owner(owners: pl.Series, cells: pl.Series, length: int, separator: str) -> pl.Series:
    """The `cells` of each owner 0 … `length` - 1, joined in their order."""
    pieces = pl.DataFrame({"owner": owners, "cell": cells.cast(pl.String).fill_null("")})
    joined = pieces.group_by("owner").agg(pl.col("cell").str.join(separator))
    everyone = pl.int_range(length, eager=True).alias("owner").to_frame()
    found = everyone.join(joined, on="owner", how="left", maintain_order="left")
    return found["cell"].replace("", None)
