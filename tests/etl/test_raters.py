"""Whose ratings are used, where there are more users than a build is to use."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from benchmarks.data.rows import Row
from etl import pipeline
from etl.frames import Frames
from etl.raters import LEFT_OUT, sample
from etl.tables.ratings import RULES
from etl.validation import validate
from tests.support.builders import film, raw

FILMS, LINKS = (film(1), film(2)), [{"movieId": "10", "tmdbId": "1"}]


def rating(user: object, lens: str = "10", stars: str = "4") -> Row:
    return {"userId": str(user), "movieId": lens, "rating": stars, "timestamp": "1"}


def made(*rows: Row, most: int, size: int | None = None) -> Frames:
    source = raw(FILMS, links=LINKS, ratings=rows, size=size)
    return pipeline.run(source, max_raters=most)


def users(found: Frames) -> list[int]:
    return found.tables["ratings"]["user"].to_list()


def test_as_many_users_as_are_allowed_are_all_used() -> None:
    found = made(*map(rating, range(1, 8)), most=7)
    assert users(found) == [1, 2, 3, 4, 5, 6, 7]
    assert [f for f in found.findings if f.rule == LEFT_OUT] == []


def test_of_more_users_the_same_are_used_in_every_build_and_the_rest_is_counted() -> None:
    rows = [rating(user) for user in range(1, 101)]
    found = made(*rows, most=30)
    assert len(users(found)) == len(set(users(found))) == 30
    assert sorted(users(made(*reversed(rows), most=30, size=7))) == sorted(users(found))
    assert [f.rows for f in found.findings if f.rule == LEFT_OUT] == [70]
    assert (found.read["ratings"], found.kept["ratings"]) == (100, 30)
    assert set(users(made(*rows, most=20))) < set(users(found))


def test_broken_ratings_of_the_sample_are_counted_under_their_rules() -> None:
    rows = [rating(user) for user in range(1, 41)]
    broken = [rating(user, stars="9") for user in range(1, 41)] + [rating("x"), rating(1, lens="5")]
    found = made(*broken, *rows, most=10)
    told = {f.rule: (f.rows, f.example) for f in found.findings if f.table == "ratings"}
    assert told["rating is not 0.5 to 5"] == (10, "9")
    assert told["userId is not a number"] == (1, "x")
    dropped = sum(rows for rows, _ in told.values())
    assert found.read["ratings"] == len(rows) + len(broken) == found.kept["ratings"] + dropped


@pytest.mark.parametrize("stride", [1, 10, 97, 1000])
def test_the_sample_is_spread_over_the_numbers_of_users(stride: int) -> None:
    numbers = np.arange(1, 20_001) * stride
    frame = pl.DataFrame({"user": numbers}).with_columns(
        pl.lit(4.0).alias("stars"), pl.lit(1).alias("rated_at"), pl.lit("").alias("userId")
    )
    frame = frame.with_columns(pl.lit("").alias("rating"))
    chosen = sample(validate(frame, RULES), 2_000).ratings.rows["user"].to_numpy()
    quarters = np.bincount(4 * (chosen - 1) // numbers[-1], minlength=4)
    assert np.all(np.abs(quarters - 500) < 60)
