"""Tags that MovieLens users gave to films, and the tag genome: how well each tag fits a film."""

from __future__ import annotations

import polars as pl

from catalog.enums import Severity
from etl import cells
from etl.by_name import numbers
from etl.tag_spellings import FEWEST_PEOPLE, spellings
from etl.validation import Rule, length_rule

MIN_RELEVANCE = 0.5
"""The relevance from which on a tag of the genome is one of the film; each film has a relevance for
every tag of the genome, most near 0."""

RULES = (
    Rule("userId is not a number", Severity.DROPPED, pl.col("user").is_null(), pl.col("userId")),
    Rule("no tag", Severity.DROPPED, pl.col("text").is_null(), pl.col("userId")),
    length_rule("text"),
)
COLUMNS = ("user", "lens", "text")
GENOME_TAG_RULES = (
    Rule("tagId is not a number", Severity.DROPPED, pl.col("genome").is_null(), pl.col("tagId")),
    Rule("no tag", Severity.DROPPED, pl.col("text").is_null(), pl.col("tagId")),
    length_rule("text"),
)
GENOME_TAG_COLUMNS = ("genome", "text")
SCORE_RULES = (
    Rule(
        "relevance is not 0 to 1",
        Severity.DROPPED,
        pl.col("score").is_null(),
        pl.col("relevance"),
    ),
)
SCORE_COLUMNS = ("lens", "genome", "score")
FEW_PEOPLE = Rule(
    f"a tag of fewer than {FEWEST_PEOPLE} people",
    Severity.DROPPED,
    pl.col("people") < FEWEST_PEOPLE,
    pl.col("text"),
)
NO_SUCH_TAG = Rule("no such tag", Severity.DROPPED, pl.col("name").is_null(), pl.col("genome"))
NOT_RELEVANT = f"relevance below {MIN_RELEVANCE}"


def tags(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each tag that a user gave a film: `user`, `lens` and the tag as `text`."""
    return rows.with_columns(
        cells.integer("userId", 1).alias("user"),
        cells.integer("movieId", 1).alias("lens"),
        cells.text("tag").alias("text"),
    )


def genome_tags(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each tag of the genome: its number, `genome`, and its name, `text`."""
    return rows.with_columns(
        cells.integer("tagId", 1).alias("genome"), cells.text("tag").alias("text")
    )


def genome_scores(rows: pl.LazyFrame) -> pl.LazyFrame:
    """One row for each film and tag of the genome: `lens`, `genome` and the relevance, `score`."""
    return rows.with_columns(
        cells.integer("movieId", 1).alias("lens"),
        cells.integer("tagId", 1).alias("genome"),
        cells.number("relevance", 0, 1).alias("score"),
    )


def named(given: pl.DataFrame, genome: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put the spellings of each tag together.

    Parameters
    ----------
    given
        What `tags` makes.
    genome
        What `genome_tags` makes; its tags count as given by many people, and with its spelling.

    Returns
    -------
    given, genome
        With the `name` of the tag, and `given` with how many `people` gave it to any film; with a
        tag of the genome, at least as many as a tag needs.
    """
    counts = given.drop_nulls(["user", "text"]).group_by("text").agg(pl.col("user").n_unique())
    people = dict(counts.iter_rows())
    known = genome["text"].drop_nulls().to_list()
    names = spellings({**people, **dict.fromkeys(known, 2**31)})
    given, genome = (
        rows.with_columns(
            pl.col("text").replace_strict(names, default=None, return_dtype=pl.String).alias("name")
        )
        for rows in (given, genome)
    )
    count = pl.col("user").drop_nulls().n_unique().over("name")
    of_genome = pl.col("name").is_in(genome["name"].drop_nulls().implode())
    sure = pl.when(of_genome).then(pl.max_horizontal(count, FEWEST_PEOPLE)).otherwise(count)
    return given.with_columns(sure.alias("people")), genome


def of_films(given: pl.DataFrame, scores: pl.DataFrame) -> pl.DataFrame:
    """One row for each film and tag.

    Parameters
    ----------
    given
        `movie` and `name`, once for each user.
    scores
        `movie`, `name` and `score`.

    Returns
    -------
    frame
        `movie`, `name`, `tag` (the number made from the name), `relevance`, and `people`.
    """
    key = ["movie", "name"]
    people = given.group_by(key).agg(pl.len().cast(pl.Int64).alias("people"))
    relevant = scores.group_by(key).agg(pl.col("score").max().round(5).alias("relevance"))
    both = people.join(relevant, on=key, how="full", coalesce=True)
    return both.with_columns(
        pl.col("people").fill_null(0), numbers(both["name"]).alias("tag")
    ).sort("movie", "name")


def listed(tagged: pl.DataFrame) -> pl.DataFrame:
    """One row for each tag of `of_films`: its `number`, `name` and global id."""
    tags = tagged.select(pl.col("tag").alias("number"), "name").unique().sort("number")
    return tags.with_columns(cells.global_id("Tag", "number"))
