"""Countries of production and original languages."""

from __future__ import annotations

import polars as pl

from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import count, plural, share

MAX_BARS = 15


def places(data: ReportData) -> Section:
    """Films by country of production and by original language."""
    links = data.linked(data.catalog.movies.countries, data.catalog.countries.name_en)
    figures = [figure for figure in (_countries(links), _languages(data.frame)) if figure]
    words = "A film that was made in several countries counts in each of them."
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
        f"{first[0]} comes first, with {count(first[1])} of the {plural(known, 'film')} "
        "whose country is "
        f"known ({share(first[1], known)}){second}. There are {len(rows)} countries in all; "
        f"{share(several, known)} of the films were "
        "made in more than one."
    )
    chart = theme.bars(rows.head(MAX_BARS), "country", "films", "films")
    return Figure("countries", _title("countries", len(rows)), reading, chart, rows.head(MAX_BARS))


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
        f"{share(first[1], len(known))} of the films were originally made in {first[0]}{second}. "
        f"There are {len(rows)} original languages in all."
    )
    chart = theme.bars(rows.head(MAX_BARS), "language", "films", "films")
    return Figure(
        "languages", _title("original languages", len(rows)), reading, chart, rows.head(MAX_BARS)
    )


def _title(things: str, found: int) -> str:
    return f"The {MAX_BARS} most frequent {things}" if found > MAX_BARS else things.capitalize()


def _counted(names: pl.Series, column: str) -> pl.DataFrame:
    """How many films have each name, the most frequent first."""
    counted = names.alias(column).value_counts(name="films")
    return counted.sort(["films", column], descending=[True, False])
