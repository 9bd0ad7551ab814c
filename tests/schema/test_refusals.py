"""Arguments out of bounds: a code, the value, and what is allowed."""

from __future__ import annotations

import pytest

from resolvers.context import Context
from schema import schema
from tests.support.graphql import ask, outcome

LARGEST = 2**31 - 1


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('similarMovies(title: "Heat", k: 0) { results { rank } }', "k is 0; expected 1 to 100"),
        ('similarMovies(title: "?", k: 101) { results { rank } }', "k is 101; expected 1 to 100"),
        ("movies(first: -1) { totalCount }", "first is -1; expected 0 to 100"),
        ("movies(first: 101) { totalCount }", "first is 101; expected 0 to 100"),
        (f"movies(first: {LARGEST}) {{ totalCount }}", f"first is {LARGEST}; expected 0 to 100"),
        ("movie { title }", "expected exactly one of id and title; got neither"),
        (
            'movie(id: 1, title: "x") { title }',
            "expected exactly one of id and title; got id and title",
        ),
        (
            "movie(id: null, title: null) { title }",
            "expected exactly one of id and title; got neither",
        ),
        (
            "movie(id: 949, year: 1995) { title }",
            "year is 1995; expected null without a title",
        ),
        ("genre { name }", "expected exactly one of id and name; got neither"),
        (
            'person(id: 1, name: "x") { name }',
            "expected exactly one of id and name; got id and name",
        ),
    ],
)
def test_a_root_field_refuses_what_is_out_of_bounds(
    query: str, message: str, sample: Context
) -> None:
    data, refusals = outcome(sample, f"{{ {query} }}")
    field = query.partition("(")[0].partition(" ")[0]
    assert data == {field: None}
    assert refusals == [([field], "BAD_USER_INPUT", message)]


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("similar(k: 0) { rank }", "k is 0; expected 1 to 100"),
        ("similar(k: 101) { rank }", "k is 101; expected 1 to 100"),
        ("cast(first: -1) { order }", "first is -1; expected 0 to 100"),
        ("cast(first: 101) { order }", "first is 101; expected 0 to 100"),
        ("cast(offset: -1) { order }", "offset is -1; expected 0 to 10000"),
        ("cast(offset: 10001) { order }", "offset is 10001; expected 0 to 10000"),
        ("crew(first: 101) { job }", "first is 101; expected 0 to 100"),
        ("crew(offset: 10001) { job }", "offset is 10001; expected 0 to 10000"),
        ("voteAverage(minVotes: -1)", f"minVotes is -1; expected 0 to {LARGEST}"),
    ],
)
def test_a_field_of_a_film_refuses_what_is_out_of_bounds(
    field: str, message: str, sample: Context
) -> None:
    _, refusals = outcome(sample, f"{{ movie(id: 949) {{ {field} }} }}")
    assert refusals == [(["movie", field.partition("(")[0]], "BAD_USER_INPUT", message)]


@pytest.mark.parametrize("field", ["cast(first: 101) { order }", "crew(offset: -1) { job }"])
def test_a_field_of_a_person_refuses_what_is_out_of_bounds(field: str, sample: Context) -> None:
    _, (refusal,) = outcome(sample, f"{{ person(id: 1) {{ {field} }} }}")
    assert refusal.code == "BAD_USER_INPUT"


def test_alternatives_are_bounded(sample: Context) -> None:
    query = '{ similarMovies(title: "Heat") { match { alternatives(first: 101) { id } } } }'
    _, (refusal,) = outcome(sample, query)
    assert refusal == (
        ["similarMovies", "match", "alternatives"],
        "BAD_USER_INPUT",
        "first is 101; expected 0 to 100",
    )


def test_the_bounds_themselves_are_allowed(sample: Context) -> None:
    query = """{ movies(first: 100) { totalCount } movie(id: 949) {
        one: similar(k: 1) { rank } all: similar(k: 100) { rank }
        none: cast(first: 0) { order } far: cast(first: 100, offset: 10000) { order }
        voteAverage(minVotes: 2147483647) } }"""
    film = ask(sample, query)["movie"]
    assert (len(film["one"]), len(film["all"])) == (1, 100)
    assert (film["none"], film["far"], film["voteAverage"]) == ([], [], None)


@pytest.mark.parametrize(
    ("query", "argument"),
    [
        ("query ($text: String!) { movie(title: $text) { id } }", "title"),
        ("query ($text: ID!) { movie(id: $text) { id } }", "id"),
        ("query ($text: String!) { similarMovies(title: $text) { match { kind } } }", "title"),
        ("query ($text: String!) { genre(name: $text) { id } }", "name"),
        ("query ($text: ID!) { person(id: $text) { id } }", "id"),
        ("query ($text: ID!) { node(id: $text) { id } }", "id"),
    ],
)
def test_text_is_bounded_and_whole(query: str, argument: str, sample: Context) -> None:
    ask(sample, query, text="x" * 200)

    _, (too_long,) = outcome(sample, query, text="x" * 201)
    assert too_long.code == "BAD_USER_INPUT"
    assert too_long.message == (
        f"{argument} is 'xxxxxxxxxxxxxxxxxxxx… (201 characters)'; expected at most 200 characters"
    )

    _, (half,) = outcome(sample, query, text="tt\ud800")
    assert half.code == "BAD_USER_INPUT"
    assert half.message == (f"{argument} is 'tt\\ud800'; expected text without lone surrogates")


def test_the_error_of_one_field_leaves_its_siblings(sample: Context) -> None:
    query = """{ bad: movies(first: 101) { totalCount }
        movie(id: 949) { title similar(k: 0) { rank } runtime }
        genre(id: 80) { name } }"""
    data, refusals = outcome(sample, query)
    assert data == {
        "bad": None,
        "movie": {"title": "Heat", "similar": None, "runtime": 170},
        "genre": {"name": "Crime"},
    }
    assert sorted(str(refusal.path) for refusal in refusals) == ["['bad']", "['movie', 'similar']"]


@pytest.mark.parametrize(
    "query",
    [
        "{ movies(first: 3000000000) { totalCount } }",
        "{ search(query: null) { score } }",
        "{ movie(id: 949) { similar(k: null) { rank } } }",
        "{ movies(sort: [BEST]) { totalCount } }",
        "{ movies { groups { key } } }",
        "{ movies(where: {year: {from: 1990}}) { totalCount } }",
        '{ movies(where: {releaseDate: {from: "1990-13-01"}}) { totalCount } }',
        "{ movies(first: 1.5) { totalCount } }",
        '{ movies(first: "3") { totalCount } }',
        "{ similarMovies { match { kind } } }",
        "{ movie(id: 949) { posterUrl(size: W343) } }",
        "{ movie(id: 949) { genres } }",
        "{ movie(id: 949) { title { length } } }",
        "{ nothing }",
    ],
)
def test_what_the_schema_does_not_allow_is_refused_before_any_field_is_read(
    query: str, sample: Context
) -> None:
    data, refusals = outcome(sample, query)
    assert data is None
    assert [refusal.path for refusal in refusals] == [None]


@pytest.mark.parametrize("day", ["1995", "31/12/1995", "1995-02-30", "19950228", "1995-W01-1"])
def test_a_day_that_is_none_is_refused_with_what_is_allowed(sample: Context, day: str) -> None:
    literal = f'{{ movies(where: {{releaseDate: {{from: "{day}"}}}}) {{ totalCount }} }}'
    variable = "query ($d: Date) { movies(where: {releaseDate: {from: $d}}) { totalCount } }"
    for result in (
        schema.execute_sync(literal, context_value=sample),
        schema.execute_sync(variable, variable_values={"d": day}, context_value=sample),
    ):
        assert result.errors is not None
        assert f"{day!r}; expected a calendar date in the form" in result.errors[0].message
        assert result.errors[0].extensions == {"code": "BAD_USER_INPUT"}
