"""What a report is made of."""

from __future__ import annotations

from typing import Any, NamedTuple

import polars as pl


class Figure(NamedTuple):
    """A chart or a picture, and what to see in it.

    Attributes
    ----------
    name
        Its anchor in the page, and the name of its picture.
    reading
        One to three sentences about what the chart shows; a screen reader reads them out.
    chart
        An Altair chart that is as wide as its container, or a `Cloud`.
    table
        The numbers that the chart shows, for those who want to look closer.
    wide
        Whether it needs the whole width of a page.
    """

    name: str
    title: str
    reading: str
    chart: Any
    table: pl.DataFrame
    wide: bool = False


class Section(NamedTuple):
    """Figures about one subject, beneath a few words about it."""

    name: str
    title: str
    words: str
    figures: tuple[Figure, ...]
