"""What the sections read of a snapshot; adult films are left out, as in every list."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl

from catalog.catalog import Catalog
from catalog.enums import DatePrecision
from catalog.storage.columns import Column
from catalog.storage.list_columns import Edges
from catalog.storage.snapshot import Snapshot
from export.series import cells, owners
from model.card import ModelCard

NUMBERS = ("popularity", "vote_count", "vote_average", "runtime", "budget", "revenue")
COMPLETE_YEAR = 0.5
"""A last year with fewer films than this share of the mean of the `YEARS_BEFORE` is incomplete."""
YEARS_BEFORE = 5


@dataclass(frozen=True)
class ReportData:
    """A snapshot, and its films as frames."""

    catalog: Catalog
    model: ModelCard

    @classmethod
    def of(cls, snapshot: Snapshot) -> ReportData:
        """Read them from a snapshot."""
        return cls(Catalog(snapshot), ModelCard.read(snapshot))

    @cached_property
    def frame(self) -> pl.DataFrame:
        """One row for each film; `vague` where its date is 1 January, i.e. maybe only a year."""
        movies = self.catalog.movies
        columns = {name: cells(movies.column(name)) for name in (*NUMBERS, "return_ratio", "title")}
        dates = {part: cells(movies.column(f"release_{part}")) for part in ("year", "month")}
        language = cells(self.catalog.languages.name_en).gather(cells(movies.original_language))
        everyone = pl.DataFrame(
            {
                "film": np.arange(len(movies)),
                **columns,
                **dates,
                "weekday": cells(movies.release_weekday),
                "vague": cells(movies.date_precision) == DatePrecision.YEAR.value,
                "language": language,
                "adult": pl.Series(movies.adult.values),
            }
        )
        return everyone.filter(~pl.col("adult")).drop("adult")

    def linked(self, edges: Edges[Any], names: Column[str]) -> pl.DataFrame:
        """One row for each genre, country, … of a film: `film` and `name`."""
        links = pl.DataFrame({"film": owners(edges), "name": cells(names).gather(edges.rows)})
        return links.join(self.frame.select("film"), on="film", how="semi")

    @cached_property
    def by_year(self) -> pl.DataFrame:
        """How many films each year has, from the first to the last: `year` and `films`."""
        years = self.frame["year"].to_numpy()
        if not len(years):
            return pl.DataFrame(schema={"year": pl.Int64, "films": pl.Int64})
        first = int(years.min())
        films = np.bincount(years - first)
        return pl.DataFrame({"year": np.arange(first, first + len(films)), "films": films})

    @cached_property
    def last_full_year(self) -> int:
        """The last year that the source covers completely; trends end with it."""
        films = dict(self.by_year.iter_rows())
        for year in sorted(films, reverse=True):
            before = [films.get(earlier, 0) for earlier in range(year - YEARS_BEFORE, year)]
            if films[year] >= COMPLETE_YEAR * sum(before) / YEARS_BEFORE:
                return int(year)
        return 0
