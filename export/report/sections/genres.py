"""Which genres there are, and how their shares have changed."""

from __future__ import annotations

from typing import Any, NamedTuple

import altair as alt
import polars as pl

from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import count, plural, share

MIN_FILMS, MIN_SHARE = 20, 0.005
"""Films that a decade must have to be shown, and their share of all films."""
CLASSES = [0.02, 0.05, 0.1, 0.2, 0.4]


class Change(NamedTuple):
    """A genre's share of films in the first and in the last decade."""

    genre: str
    before: float
    after: float


def genres(data: ReportData) -> Section:
    """Genres by frequency and by decade."""
    links = data.linked(data.catalog.movies.genres, data.catalog.genres.name_en)
    links = links.rename({"name": "genre"})
    words = "A film may have several genres, so shares add up to more than 100%."
    if not len(links):
        return Section("genres", "Genres", words, ())
    order = (
        links["genre"].value_counts(name="films").sort(["films", "genre"], descending=[True, False])
    )
    figures = [_totals(order, links), _over_time(data, links, order["genre"].to_list())]
    return Section("genres", "Genres", words, tuple(figure for figure in figures if figure))


def _totals(order: pl.DataFrame, links: pl.DataFrame) -> Figure:
    known = links["film"].n_unique()
    (first, most), (last, least) = order.row(0), order.row(-1)
    mean = len(links) / known
    reading = (
        f"{first} is a genre of {count(most)} of the {plural(known, 'film')} that have any "
        f"({share(most, known)}), "
        f"{last} of {count(least)}. A film has {mean:.1f} genres on average."
    )
    return Figure(
        "genres",
        "Films by genre",
        reading,
        theme.bars(order, "genre", "films", "films"),
        order,
        wide=True,
    )


def by_decade(data: ReportData, links: pl.DataFrame) -> pl.DataFrame:
    """The share of each genre among the films of each decade with enough of them."""
    years = data.frame.filter(pl.col("year") <= data.last_full_year)
    decades = years.select("film", (pl.col("year") // 10 * 10).alias("decade"))
    totals = (
        decades.group_by("decade")
        .agg(pl.len().alias("of"))
        .filter(pl.col("of") >= max(MIN_FILMS, MIN_SHARE * len(data.frame)))
    )
    counts = links.join(decades, on="film").group_by("genre", "decade").agg(pl.len().alias("films"))
    every = totals.join(links.select("genre").unique(), how="cross")
    shares = every.join(counts, on=["genre", "decade"], how="left").with_columns(
        pl.col("films").fill_null(0)
    )
    return shares.with_columns((pl.col("films") / pl.col("of")).alias("share")).sort(
        "decade", "genre"
    )


def _over_time(data: ReportData, links: pl.DataFrame, order: list[str]) -> Figure | None:
    rows = by_decade(data, links)
    decades = rows["decade"].unique().sort().to_list()
    if len(decades) <= 1:
        return None
    first, last = (
        dict(rows.filter(pl.col("decade") == end).select("genre", "share").rows())
        for end in (decades[0], decades[-1])
    )
    changes = [Change(genre, first[genre], last[genre]) for genre in order]
    up = max(changes, key=lambda change: change.after - change.before)
    down = min(changes, key=lambda change: change.after - change.before)
    reading = (
        f"From the {decades[0]}s to the {decades[-1]}s {up.genre} gained most, from "
        f"{share(up.before, 1)} of the films to "
        f"{share(up.after, 1)}; {down.genre} lost most, from {share(down.before, 1)} to "
        f"{share(down.after, 1)}."
    )
    wide = rows.select("decade", "genre", "share").pivot("decade", index="genre", values="share")
    return Figure(
        "genres-by-decade", "Genres by decade", reading, _chart(rows, order), wide, wide=True
    )


def _chart(rows: pl.DataFrame, order: list[str]) -> Any:
    labeled = rows.with_columns((pl.col("decade").cast(pl.String) + "s").alias("decade"))
    labeled = theme.classed(labeled, "share", CLASSES, _percent)
    base = theme.chart(labeled, theme.ROW * len(order)).mark_rect(stroke=theme.CARD, strokeWidth=2)
    return base.encode(
        x=alt.X("decade:O", title=None, axis=alt.Axis(labelAngle=0, domain=False, ticks=False)),
        y=alt.Y("genre:N", sort=order, title=None, axis=alt.Axis(labelColor=theme.INK)),
        color=theme.class_color(CLASSES, _percent, theme.STEPS, "share of the films of a decade"),
        tooltip=[
            "genre:N",
            "decade:O",
            alt.Tooltip("share:Q", format=".1%"),
            alt.Tooltip("films:Q", format=","),
        ],
    )


def _percent(part: float) -> str:
    return share(part, 1)
