"""Credits by row, and who the people are, joined by the ids of IMDb."""

from __future__ import annotations

from typing import NamedTuple

import polars as pl

from catalog.enums import Severity
from etl import cells
from etl.sources.raw import OVERFLOW
from etl.tables import credits
from etl.validation import Rule, length_rule, torn_rule, unreadable_rule

RAW = "raw "
FIRST_NUMBER = 2**61
"""The number of a person is that of IMDb on top of this: above those of TMDB, below made ones."""
CAST = ("actor", "actress", "self", "archive_footage", "archive_sound")
GENDERS = {"actress": "1", "actor": "2"}
"""The gender that a category says, by TMDB's numbers."""


class Work(NamedTuple):
    """What somebody of the crew did, as TMDB calls it."""

    department: str
    job: str


CREW = {
    "director": Work("Directing", "Director"),
    "writer": Work("Writing", "Writer"),
    "producer": Work("Production", "Producer"),
    "composer": Work("Sound", "Original Music Composer"),
    "cinematographer": Work("Camera", "Director of Photography"),
    "editor": Work("Editing", "Editor"),
    "production_designer": Work("Art", "Production Design"),
    "casting_director": Work("Production", "Casting"),
}
"""By IMDb's category."""
JOBS = {
    "screenplay": "Screenplay",
    "novel": "Novel",
    "story": "Story",
    "executive": "Executive Producer",
}
"""Jobs of writers and producers that TMDB has words of its own for, by what IMDb's contain."""
COLUMNS = (
    *("imdb_id", "person", "imdb_person", "credit_id", "category", "known_gender", "character"),
    *("order", "department", "job"),
)
"""The columns of a credit that are needed afterwards."""
FACTS = {
    "person": pl.Int64,
    "name": pl.String,
    "imdb_id": pl.String,
    "birth_year": pl.Int64,
    "death_year": pl.Int64,
    "professions": pl.String,
    "known_for": pl.String,
}
"""What is known of people beside their credits."""
_ID = "nm[0-9]{7,9}"


def person_number(id: str) -> pl.Expr:
    """The number of a person, made from the IMDb id in the column `id`; null where it is none."""
    return cells.matching(id, _ID).str.slice(2).cast(pl.Int64) + FIRST_NUMBER


def principals(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Type the cells of credits; the raw id and category stay, their names prefixed by `RAW`."""
    category = pl.col("category")
    work = {
        field: {name: getattr(work, field) for name, work in CREW.items()} for field in Work._fields
    }
    job = pl.col("job").str.to_lowercase()
    special = pl.coalesce(
        pl.when(job.str.contains(part, literal=True)).then(pl.lit(name))
        for part, name in JOBS.items()
    )
    known = category.is_in([*CAST, *CREW])
    return rows.with_columns(
        pl.col("person").alias(RAW + "person"),
        category.alias(RAW + "category"),
        person_number("person").alias("person"),
        cells.matching("person", _ID).alias("imdb_person"),
        cells.matching("imdb_id", "tt[0-9]{7,9}"),
        pl.format("{}-{}-{}", "imdb_id", "person", pl.coalesce(special, category)).alias(
            "credit_id"
        ),
        pl.when(known).then(category).alias("category"),
        category.replace_strict(GENDERS, default=None, return_dtype=pl.String).alias(
            "known_gender"
        ),
        pl.col("characters")
        .str.json_decode(pl.List(pl.String))
        .list.join(" / ")
        .alias("character"),
        cells.integer("ordering").fill_null(0).alias("order"),
        category.replace_strict(work["department"], default=None, return_dtype=pl.String).alias(
            "department"
        ),
        pl.coalesce(
            pl.when(category.is_in(["writer", "producer"])).then(special),
            category.replace_strict(work["job"], default=None, return_dtype=pl.String),
        ).alias("job"),
    )


def facts(rows: pl.LazyFrame) -> pl.LazyFrame:
    """Type the cells of people."""
    return rows.with_columns(
        pl.col("person").alias(RAW + "person"),
        *(pl.col(f"{event}_year").alias(f"{RAW}{event}_year") for event in ("birth", "death")),
        cells.matching("person", _ID).alias("imdb_id"),
        person_number("person").alias("person"),
        cells.text("name"),
        *(cells.integer(f"{event}_year", 1, 2_100) for event in ("birth", "death")),
        cells.text("professions"),
        cells.text("known_for"),
    )


def identities(credits: pl.DataFrame, principals: pl.DataFrame) -> pl.DataFrame:
    """Who of the people in `credits` is whom at IMDb: who has the same name in the same films.

    Parameters
    ----------
    credits
        `movie`, `person` and `name`.
    principals
        The same of IMDb.

    Returns
    -------
    frame
        `person` and `imdb_person`; nobody is there twice, on either side.
    """
    name = pl.col("name").str.to_lowercase().alias("name")
    here = credits.select("movie", "person", name).unique()
    there = principals.select("movie", pl.col("person").alias("imdb_person"), name).unique()
    alone = pl.len().over("movie", "name") == 1
    return (
        here.filter(alone)
        .join(there.filter(alone), on=["movie", "name"])
        .group_by("person", "imdb_person")
        .agg(pl.len().alias("films"))
        .sort("films", "person", "imdb_person", descending=[True, False, False])
        .unique("person", keep="first", maintain_order=True)
        .unique("imdb_person", keep="first", maintain_order=True)
        .select("person", "imdb_person")
    )


def cast_of(principals: pl.DataFrame) -> pl.DataFrame:
    """The credits of the cast among those of IMDb, with the columns that `credits.CAST` names."""
    return _numbered(principals.filter(pl.col("category").is_in(CAST))).select(
        *credits.CAST[:-2], pl.col("character"), pl.col("position").alias("order")
    )


def crew_of(principals: pl.DataFrame) -> pl.DataFrame:
    """The credits of the crew among those of IMDb, with the columns that `credits.CREW` names."""
    return _numbered(principals.filter(pl.col("department").is_not_null())).select(credits.CREW)


def _numbered(principals: pl.DataFrame) -> pl.DataFrame:
    place = pl.int_range(pl.len()).over("movie")
    return principals.sort("movie", "order", maintain_order=True).with_columns(
        place.alias("position"),
        pl.lit(None, pl.String).alias("profile"),
        pl.lit(None, pl.Int64).alias("cast_id"),
    )


RULES = (
    torn_rule(OVERFLOW),
    Rule(
        "imdb_id is not tt and digits",
        Severity.DROPPED,
        pl.col("imdb_id").is_null(),
        pl.col(RAW + "person"),
    ),
    Rule(
        "person id is not nm and digits",
        Severity.DROPPED,
        pl.col("person").is_null(),
        pl.col(RAW + "person"),
    ),
    Rule(
        "the category is no cast and no known job",
        Severity.DROPPED,
        pl.col("category").is_null(),
        pl.col(RAW + "category"),
    ),
)
OTHERS = "no credit in a film of the catalog"
"""What becomes of most people of IMDb."""
NOBODY = Rule(
    "nobody has this id", Severity.DROPPED, pl.col("name").is_null(), pl.col("imdb_person")
)
FACT_RULES = (
    torn_rule(OVERFLOW),
    Rule(
        "person id is not nm and digits",
        Severity.DROPPED,
        pl.col("person").is_null(),
        pl.col(RAW + "person"),
    ),
    Rule("no name", Severity.DROPPED, pl.col("name").is_null(), pl.col(RAW + "person")),
    length_rule("name"),
    *(
        unreadable_rule(f"{event}_year", f"{RAW}{event}_year", "a year")
        for event in ("birth", "death")
    ),
)
