"""When films come out: years, months and weekdays."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl

from catalog.enums import Lang, Month, Weekday
from catalog.translations import LABELS
from export.report import theme
from export.report.data import ReportData
from export.report.figure import Figure, Section
from export.report.words import count, plural, share

VAGUE, EXACT = "dated 1 January", "any other day"


def calendar(data: ReportData) -> Section:
    """Films by year, month and weekday; those dated 1 January in another color."""
    frame, last = data.frame, data.last_full_year
    later = int((frame["year"] > last).sum())
    words = (
        "Where only the year of a film is known, the source says 1 January. Films of that date are "
        "shown in another color, because they would make January and the weekdays of New Year's "
        f"Day look busier than they are. Trends end in {last}, the last year that the source "
        f"covers completely; they leave out {plural(later, 'film')} of later years."
    )
    figures = (_years(data), _months(frame), _weekdays(frame)) if len(frame) else ()
    return Section("calendar", "When films come out", words, figures)


def _split(frame: pl.DataFrame, part: str) -> pl.DataFrame:
    """Films of each `part`, those dated 1 January and the others."""
    vague = pl.col("vague").sum().alias(VAGUE)
    return (
        frame.group_by(part).agg((pl.len() - pl.col("vague").sum()).alias(EXACT), vague).sort(part)
    )


def _years(data: ReportData) -> Figure:
    frame = data.frame.filter(pl.col("year") <= data.last_full_year)
    rows = _split(frame, "year")
    totals = {row[0]: row[1] + row[2] for row in rows.iter_rows()}
    peak = max(totals, key=lambda year: (totals[year], -year))
    recent = sum(number for year, number in totals.items() if year > data.last_full_year - 20)
    vague = int(rows[VAGUE].sum())
    reading = (
        f"From {min(totals)} to {data.last_full_year} there are {plural(len(frame), 'film')}; "
        f"{share(recent, len(frame))} of "
        f"them came out in the last twenty of these years. The fullest year is {peak} with "
        f"{count(totals[peak])}. "
        f"{share(vague, len(frame))} are dated 1 January."
    )
    decades = list(range(-(-min(totals) // 20) * 20, data.last_full_year + 1, 20))
    x = alt.X(
        "year:Q",
        title=None,
        scale=alt.Scale(nice=False, zero=False),
        axis=alt.Axis(format="d", grid=False, values=decades),
    )
    chart = _stack(rows, "year", x.bin("binned")).encode(x2="to:Q")
    return Figure("years", "Films by year", reading, chart, rows, wide=True)


def _months(frame: pl.DataFrame) -> Figure:
    rows = _named(_split(frame, "month"), "month", Month)
    january, vague = rows.row(0, named=True)[EXACT], int(rows[VAGUE].sum())
    place = 1 + int((rows[EXACT] > january).sum())
    full = rows.sort(EXACT, descending=True, maintain_order=True).row(0, named=True)
    reading = (
        f"January seems to have {plural(january + vague, 'film')}, but {count(vague)} of them "
        f"({share(vague, january + vague)}) are dated 1 January. Without those it has "
        f"{count(january)}, "
        f"place {place} of the twelve; the fullest month is then {full['month']} with "
        f"{count(full[EXACT])}."
    )
    return Figure("months", "Films by month", reading, _named_stack(rows, "month"), rows)


def _weekdays(frame: pl.DataFrame) -> Figure:
    rows = _named(_split(frame, "weekday"), "weekday", Weekday)
    total = int(rows[EXACT].sum())
    ordered = rows.sort(EXACT, descending=True, maintain_order=True)
    full, least = ordered.row(0, named=True), ordered.row(-1, named=True)
    reading = (
        f"{full['weekday']} is the day of {share(full[EXACT], total)} of the "
        f"{plural(total, 'film')} that have one, "
        f"{least['weekday']} of {share(least[EXACT], total)}."
    )
    return Figure("weekdays", "Films by weekday", reading, _named_stack(rows, "weekday"), rows)


def _named(rows: pl.DataFrame, part: str, names: type[Month | Weekday]) -> pl.DataFrame:
    """Every month or weekday by its name, also those without films."""
    found = {row[0]: row[1:] for row in rows.iter_rows()}
    every = [(LABELS[name][Lang.EN], *found.get(name.value, (0, 0))) for name in names]
    return pl.DataFrame(every, schema=[part, EXACT, VAGUE], orient="row")


def _named_stack(rows: pl.DataFrame, part: str) -> Any:
    axis = alt.Axis(labelAngle=0, labelExpr="slice(datum.value, 0, 3)", labelColor=theme.INK)
    return _stack(rows, part, alt.X(f"{part}:N", sort=None, title=None, axis=axis))


def _stack(rows: pl.DataFrame, part: str, x: Any) -> Any:
    """Bars with the films dated 1 January on top, in another color."""
    long = rows.unpivot([EXACT, VAGUE], index=part, variable_name="day", value_name="films")
    long = long.with_columns((pl.col("day") == VAGUE).cast(pl.Int8).alias("on top"))
    if part == "year":
        long = long.with_columns((pl.col("year") + 1).alias("to"))
    colors = alt.Scale(domain=[EXACT, VAGUE], range=[theme.MAIN, theme.ACCENT])
    return (
        theme.chart(long)
        .mark_bar(binSpacing=0)
        .encode(
            x=x,
            y=alt.Y("films:Q", title="films", stack="zero", axis=theme.COUNTS),
            color=alt.Color("day:N", title=None, scale=colors),
            order="on top:Q",
            tooltip=[f"{part}:N", "day:N", alt.Tooltip("films:Q", format=",")],
        )
    )
