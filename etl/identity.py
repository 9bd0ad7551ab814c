"""Which film a row is about, and the number of a film, whatever a source calls it by.

The number is that of TMDB where a source gives one.  Else it is made from the IMDb id, or from the
MovieLens number: each of these has a range of its own, so that a number tells what it was made of.
"""

from __future__ import annotations

from enum import Enum

import polars as pl

from etl import cells

FIRST_OF_IMDB = 10**12
"""Numbers made from IMDb ids are their digits above this one, those of MovieLens above the next."""
FIRST_OF_LENS = 2 * 10**12
IMDB_DIGITS = 9
"""The digits of an IMDb id, at most; there are at least 7."""
CROSSWALK = {"lens": pl.Int64, "tmdb_id": pl.Int64, "imdb": pl.Int64}


class Key(Enum):
    """What a source calls a film by."""

    TMDB = "a TMDB number"
    IMDB = "an IMDb id"
    LENS = "a MovieLens number"


def reference(name: str, key: Key) -> pl.Expr:
    """The number that stands for what the cell `name` calls a film; null where it calls none.

    It is the number of the film unless another source gives a better one; see `completed`.
    """
    if key is Key.IMDB:
        return (imdb_digits(name) + FIRST_OF_IMDB).alias(name)
    number = cells.integer(name, 1)
    return (number + FIRST_OF_LENS if key is Key.LENS else number).alias(name)


def imdb_digits(name: str) -> pl.Expr:
    """The number in an IMDb id, with "tt" or without, as MovieLens has it; 0 stands for none."""
    digits = cells.text(name).str.extract(rf"^(?:tt)?([0-9]{{1,{IMDB_DIGITS}}})$")
    number = digits.cast(pl.Int64)
    return pl.when(number > 0).then(number)


def completed(movies: pl.DataFrame, crosswalk: pl.DataFrame | None) -> pl.DataFrame:
    """Add the number of each film, and the ids that other sources know.

    Parameters
    ----------
    movies
        Films with `reference`, null where it cannot be read, and `imdb_id`.
    crosswalk
        What MovieLens calls films, with the columns of `CROSSWALK`.

    Returns
    -------
    movies
        The same rows with `number`, `tmdb_id` and `lens`, and more cells of `imdb_id` known.
    """
    known = pl.DataFrame(schema=CROSSWALK) if crosswalk is None else crosswalk
    own = pl.col("reference")
    of_imdb, of_lens = own.is_between(FIRST_OF_IMDB, FIRST_OF_LENS - 1), own >= FIRST_OF_LENS
    both = movies.with_columns(
        pl.when(own < FIRST_OF_IMDB).then(own).alias("tmdb_id"),
        pl.when(of_lens).then(own - FIRST_OF_LENS).alias("lens"),
        pl.coalesce(pl.when(of_imdb).then(own - FIRST_OF_IMDB), imdb_digits("imdb_id")).alias(
            "imdb"
        ),
    )
    for key in ("lens", "imdb"):
        others = [name for name in CROSSWALK if name != key]
        one = known.drop_nulls(key).unique(key, keep="first", maintain_order=True)
        both = both.join(one, on=key, how="left", suffix=" known", maintain_order="left")
        both = both.with_columns(pl.coalesce(n, f"{n} known").alias(n) for n in others).drop(
            [f"{name} known" for name in others]
        )
    written = pl.format("tt{}", pl.col("imdb").cast(pl.String).str.zfill(7))
    number = pl.coalesce("tmdb_id", pl.col("imdb") + FIRST_OF_IMDB, pl.col("lens") + FIRST_OF_LENS)
    return both.with_columns(
        pl.when(own.is_not_null()).then(number).alias("number"),
        pl.coalesce("imdb_id", written).alias("imdb_id"),
    ).drop("imdb")


def films_by_reference(movies: pl.DataFrame, crosswalk: pl.DataFrame | None) -> pl.DataFrame:
    """The film that each `reference` means, by all that films are called by.

    Parameters
    ----------
    movies
        Those that were let in, as `completed` returns them.

    Returns
    -------
    frame
        `reference`, which is unique, and `movie`, the number of the film.  Where two films have the
        same IMDb id, it means the first.
    """
    own = movies.select(
        pl.col("number").alias("movie"),
        "tmdb_id",
        imdb_digits("imdb_id") + FIRST_OF_IMDB,
        pl.col("lens") + FIRST_OF_LENS,
    )
    names = [name for name in own.columns if name != "movie"]
    means = pl.concat(
        own.select(pl.col(name).alias("reference"), "movie").drop_nulls() for name in names
    ).unique("reference", keep="first", maintain_order=True)
    if crosswalk is None:
        return means
    linked = crosswalk.select(
        (pl.col("lens") + FIRST_OF_LENS).alias("reference"),
        "tmdb_id",
        (pl.col("imdb") + FIRST_OF_IMDB).alias("imdb"),
    )
    for name in ("tmdb_id", "imdb"):
        found = means.rename({"reference": name, "movie": f"by {name}"})
        linked = linked.join(found, on=name, how="left", maintain_order="left")
    by_links = linked.select("reference", movie=pl.coalesce("by tmdb_id", "by imdb")).drop_nulls()
    return pl.concat((means, by_links)).unique("reference", keep="first", maintain_order=True)


def linked(rows: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """The films of a further source with `movie`, by their `reference` or else by `imdb_id`."""
    by_own = resolved(rows.with_columns(pl.col("reference").alias("movie")), means)
    imdb = (imdb_digits("imdb_id") + FIRST_OF_IMDB).alias("movie")
    by_imdb = resolved(rows.with_columns(imdb), means)
    return by_own.with_columns(pl.coalesce("movie", by_imdb["movie"]).alias("movie"))


def extended(means: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """`means` with what the films of a further source, which are `linked`, are called by there."""
    found = rows.select("reference", "movie").drop_nulls()
    return pl.concat((means, found)).unique("reference", keep="first", maintain_order=True)


def resolved(rows: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    """The rows with the number of the film that `movie` refers to; null where there is none."""
    found = means.rename({"reference": "movie", "movie": "number"})
    joined = rows.join(found, on="movie", how="left", maintain_order="left")
    return joined.with_columns(pl.col("number").alias("movie")).drop("number")
