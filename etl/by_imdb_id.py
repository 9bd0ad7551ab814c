"""What is joined to films by their IMDb ids: titles by country, credits, and who the people are.

These files are about all films there are, so their rows are filtered while they are read, and what
is kept in memory is about films of the catalog alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

import polars as pl

from etl import pieces
from etl.frames import Frames
from etl.sources.raw import Raw
from etl.tables import principals as tables
from etl.tables import titles as title_tables
from etl.tables.ratings import NO_SUCH_MOVIE
from etl.validation import ValidatedRows, concatenate
from etl.workers import Job, PieceRunner


class Credited(NamedTuple):
    """Credits of IMDb, and what is known of the people in them."""

    principals: pl.DataFrame
    facts: pl.DataFrame


def titles(frames: Frames, raw: Raw, movies: pl.DataFrame, run_pieces: PieceRunner) -> pl.DataFrame:
    """The titles of films in `movies` by country and language."""
    if raw.titles is None:
        return pl.DataFrame(schema=title_tables.SCHEMA)
    known = movies["imdb_id"].drop_nulls()
    validated = _run(run_pieces, (partial(pieces.titles, piece, known) for piece in raw.titles))
    rows, violations = validated["titles"]
    meant = ValidatedRows(title_tables.of_movies(rows, movies), violations)
    kept = frames.admit("titles", meant, title_tables.RULES, title_tables.KEY).kept
    frames.count_others("titles", NO_SUCH_MOVIE.name, validated["other_titles"].rows)
    return kept.select(*title_tables.SCHEMA)


def credited(
    frames: Frames, raw: Raw, movies: pl.DataFrame, run_pieces: PieceRunner
) -> Credited | None:
    """The credits of IMDb in `movies`, and what is known of the people; None if there are none."""
    if not raw.principals or raw.people is None:
        return None
    known = movies["imdb_id"].drop_nulls()
    todo = (piece for file in raw.principals for piece in file)
    validated = _run(run_pieces, (partial(pieces.principals, piece, known) for piece in todo))
    rows, violations = validated["principals"]
    people = rows["imdb_person"].drop_nulls().unique()
    found = _run(run_pieces, (partial(pieces.person_facts, piece, people) for piece in raw.people))
    facts = frames.admit("person_facts", found["person_facts"], tables.FACT_RULES, ["person"]).kept
    frames.count_others("person_facts", tables.OTHERS, found["other_people"].rows)
    named = title_tables.of_movies(rows, movies).join(
        facts.select("person", "name"), on="person", how="left", maintain_order="left"
    )
    kept = frames.admit(
        "principals",
        ValidatedRows(named, violations),
        tables.RULES,
        ["credit_id"],
        late=[tables.NOBODY],
    ).kept
    frames.count_others("principals", NO_SUCH_MOVIE.name, validated["other_principals"].rows)
    return Credited(kept, facts)


def with_facts(people: pl.DataFrame, credits: pl.DataFrame, found: Credited | None) -> pl.DataFrame:
    """People with what is known of them: null, if nothing is.

    Parameters
    ----------
    people
        Of `tables.people`; their `number` is that of IMDb, or else they are known by their `name`
        in the films of `credits`.
    """
    columns = {name: kind for name, kind in tables.FACTS.items() if name not in ("person", "name")}
    if found is None:
        return people.with_columns(pl.lit(None, kind).alias(name) for name, kind in columns.items())
    same = tables.identities(credits, found.principals)
    identified = (
        people.select("number")
        .join(same, left_on="number", right_on="person", how="left", maintain_order="left")
        .select("number", pl.coalesce("imdb_person", "number").alias("person"))
        .join(found.facts.drop("name"), on="person", how="left", maintain_order="left")
    )
    return people.hstack(identified.select(*columns))


def known_for(people: pl.DataFrame, movies: pl.DataFrame) -> pl.DataFrame:
    """Which person is known for which film: `person` and `movie`."""
    known = movies.select("imdb_id", "movie").drop_nulls().unique("imdb_id", keep="first")
    return (
        people.select(pl.col("number").alias("person"), pl.col("known_for").str.split(","))
        .drop_nulls()
        .explode("known_for")
        .join(known, left_on="known_for", right_on="imdb_id", maintain_order="left")
        .select("person", "movie")
        .unique(maintain_order=True)
    )


def _run(run_pieces: PieceRunner, jobs: Iterable[Job]) -> dict[str, ValidatedRows]:
    return concatenate(run_pieces(jobs))
