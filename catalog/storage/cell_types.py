"""The types of cells: for each its dtype, its unit and how null is stored.

A table declares ``runtime: Column[Minutes | None]``.  That one line decides the dtype on disk, the
check for nulls, the entry in the data dictionary and the type of the GraphQL field.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Number:
    """One number for each row; `dtype` is numpy's name for its type."""

    dtype: str
    unit: str = ""

    @property
    def null(self) -> Any:
        """The value that stands for null: -1, NaN or NaT."""
        kind = np.dtype(self.dtype).kind
        return {"i": -1, "f": float("nan"), "M": np.datetime64("NaT")}[kind]


@dataclass(frozen=True, slots=True)
class Text:
    """A text for each row, stored as JSON in UTF-8, one after the other."""

    unit: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One of a few texts for each row, stored as a code; the texts are stored once."""

    unit: str = ""


TmdbId = Annotated[int, Number("int32", "TMDB number")]
EntityNumber = Annotated[
    int, Number("int64", "TMDB number, or one made from another id or the name")
]
UserId = Annotated[int, Number("int32", "MovieLens user")]
Minutes = Annotated[int, Number("int16", "minutes")]
Year = Annotated[int, Number("int16", "year")]
Count = Annotated[int, Number("int32", "count")]
Month = Annotated[int, Number("int8", "1 January to 12 December")]
Weekday = Annotated[int, Number("int8", "1 Monday to 7 Sunday")]
Position = Annotated[int, Number("int32", "position, from 0")]
Day = Annotated[date, Number("datetime64[D]", "day")]
Moment = Annotated[int, Number("int64", "seconds since 1970")]
Dollars = Annotated[float, Number("float64", "US dollars")]
Ratio = Annotated[float, Number("float64", "ratio")]
Points = Annotated[float, Number("float64", "0 to 10")]
Stars = Annotated[float, Number("float32", "0.5 to 5")]
Relevance = Annotated[float, Number("float64", "0 to 1")]
Popularity = Annotated[float, Number("float64", "TMDB popularity")]
GlobalId = Annotated[str, Text("global id")]
ImdbId = Annotated[str, Text("IMDb id")]
ImagePath = Annotated[str, Text("path on TMDB's image host")]
Name = Annotated[str, Text()]
Sentence = Annotated[str, Text()]
Code = Annotated[str, Text("code")]
Job = Annotated[str, Label()]
