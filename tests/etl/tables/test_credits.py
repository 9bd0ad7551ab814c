"""Cast and crew: the rows of the credits file, the records in them, and the people."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from benchmarks.data.rows import Row
from etl.admission import Admission
from etl.admission import admit as admit_rows
from etl.identity import resolved
from etl.sources.raw import CREDITS
from etl.tables import credits
from etl.tables.people import people
from etl.validation import OWNER, validate
from tests.support.builders import cast_credit, credits_of, crew_credit, text_frame


def lists(*rows: Row, films: tuple[int, ...] = (1, 2)) -> Admission:
    """The rows about these films."""
    means = pl.DataFrame({"reference": films, "movie": films})
    read = credits.parsed(text_frame(CREDITS, rows), credits.LISTS).collect()
    validated = validate(read, credits.list_rules(*credits.LISTS))
    validated = validated._replace(rows=resolved(validated.rows, means))
    rules = credits.list_rules(*credits.LISTS)
    return admit_rows("credit_lists", validated, rules, ["movie"], late=[credits.NO_SUCH_MOVIE])


def cast(*records: dict[str, Any]) -> Admission:
    listed = lists(credits_of(1, list(records))).kept.lazy().with_row_index(OWNER)
    rules = credits.CAST_RULES
    return admit_rows("cast", validate(credits.cast(listed).collect(), rules), rules, ["credit_id"])


def crew(*records: dict[str, Any]) -> Admission:
    listed = lists(credits_of(1, (), list(records))).kept.lazy().with_row_index(OWNER)
    rules = credits.CREW_RULES
    return admit_rows("crew", validate(credits.crew(listed).collect(), rules), rules, ["credit_id"])


def findings(admission: Admission) -> dict[str, int]:
    """What was found, but for genders that are unknown in most records."""
    found = {finding.rule: finding.rows for finding in admission.findings}
    found.pop("gender 0 means unknown", None)
    return found


def test_a_credit_of_the_cast_is_read_whole() -> None:
    record = cast_credit(
        31,
        " Tom Hanks ",
        cast_id=14,
        character="Woody (voice)",
        credit_id="52fe",
        gender=2,
        order=3,
        profile_path="/t.jpg",
    )
    (found,) = cast(record).kept.to_dicts()
    expected = {
        "movie": 1,
        "person": 31,
        "name": "Tom Hanks",
        "cast_id": 14,
        "character": "Woody (voice)",
        "credit_id": "52fe",
        "known_gender": "2",
        "order": 3,
        "profile": "/t.jpg",
    }
    assert {name: found[name] for name in expected} == expected


def test_a_credit_of_the_crew_is_read_whole() -> None:
    (found,) = crew(
        crew_credit(7, "Ida", department="Sound", job="Foley", gender=1)
    ).kept.to_dicts()
    names = ("movie", "person", "name", "department", "job", "known_gender")
    assert [found[name] for name in names] == [1, 7, "Ida", "Sound", "Foley", "1"]


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (cast_credit(None), "person id is not a TMDB number"),
        (cast_credit(0), "person id is not a TMDB number"),
        (cast_credit(2**31), "person id is not a TMDB number"),
        (cast_credit("x"), "person id is not a TMDB number"),
        (cast_credit(1, None), "no name"),
        (cast_credit(1, "   "), "no name"),
        (cast_credit(1, credit_id=None), "no credit id"),
        (cast_credit(1, credit_id=""), "no credit id"),
        ({}, "person id is not a TMDB number"),
    ],
)
def test_a_credit_without_person_name_or_id_is_turned_away(
    record: dict[str, Any], rule: str
) -> None:
    admission = cast(record, cast_credit(5))
    assert admission.kept["person"].to_list() == [5]
    assert findings(admission) == {rule: 1}


@pytest.mark.parametrize(
    ("field", "rule"), [("department", "no department"), ("job", "no job"), ("name", "no name")]
)
def test_a_credit_of_the_crew_needs_department_and_job(field: str, rule: str) -> None:
    admission = crew(crew_credit(4, **{"name": "Ida", field: " "}), crew_credit(5))
    assert admission.kept["person"].to_list() == [5]
    assert findings(admission) == {rule: 1}


@pytest.mark.parametrize("field", ["name", "credit_id", "department", "job"])
def test_a_credit_with_a_name_that_is_none_is_turned_away(field: str) -> None:
    admission = crew(crew_credit(4, **{"name": "Ida", field: "a" * 501}), crew_credit(5))
    assert admission.kept["person"].to_list() == [5]
    assert findings(admission) == {f"{field} is not a text of at most 500 letters": 1}


def test_a_character_that_is_too_long_is_null_and_counted() -> None:
    admission = cast(cast_credit(5, character="a" * 501), cast_credit(6, character="a" * 500))
    assert admission.kept["character"].to_list() == [None, "a" * 500]
    assert findings(admission) == {"character is not a text of at most 500 letters": 1}


def test_a_repeated_credit_is_turned_away_but_a_second_part_is_not() -> None:
    twice = cast_credit(5, credit_id="a")
    admission = cast(twice, twice, cast_credit(5, credit_id="b", character="Another"))
    assert admission.kept["credit_id"].to_list() == ["a", "b"]
    assert findings(admission) == {"repeated credit_id": 1}


@pytest.mark.parametrize("order", [None, "", "first", -1, 2**31, 1.5])
def test_without_a_readable_order_the_place_in_the_list_counts(order: Any) -> None:
    admission = cast(cast_credit(5, order=8), cast_credit(6, order=order))
    assert admission.kept["order"].to_list() == [8, 1]
    assert findings(admission) == {"order is not a number and the place in the list counts": 1}


@pytest.mark.parametrize("number", ["x", -1, 2**31, 1.5])
def test_an_unreadable_cast_id_is_null_and_counted(number: Any) -> None:
    admission = cast(cast_credit(5, cast_id=number))
    assert admission.kept["cast_id"].to_list() == [None]
    assert findings(admission) == {"cast_id is not a number": 1}
    assert findings(cast(cast_credit(5, cast_id=None))) == {}


def test_gender_0_is_unknown_and_any_other_number_unreadable() -> None:
    genders = (0, 1, 2, 3, 4, None, "F", "0")
    admission = cast(*(cast_credit(n, gender=g) for n, g in enumerate(genders, 1)))
    assert admission.kept["known_gender"].to_list() == [None, "1", "2", "3"] + [None] * 4
    found = {finding.rule: finding.rows for finding in admission.findings}
    assert found == {"gender 0 means unknown": 2, "gender is not 0 to 3": 2}


def test_an_unreadable_picture_is_null_and_counted() -> None:
    for admission in (
        cast(cast_credit(5, profile_path="t")),
        crew(crew_credit(5, profile_path="t")),
    ):
        assert admission.kept["profile"].to_list() == [None]
        assert findings(admission) == {"profile is not a path": 1}


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (credits_of("x"), "id is not a TMDB number"),
        (credits_of(None), "id is not a TMDB number"),
        (credits_of(1, overflow="x"), "more cells than the header has"),
        (credits_of(99), "no such film"),
    ],
)
def test_a_row_about_no_film_is_turned_away(row: Row, rule: str) -> None:
    admission = lists(row, credits_of(2))
    assert admission.kept["movie"].to_list() == [2]
    assert findings(admission) == {rule: 1}


def test_rows_keep_the_order_of_the_file() -> None:
    numbers = (5, 3, 9, 1, 7)
    rows = [credits_of(number) for number in numbers]
    assert tuple(lists(*rows, films=tuple(sorted(numbers))).kept["movie"]) == numbers


def test_of_two_rows_about_a_film_the_first_is_kept() -> None:
    admission = lists(credits_of(1, [cast_credit(5)]), credits_of("1.0", [cast_credit(6)]))
    assert [record["id"] for record in admission.kept["cast"][0]] == ["5"]
    assert findings(admission) == {"repeated movie": 1}


def test_a_list_that_cannot_be_read_is_counted_and_the_other_is_kept() -> None:
    row = credits_of(1, "[{'cast_id': 1, 'char", [crew_credit(5)])
    admission = lists(row)
    assert admission.kept["cast"].to_list() == [None]
    assert len(admission.kept["crew"][0]) == 1
    assert findings(admission) == {"cast is not a list of records": 1}


def test_a_film_without_credits_is_no_finding() -> None:
    assert findings(lists(credits_of(1), credits_of(2, "", None))) == {}
    assert len(cast().kept) == len(crew().kept) == 0


def persons(cast_of: list[dict[str, Any]], crew_of: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return people(cast(*cast_of).kept.lazy(), crew(*crew_of).kept.lazy()).collect().to_dicts()


def test_a_person_is_one_row_by_number_however_often_credited() -> None:
    found = persons([cast_credit(9, "Ida"), cast_credit(2, "Max")], [crew_credit(9, "Ida")])
    assert [(person["tmdb_id"], person["name"]) for person in found] == [(2, "Max"), (9, "Ida")]
    assert found[1]["id"] == "UGVyc29uOjk="


def test_of_a_person_the_first_name_and_the_first_known_gender_and_picture_are_taken() -> None:
    first = cast_credit(9, "Ida L.", gender=0, credit_id="a")
    then = cast_credit(9, "Ida", gender=1, credit_id="b")
    last = crew_credit(9, "Ida Lupino", gender=2, profile_path="/i.jpg")
    (person,) = persons([first, then], [last])
    names = ("name", "name_count", "gender", "profile_path")
    assert [person[name] for name in names] == ["Ida L.", 3, "1", "/i.jpg"]
