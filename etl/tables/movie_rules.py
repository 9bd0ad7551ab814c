"""The rules that drop or correct rows of films, or note something about them."""

from __future__ import annotations

import polars as pl

from catalog.enums import DatePrecision, Severity
from etl import cells
from etl.identity import Key
from etl.sources.raw import OVERFLOW
from etl.tables.genres import has_genre_names
from etl.tables.links import LINKS
from etl.tables.movies import BUDGET_FLOOR, RAW
from etl.validation import NAME, TEXT, Rule, length_rule, torn_rule, unreadable_rule


def _drop(name: str, broken: pl.Expr, example: str) -> Rule:
    return Rule(name, Severity.DROPPED, broken, pl.col(RAW + example))


def _zero(name: str) -> pl.Expr:
    return cells.number(RAW + name) == 0


def _zero_rule(name: str) -> Rule:
    return Rule(f"{name} 0 means unknown", Severity.NULLED, _zero(name), pl.col("title"))


def _unless_zero(name: str, meaning: str) -> Rule:
    rule = unreadable_rule(name, RAW + name, meaning)
    return rule._replace(broken=rule.broken & ~_zero(name).fill_null(value=False))


TOO_LONG = "more cells than the header has"
NO_ID = f"id is not {Key.TMDB.value}"
OTHER_KIND = "not a film but an episode, a series, a game or the like"
"""Most rows of a source that has more than films."""
UNREADABLE_DATE = "release date is not YYYY-MM-DD"
TEXTS = ("title", "original_title", "overview", "tagline")

RULES = (
    torn_rule(RAW + OVERFLOW),
    _drop(NO_ID, pl.col("reference").is_null(), "id"),
    _drop("title is an error of a spreadsheet", pl.col("title").is_in(cells.ERRORS), "id"),
    _drop("no title (a record torn in two)", pl.col("title").is_null(), "id"),
    length_rule("title"),
    _drop(TOO_LONG, pl.col(RAW + OVERFLOW).is_not_null(), "id"),
    _drop("no release date", cells.is_blank(RAW + "release_date"), "title"),
    _drop(UNREADABLE_DATE, pl.col("release_date").is_null(), "release_date"),
    unreadable_rule("original_title", RAW + "original_title", NAME),
    unreadable_rule("overview", RAW + "overview", TEXT),
    unreadable_rule("tagline", RAW + "tagline", TEXT),
    *(
        Rule(
            f"{name} is question marks where letters were",
            Severity.NULLED,
            cells.has_lost_letters(RAW + name),
            pl.col("title"),
        )
        for name in ("original_title", "overview", "tagline")
    ),
    unreadable_rule("imdb_id", RAW + "imdb_id", "tt and digits"),
    unreadable_rule("status", RAW + "status", "a known status"),
    unreadable_rule("homepage", RAW + "homepage", "a web address"),
    unreadable_rule("poster_path", RAW + "poster_path", "a path"),
    unreadable_rule("popularity", RAW + "popularity", "a number"),
    unreadable_rule("original_language", RAW + "original_language", "a two-letter code"),
    *(unreadable_rule(link.cell, RAW + link.cell, "a list of records") for link in LINKS),
    _unless_zero("runtime", "a number of minutes"),
    _unless_zero("budget", "an amount"),
    _unless_zero("revenue", "an amount"),
    _unless_zero("vote_average", "a mean of 0 to 10 of at least one vote"),
    _zero_rule("runtime"),
    _zero_rule("budget"),
    _zero_rule("revenue"),
    Rule(
        "vote_average 0 of no votes means unknown",
        Severity.NULLED,
        _zero("vote_average") & (pl.col("vote_count") == 0),
        pl.col("title"),
    ),
    Rule(
        "vote_average 0 despite votes means unknown",
        Severity.NULLED,
        _zero("vote_average") & (pl.col("vote_count") > 0),
        pl.col("title"),
    ),
    Rule(
        "vote_count is not a number and counts as 0",
        Severity.REPAIRED,
        cells.integer(RAW + "vote_count").is_null(),
        pl.col(RAW + "vote_count"),
    ),
    Rule(
        "genres are names instead of records",
        Severity.REPAIRED,
        has_genre_names(RAW + "genres") & pl.col("genres").is_not_null(),
        pl.col(RAW + "genres"),
    ),
    Rule(
        "adult is blank and counts as false",
        Severity.REPAIRED,
        cells.is_blank(RAW + "adult"),
        pl.col("title"),
    ),
    Rule(
        "adult is neither true nor false and counts as true",
        Severity.REPAIRED,
        cells.flag(RAW + "adult").is_null() & ~cells.is_blank(RAW + "adult"),
        pl.col(RAW + "adult"),
    ),
    Rule(
        "release date is read from another form than YYYY-MM-DD",
        Severity.REPAIRED,
        cells.text(RAW + "release_date") != pl.col("release_date").dt.to_string("%Y-%m-%d"),
        pl.col(RAW + "release_date"),
    ),
    Rule(
        f"budget under ${BUDGET_FLOOR:,} gives no return",
        Severity.NOTED,
        (pl.col("budget") < BUDGET_FLOOR) & pl.col("revenue").is_not_null(),
        pl.col("title"),
    ),
    Rule(
        "1 January may stand for the year alone",
        Severity.NOTED,
        pl.col("date_precision") == DatePrecision.YEAR.value,
        pl.col("title"),
    ),
    Rule(
        "a text has \ufffd where another program lost a letter",
        Severity.NOTED,
        pl.any_horizontal(pl.col(*TEXTS).str.contains("\ufffd", literal=True)),
        pl.col("title"),
    ),
)


NO_SUCH_MOVIE = Rule("no such film", Severity.DROPPED, pl.col("movie").is_null(), pl.col("title"))
"""The rule against what a further source says of films that were not let in."""


def addition_rules(key: Key) -> tuple[Rule, ...]:
    """The rules of films in a source that adds to those of another: they need an id alone."""
    needed = (RULES[0].name, f"id is not {key.value}", TOO_LONG)
    return tuple(
        rule for rule in rules(key) if rule.name in needed or rule.severity is Severity.NULLED
    )


def rules(key: Key) -> tuple[Rule, ...]:
    """The rules of films in a source that calls them by `key`."""
    no_id = f"id is not {key.value}"
    return tuple(rule._replace(name=no_id) if rule.name == NO_ID else rule for rule in RULES)
