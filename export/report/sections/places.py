"""Where films are made, and in which language."""

from __future__ import annotations

import polars as pl

from export.report import theme
from export.report.figure import Figure, Section
from export.report.films import Films
from export.report.words import count, plural, share

SHOWN = 15


def places(films: Films) -> Section:
    """Films by country of production and by original language."""
    links = films.linked(films.catalog.movies.countries, films.catalog.countries.name_en)
    figures = [figure for figure in (_countries(links), _languages(films.frame)) if figure]
    words = "A film made in several countries counts in each of them."
    return Section("places", "Where they come from", words, tuple(figures))


def _countries(links: pl.DataFrame) -> Figure | None:
    if not len(links):
        return None
    rows = _counted(links["name"], "country")
    known = links["film"].n_unique()
    several = int((links.group_by("film").len()["len"] > 1).sum())
    first, *others = rows.rows()
    second = f", followed by {others[0][0]} with {count(others[0][1])}" if others else ""
    reading = (
        f"{first[0]} comes first, with a part in {count(first[1])} of the {plural(known, 'film')} "
        "whose country is "
        f"known ({share(first[1], known)}){second}. {len(rows)} countries occur; "
        f"{share(several, known)} of the films are "
        "made by more than one."
    )
    chart = theme.bars(rows.head(SHOWN), "country", "films", "films")
    return Figure("countries", _title("countries", len(rows)), reading, chart, rows.head(SHOWN))


def _languages(frame: pl.DataFrame) -> Figure | None:
    known = frame["language"].drop_nulls()
    if not len(known):
        return None
    rows = _counted(known, "language")
    first, *others = rows.rows()
    rest = len(known) - first[1]
    second = (
        f"; of the other {count(rest)}, {others[0][0]} has {share(others[0][1], rest)}"
        if others
        else ""
    )
    reading = (
        f"{share(first[1], len(known))} of the films were first made in {first[0]}{second}. "
        f"{len(rows)} original languages occur."
    )
    chart = theme.bars(rows.head(SHOWN), "language", "films", "films")
    return Figure(
        "languages", _title("original languages", len(rows)), reading, chart, rows.head(SHOWN)
    )


def _title(things: str, found: int) -> str:
    return f"The {SHOWN} most frequent {things}" if found > SHOWN else things.capitalize()


def _counted(names: pl.Series, column: str) -> pl.DataFrame:
    """How many films bear each name, most first."""
    counted = names.alias(column).value_counts(name="films")
    return counted.sort(["films", column], descending=[True, False])
