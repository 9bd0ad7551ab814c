"""Ratings and the links that join them to films."""

from __future__ import annotations

import polars as pl
import pytest

from etl.admission import Admission, admit
from etl.identity import completed, films_by_reference
from etl.sources.raw import LINKS, RATINGS
from etl.tables.ratings import LINK_RULES, NO_SUCH_MOVIE, RULES, lens_links, of_movies, ratings
from etl.validation import validate
from tests.support.builders import text_frame

Rating = tuple[str | None, str | None, str | None, str | None]


def linked(*pairs: tuple[str | None, str | None], imdb: str | None = None) -> Admission:
    listed = ((lens, imdb, tmdb) for lens, tmdb in pairs)
    rows = text_frame(LINKS, [dict(zip(LINKS, row, strict=True)) for row in listed])
    validated = validate(lens_links(rows).collect(), LINK_RULES)
    return admit("lens_links", validated, LINK_RULES, ["lens"])


def rated(*given: Rating, films: tuple[int, ...] = (862, 949)) -> Admission:
    """What is let in; MovieLens calls 862 film 1, 949 films 6 and 7, and 5 film 9."""
    links = linked(("1", "862"), ("6", "949"), ("7", "949"), ("9", "5")).kept
    known = completed(
        pl.DataFrame({"reference": films}).with_columns(imdb_id=pl.lit(None, pl.String)), links
    )
    means = films_by_reference(known, links).lazy()
    rows = text_frame(RATINGS, [dict(zip(RATINGS, row, strict=True)) for row in given])
    validated = validate(ratings(rows).collect(), RULES)
    meant = of_movies(validated.rows.lazy(), means).collect()
    validated = validated._replace(rows=meant)
    return admit("ratings", validated, RULES, ["user", "movie"], late=[NO_SUCH_MOVIE])


def findings(admission: Admission) -> dict[str, int]:
    return {finding.rule: finding.rows for finding in admission.findings}


def test_a_rating_is_joined_to_the_film_that_is_meant() -> None:
    kept = rated(("3", "1", "4.5", "1260759144"), ("3", "6", "0.5", "0")).kept
    assert kept.select("user", "movie", "stars", "rated_at").rows() == [
        (3, 862, 4.5, 1260759144),
        (3, 949, 0.5, 0),
    ]


@pytest.mark.parametrize(
    ("rating", "rule"),
    [
        (("x", "1", "4", "1"), "userId is not a number"),
        ((None, "1", "4", "1"), "userId is not a number"),
        (("3", "1", "0", "1"), "rating is not 0.5 to 5"),
        (("3", "1", "5.5", "1"), "rating is not 0.5 to 5"),
        (("3", "1", "nan", "1"), "rating is not 0.5 to 5"),
        (("3", "1", "4", "yesterday"), "time is not a number"),
        (("3", "1", "4", "-1"), "time is not a number"),
        (("3", "2", "4", "1"), "no such film"),
        (("3", None, "4", "1"), "no such film"),
        (("3", "9", "4", "1"), "no such film"),
        (("x", "2", "9", "x"), "userId is not a number"),
    ],
)
def test_a_broken_rating_is_turned_away_under_its_first_rule(rating: Rating, rule: str) -> None:
    admission = rated(rating, ("4", "1", "4", "1"))
    assert admission.kept["user"].to_list() == [4]
    assert findings(admission) == {rule: 1}


def test_of_two_ratings_of_a_film_by_a_user_the_first_is_kept() -> None:
    admission = rated(("3", "6", "4", "1"), ("3", "7", "2", "2"), ("4", "7", "1", "3"))
    assert admission.kept["stars"].to_list() == [4, 1]
    assert findings(admission) == {"repeated user and movie": 1}


def test_a_link_needs_a_number_and_another_id() -> None:
    admission = linked(("1", "862"), ("2", ""), ("x", "5"), (None, "5"), ("3", "0"))
    assert admission.kept["lens"].to_list() == [1]
    assert findings(admission) == {"movieId is not a number": 2, "no TMDB number and no IMDb id": 2}
    assert linked(("2", ""), imdb="0113277").kept["imdb"].to_list() == [113277]


def test_of_two_links_of_a_number_the_first_is_kept_and_no_rating_counts_twice() -> None:
    admission = linked(("1", "862"), ("1", "949"))
    assert admission.kept.select("lens", "tmdb_id").rows() == [(1, 862)]
    assert findings(admission) == {"repeated lens": 1}
