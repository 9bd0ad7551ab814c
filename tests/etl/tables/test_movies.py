"""Films: which rows are let in, what stands in each cell, and what is noted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from benchmarks.data.rows import Row
from etl.admission import Admission, admit
from etl.sources.raw import METADATA, OVERFLOW
from etl.tables.movie_rules import RULES
from etl.tables.movies import movies
from etl.validation import validate
from tests.support.builders import film, text_frame


def admit_rows(*films: Row) -> Admission:
    return admit(
        "movies",
        validate(movies(text_frame(METADATA, films)).collect(), RULES),
        RULES,
        ["reference"],
    )


def typed(*films: Row) -> list[dict[str, Any]]:
    """The kept films."""
    return admit_rows(*films).kept.to_dicts()


def findings(*films: Row) -> dict[str, int]:
    return {finding.rule: finding.rows for finding in admit_rows(*films).findings}


def cells(**given: Any) -> dict[str, Any]:
    """The typed cells of a film whose raw cells are `given`."""
    (kept,) = typed(film(**given))
    return kept


def test_a_film_with_everything_known_is_read_whole() -> None:
    found = cells(
        id="949",
        title=" Heat ",
        original_title="Heat",
        imdb_id="tt0113277",
        release_date="1995-12-15",
        status="Released",
        overview="Two men.",
        tagline="Año",
        homepage="https://x.org/heat",
        runtime="170.0",
        adult="False",
        poster_path="/z.jpg",
        popularity="17.924927",
        vote_count="1886",
        vote_average="7.7",
        budget="60000000",
        revenue="187436818",
        original_language="en",
        genres=[{"id": 28, "name": "Action"}],
    )
    expected = {
        "reference": 949,
        "imdb_id": "tt0113277",
        "title": "Heat",
        "original_title": "Heat",
        "release_date": date(1995, 12, 15),
        "release_year": 1995,
        "release_month": 12,
        "release_weekday": 5,
        "date_precision": "day",
        "status": "Released",
        "overview": "Two men.",
        "tagline": "Año",
        "homepage": "https://x.org/heat",
        "runtime": 170,
        "adult": False,
        "poster_path": "/z.jpg",
        "popularity": 17.924927,
        "vote_count": 1886,
        "vote_average": 7.7,
        "budget": 60_000_000,
        "revenue": 187_436_818,
        "return_ratio": 187_436_818 / 60_000_000,
        "original_language": "en",
        "genres": [{"id": "28", "name": "Action"}],
    }
    assert {name: found[name] for name in expected} == expected


def test_a_film_may_lack_everything_but_id_title_and_date() -> None:
    row: Row = dict.fromkeys((*METADATA, OVERFLOW))
    (kept,) = typed({**row, "id": "5", "title": "Nil", "release_date": "1999-05-04"})
    assert (kept["adult"], kept["vote_count"]) == (False, 0)
    unknown = ("runtime", "budget", "revenue", "return_ratio", "popularity", "vote_average")
    assert {kept[name] for name in (*unknown, "overview", "status", "imdb_id")} == {None}


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"id": "1997-08-20"}, "id is not a TMDB number"),
        ({"id": None}, "id is not a TMDB number"),
        ({"id": "0"}, "id is not a TMDB number"),
        ({"id": "2147483648"}, "id is not a TMDB number"),
        ({"title": None}, "no title (a record torn in two)"),
        ({"title": "  "}, "no title (a record torn in two)"),
        ({"title": "a" * 501}, "title is not a text of at most 500 letters"),
        ({"title": "a " * 5_000_000}, "title is not a text of at most 500 letters"),
        ({OVERFLOW: "x"}, "more cells than the header has"),
        ({"release_date": None}, "no release date"),
        ({"release_date": " "}, "no release date"),
        ({"release_date": "31/02/1999"}, "release date is not YYYY-MM-DD"),
        ({"release_date": "0000-00-00"}, "release date is not YYYY-MM-DD"),
        ({"release_date": "0000-01-01"}, "release date is not YYYY-MM-DD"),
        ({"id": "x", "title": None, "release_date": None}, "id is not a TMDB number"),
        ({"title": None, "release_date": "1"}, "no title (a record torn in two)"),
    ],
)
def test_a_broken_row_is_turned_away_under_the_first_rule_that_it_breaks(
    given: dict[str, Any], rule: str
) -> None:
    good = film(7)
    assert [kept["reference"] for kept in typed(film(**given), good)] == [7]
    assert findings(film(**given), good) == {rule: 1}


@pytest.mark.parametrize(
    ("name", "longest"), [("original_title", 500), ("overview", 20_000), ("tagline", 20_000)]
)
def test_a_text_that_is_too_long_is_unknown_and_counted(name: str, longest: int) -> None:
    row = film(**{name: "é" * (longest + 1)})
    assert typed(film(**{name: "é" * longest}), row)[0][name] == "é" * longest
    assert typed(row)[0][name] is None
    assert findings(row) == {f"{name} is not a text of at most {longest:,} letters": 1}


@pytest.mark.parametrize("name", ["homepage", "poster_path"])
def test_an_address_that_is_too_long_is_none(name: str) -> None:
    start = {"homepage": "https://a.org/", "poster_path": "/"}[name]
    assert typed(film(**{name: start + "a" * 20_000}))[0][name] is None


def test_of_repeated_ids_the_first_row_that_is_not_broken_is_kept() -> None:
    rows = (
        film(5, "undated", release_date=None),
        film(5, "first"),
        film(5, "second"),
        film("5.0", "third"),
        film(6),
    )
    assert [kept["title"] for kept in typed(*rows)] == ["first", "A Film"]
    assert findings(*rows) == {"no release date": 1, "repeated reference": 2}


def test_a_repeated_title_is_no_repeated_film() -> None:
    assert len(typed(film(1, "Cinderella"), film(2, "Cinderella"))) == 2


@pytest.mark.parametrize(
    ("revenue", "exact"),
    [("2787965087", 2787965087), ("4294967296", 2**32), ("9007199254740991", 2**53 - 1)],
)
def test_revenue_over_32_bits_is_exact(revenue: str, exact: int) -> None:
    assert cells(revenue=revenue)["revenue"] == exact


@pytest.mark.parametrize("name", ["budget", "revenue", "runtime"])
def test_a_zero_means_unknown_and_is_counted(name: str) -> None:
    for zero in ("0", "0.0", "-0"):
        assert cells(**{name: zero})[name] is None
        assert findings(film(**{name: zero})) == {f"{name} 0 means unknown": 1}
    assert cells(**{name: ""})[name] is None
    assert findings(film(**{name: ""})) == {}


@pytest.mark.parametrize(
    ("budget", "revenue", "expected"),
    [
        ("1000", "8000", 8),
        ("999", "8000", None),
        ("1", "5000000", None),
        ("0", "8000", None),
        ("1000", "0", None),
        ("", "", None),
        ("2000", "500", 0.25),
    ],
)
def test_the_return_is_known_where_both_figures_are_and_the_budget_is_plausible(
    budget: str, revenue: str, expected: float | None
) -> None:
    assert cells(budget=budget, revenue=revenue)["return_ratio"] == expected


def test_an_implausible_budget_is_kept_and_noted_where_a_return_was_lost() -> None:
    low, rule = film(1, budget="999", revenue="8000"), "budget under $1,000 gives no return"
    assert typed(low)[0]["budget"] == 999
    assert findings(low) == {rule: 1}
    assert findings(film(1, budget="999")) == {}
    assert findings(film(1, budget="1000", revenue="8000")) == {}


@pytest.mark.parametrize(
    ("average", "votes", "expected", "rule"),
    [
        ("7.5", "3", 7.5, None),
        ("10", "1", 10, None),
        ("0.0", "0", None, "vote_average 0 of no votes means unknown"),
        ("0.0", "3", None, "vote_average 0 despite votes means unknown"),
        ("7.5", "0", None, "vote_average is not a mean of 0 to 10 of at least one vote"),
        ("10.1", "3", None, "vote_average is not a mean of 0 to 10 of at least one vote"),
        ("-1", "3", None, "vote_average is not a mean of 0 to 10 of at least one vote"),
        ("good", "3", None, "vote_average is not a mean of 0 to 10 of at least one vote"),
        ("", "3", None, None),
    ],
)
def test_a_mean_of_votes_is_known_where_there_are_votes_and_it_is_not_0(
    average: str, votes: str, expected: float | None, rule: str | None
) -> None:
    row = film(vote_average=average, vote_count=votes)
    assert typed(row)[0]["vote_average"] == expected
    assert findings(row) == ({} if rule is None else {rule: 1})


@pytest.mark.parametrize(
    ("name", "text", "meaning"),
    [
        ("imdb_id", "0", "tt and digits"),
        ("imdb_id", "tt\u0660\u0661\u0662\u0663\u0664\u0665\u0666", "tt and digits"),
        ("status", "released", "a known status"),
        ("homepage", "http://a.ch http://b.ch", "a web address"),
        ("poster_path", "poster.jpg", "a path"),
        ("popularity", "Beware Of Frost Bites", "a number"),
        ("popularity", "-1", "a number"),
        ("popularity", "1e400", "a number"),
        ("original_language", "104.0", "a two-letter code"),
        ("original_language", "EN", "a two-letter code"),
        ("runtime", "two hours", "a number of minutes"),
        ("runtime", "99999", "a number of minutes"),
        ("runtime", "81.5", "a number of minutes"),
        ("budget", "a fortune", "an amount"),
        ("budget", "-5", "an amount"),
        ("revenue", "inf", "an amount"),
        ("genres", "[{'id': 28, 'na", "a list of records"),
        ("production_companies", "0.065736", "a list of records"),
        ("belongs_to_collection", "0.065736", "a list of records"),
    ],
)
def test_a_cell_that_cannot_be_read_is_null_and_counted_and_its_row_is_kept(
    name: str, text: str, meaning: str
) -> None:
    row = film(**{name: text})
    assert typed(row)[0][name] is None
    (finding,) = admit_rows(row).findings
    assert (finding.rule, finding.rows, finding.example) == (f"{name} is not {meaning}", 1, text)


@pytest.mark.parametrize("votes", [None, "", "many", "-3", "1.5", "2147483648"])
def test_an_unreadable_count_of_votes_is_0_and_noted_as_repaired(votes: str | None) -> None:
    row = film(vote_count=votes)
    assert typed(row)[0]["vote_count"] == 0
    assert findings(row) == {"vote_count is not a number and counts as 0": 1}


@pytest.mark.parametrize(
    ("flag", "adult", "rule"),
    [
        ("TRUE", True, None),
        ("f", False, None),
        ("perhaps", True, "adult is neither true nor false and counts as true"),
        (None, False, "adult is blank and counts as false"),
        ("nan", False, "adult is blank and counts as false"),
    ],
)
def test_a_film_whose_adult_flag_cannot_be_read_is_not_listed(
    flag: str | None, adult: bool, rule: str | None
) -> None:
    row = film(adult=flag)
    assert typed(row)[0]["adult"] is adult
    assert findings(row) == ({rule: 1} if rule else {})


@pytest.mark.parametrize("mark", ["nan", "NA", "NULL", "\\N"])
def test_what_stands_for_nothing_is_null_but_in_a_title(mark: str) -> None:
    row = film(title="A Film", original_title=mark, overview=mark, tagline=mark, homepage=mark)
    (kept,) = typed(row)
    assert {kept[name] for name in ("original_title", "overview", "tagline", "homepage")} == {None}
    assert findings(row) == {}
    (named,) = typed(film(title=mark, original_title=mark))
    assert (named["title"], named["original_title"]) == (mark, mark)


@pytest.mark.parametrize(
    ("day", "weekday"), [("2000-01-03", 1), ("2000-01-09", 7), ("1902-09-01", 1)]
)
def test_weekdays_count_from_monday(day: str, weekday: int) -> None:
    assert cells(release_date=day)["release_weekday"] == weekday


def test_the_first_of_january_may_stand_for_the_year_alone() -> None:
    row = film(release_date="1994-01-01")
    assert typed(row)[0]["date_precision"] == "year"
    assert findings(row) == {"1 January may stand for the year alone": 1}


@pytest.mark.parametrize("day", ["0001-01-02", "9999-12-31"])
def test_the_years_1_and_9999_are_years(day: str) -> None:
    assert cells(release_date=day)["release_year"] == int(day[:4])
