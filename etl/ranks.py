"""The places of names in alphabetical order, regardless of case, accents and leading articles."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from catalog.names.normalization import spelling


def name_ranks(names: pl.Series) -> pl.Series:
    """The place of each name; of articles, the English ones do not count."""
    return _ranks([spelling(name) for name in names.to_list()])


def title_ranks(movies: pl.DataFrame) -> pl.Series:
    """The place of the title of each film.

    Articles count as in `catalog.names.articles`: those of the original language for a title that
    is the original one.
    """
    is_original = (pl.col("original_title") == pl.col("title")).fill_null(True)
    language = pl.when(is_original).then("original_language").alias("language")
    rows = movies.select("title", language).iter_rows()
    return _ranks([spelling(title, code) for title, code in rows])


def _ranks(spelled: Sequence[str]) -> pl.Series:
    return pl.Series(spelled, dtype=pl.String).rank("dense")
