"""Which columns of films have missing values."""

from __future__ import annotations

import polars as pl

from catalog.tables import Movies
from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import listed, plural, share

DERIVED = ("weighted_rating",)
COMPLETE = 0.01
"""A column with a smaller share of missing values counts as complete."""
WORST = 3


def completeness(data: ReportData) -> Section:
    """The share of films that lack each column."""
    rows = missing(data)
    total, both = len(data.catalog.movies), len(data.frame.drop_nulls(["budget", "revenue"]))
    holes = {row["column"]: row["missing"] for row in rows.to_dicts()}
    worst = listed(f"{name} ({share(gone, total)})" for name, gone in list(holes.items())[:WORST])
    complete = sum(gone < COMPLETE * total for gone in holes.values())
    reading = (
        f"Most often missing are {worst}. {complete} of the {len(rows)} columns that may lack "
        "values "
        f"lack less than 1%. Budget is unknown for {share(holes['budget'], total)} and revenue for "
        f"{share(holes['revenue'], total)}, so everything about money here is based on the "
        f"{plural(both, 'film')} with both."
    )
    shown = rows.with_columns(pl.col("missing") / max(total, 1)).rename({"missing": "share"})
    chart = theme.bars(shown, "column", "share", "films without it", lambda part: share(part, 1))
    words = f"The catalog holds {plural(total, 'film')}. What is unknown is missing, never 0."
    figure = Figure("missing", "Missing values by column", reading, chart, rows, wide=True)
    return Section("completeness", "What is missing", words, (figure,))


def missing(data: ReportData) -> pl.DataFrame:
    """How many films lack each column that may be missing, the worst column first."""
    quality = {
        found.column: len(data.catalog.movies) - found.known
        for found in data.catalog.dataset.columns
        if found.table == Movies.table_name
    }
    without = DERIVED if len(data.catalog.tags) else (*DERIVED, "tags")  # most sources have none
    holes = [
        (name.replace("_", " "), quality[name])
        for name, declared in Movies.columns().items()
        if (declared.nullable or declared.type_name().startswith("list")) and name not in without
    ]
    frame = pl.DataFrame(holes, schema={"column": pl.String, "missing": pl.Int64}, orient="row")
    return frame.sort("missing", descending=True, maintain_order=True)
