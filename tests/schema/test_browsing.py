"""Films filtered, sorted, counted and grouped; things in pages; search; nodes; the catalog."""

from __future__ import annotations

import base64
import statistics
from typing import Any

import pytest

from catalog.enums import GroupBy, MovieSort, NamedSort, SearchIn
from resolvers.context import Context
from tests.support.graphql import (
    ADULT,
    ask,
    every_film,
    global_id,
    outcome,
)

SORT_FIELDS = {
    "POPULARITY": "popularity",
    "RATING": None,
    "VOTE_COUNT": "voteCount",
    "RELEASE_DATE": "releaseDate",
    "TITLE": None,
    "RUNTIME": "runtime",
    "BUDGET": "budget",
    "REVENUE": "revenue",
    "RETURN_RATIO": "returnRatio",
}
MANN = 'crew: {any: ["Michael Mann"]}'
NOBODY = 'cast: {any: ["Nobbody at All"]}'


@pytest.mark.parametrize("sort", [sort.name for sort in MovieSort])
def test_every_order_of_films_has_the_unknown_last(sort: str, sample: Context) -> None:
    field = SORT_FIELDS.get(sort.removesuffix("_DESC"), "popularity") or "id"
    query = f"{{ movies(sort: [{sort}], first: 100) {{ totalCount nodes {{ id {field} }} }}"
    query += f" last: movies(sort: [{sort}], last: 100) {{ nodes {{ id {field} }} }} }}"
    answer = ask(sample, query)
    nodes = answer["movies"]["nodes"] + answer["last"]["nodes"]
    assert len({film["id"] for film in nodes}) == min(200, answer["movies"]["totalCount"])
    if field != "id":
        known = [film[field] for film in nodes if film[field] is not None]
        descends = sort.endswith("_DESC") or sort == "RELEVANCE"
        assert known == sorted(known, reverse=descends)
        assert [film[field] for film in nodes[len(known) :]] == [None] * (200 - len(known))


@pytest.mark.parametrize("by", [by.name for by in GroupBy])
def test_every_kind_of_group_counts_as_a_filter_does(by: str, sample: Context) -> None:
    query = f"""{{ movies(where: {{{MANN}}}) {{ totalCount groups(by: {by}, first: 200) {{
        key label es: label(lang: ES) count stats {{ runtime {{ known }} }} }} }} }}"""
    movies = ask(sample, query)["movies"]
    assert movies["groups"] or by == "COLLECTION"
    for group in movies["groups"]:
        assert 0 < group["count"] <= movies["totalCount"]
        assert group["stats"]["runtime"]["known"] <= group["count"]
        assert group["label"]
        assert group["es"]
        filters = {
            "GENRE": f'genres: {{any: ["{group["key"]}"]}}',
            "COMPANY": f'companies: {{any: ["{group["key"]}"]}}',
            "COUNTRY": f'countries: {{any: ["{group["key"]}"]}}',
            "LANGUAGE": f'languages: {{any: ["{group["key"]}"]}}',
            "COLLECTION": f'collections: {{any: ["{group["key"]}"]}}',
            "YEAR": f"year: {{min: {group['key']}, max: {group['key']}}}",
            "DECADE": f"year: {{min: {group['key']}, max: {group['key'][:-1]}9}}",
            "MONTH": f"month: [{group['key']}]",
            "WEEKDAY": f"weekday: [{group['key']}]",
            "STATUS": f"status: [{group['key']}]",
        }
        found = ask(sample, f"{{ movies(where: {{{MANN}, {filters[by]}}}) {{ totalCount }} }}")
        assert found["movies"]["totalCount"] == group["count"]


def test_figures_are_those_of_all_films(sample: Context) -> None:
    fields = ("runtime", "voteAverage", "popularity", "budget", "revenue", "returnRatio")
    wanted = " ".join(f"{field} {{ known min max mean median sum }}" for field in fields)
    stats = ask(sample, f"{{ movies(first: 1) {{ stats {{ {wanted} }} }} }}")["movies"]["stats"]
    films = every_film(sample, " ".join(fields))
    for field in fields:
        values = [film[field] for film in films if film[field] is not None]
        assert len(values) > 100
        assert stats[field] == {
            "known": len(values),
            "min": min(values),
            "max": max(values),
            "mean": pytest.approx(statistics.fmean(values)),
            "median": pytest.approx(statistics.median(values)),
            "sum": pytest.approx(sum(values)),
        }


def test_a_filter_takes_every_field_at_once(sample: Context) -> None:
    query = """{ movies(where: {query: "heat", ids: [949, "tt0113277"], genres: {all: ["crimen"]},
        keywords: {none: []}, companies: {any: []}, collections: {any: null},
        countries: {any: ["US"]}, languages: {any: ["en"]}, cast: {all: ["Al Pacino"]},
        crew: {any: ["michael mann"]}, year: {min: 1995, max: 1995},
        releaseDate: {from: "1995-12-15", to: "1995-12-15"}, month: [DECEMBER], weekday: [FRIDAY],
        runtime: {min: 170}, voteAverage: {max: 7.7}, voteCount: {min: 1886}, popularity: {min: 0},
        budget: {min: 1e6}, revenue: {max: 1e9}, returnRatio: {min: 3}, status: [RELEASED],
        hasPoster: true, includeAdult: false}, sort: [RELEVANCE, TITLE]) {
        totalCount nodes { title } } }"""
    assert ask(sample, query)["movies"] == {"totalCount": 1, "nodes": [{"title": "Heat"}]}


def test_a_filter_comes_in_variables_too(sample: Context) -> None:
    query = """query ($where: MovieFilter, $sort: [MovieSort!]) {
        movies(where: $where, sort: $sort) { totalCount nodes { title } } }"""
    where = {
        "collections": {"any": ["toy story collection"]},
        "releaseDate": {"from": "1999-01-01"},
    }
    found = ask(sample, query, where=where, sort=["RELEASE_DATE_DESC"])["movies"]
    assert [film["title"] for film in found["nodes"]] == ["Toy Story 3", "Toy Story 2"]
    everything = ask(sample, "{ movies { totalCount } }")["movies"]["totalCount"]
    assert ask(sample, query, where=None, sort=None)["movies"]["totalCount"] == everything


def test_adult_films_are_there_only_when_asked_for(sample: Context) -> None:
    query = "{ movies(where: {ids: [%d], includeAdult: %s}) { totalCount } }"
    counts = [
        ask(sample, query % (ADULT, given))["movies"]["totalCount"]
        for given in ("true", "false", "null")
    ]
    assert counts == [1, 0, 0]


@pytest.mark.parametrize(
    "way",
    [
        'genre(name: "Crime") { movies',
        'company(name: "Pixar Animation Studios") { movies',
        'person(name: "Tom Hanks") { career { movies',
    ],
)
def test_films_of_a_thing_are_filtered_sorted_and_paged_alike(way: str, sample: Context) -> None:
    closing = "}" * way.count("{")
    found: Any = ask(
        sample,
        f"{{ {way}(where: {{year: {{min: 1995}}}}, sort: [VOTE_COUNT_DESC], first: 2) {{ "
        f"totalCount nodes {{ year voteCount }} pageInfo {{ hasNextPage }} }} {closing} }}",
    )
    while "nodes" not in found:
        (found,) = found.values()
    assert found["totalCount"] > 2
    votes = [film["voteCount"] for film in found["nodes"]]
    assert votes == sorted(votes, reverse=True)
    assert all(film["year"] >= 1995 for film in found["nodes"])
    assert found["pageInfo"]["hasNextPage"]


def test_a_keyword_a_country_and_a_language_have_films(sample: Context) -> None:
    query = """{ movie(id: 949) { keywords { name movies { totalCount nodes { title } } }
        countries { movies(first: 1) { totalCount } movieCount }
        originalLanguage { movies(first: 1) { totalCount } movieCount } } }"""
    film = ask(sample, query)["movie"]
    assert all({"title": "Heat"} in word["movies"]["nodes"] for word in film["keywords"][:3])
    for thing in (*film["countries"], film["originalLanguage"]):
        assert thing["movies"]["totalCount"] == thing["movieCount"] > 100


def test_the_films_of_a_person_come_once_newest_first(sample: Context) -> None:
    query = """{ person(name: "Clint Eastwood") { movieCount movies(first: 100) {
        totalCount nodes { id releaseDate } } } }"""
    person = ask(sample, query)["person"]
    days = [film["releaseDate"] for film in person["movies"]["nodes"]]
    assert days == sorted(days, reverse=True)
    assert person["movieCount"] == person["movies"]["totalCount"] == len(days) > 1


def test_a_career_adds_up(sample: Context) -> None:
    query = """{ person(name: "Michael Mann") { career(as: DIRECTOR) { movieCount financedCount
        totalReturn averageReturn medianReturn totalBudget totalRevenue
        movies(first: 100) { nodes { budget revenue returnRatio directors { name } } } }
        actor: career { movieCount averageReturn } crew: career(as: CREW) { movieCount } } }"""
    person = ask(sample, query)["person"]
    career = person["career"]
    films = career["movies"]["nodes"]
    financed = [film for film in films if film["returnRatio"] is not None]
    returns = [film["returnRatio"] for film in financed]
    assert all({"name": "Michael Mann"} in film["directors"] for film in films)
    assert (career["movieCount"], career["financedCount"]) == (len(films), len(financed))
    assert career["totalReturn"] == pytest.approx(sum(returns))
    assert career["averageReturn"] == pytest.approx(statistics.fmean(returns))
    assert career["medianReturn"] == pytest.approx(statistics.median(returns))
    assert career["totalBudget"] == sum(film["budget"] for film in financed)
    assert career["totalRevenue"] == sum(film["revenue"] for film in financed)
    assert person["crew"]["movieCount"] >= career["movieCount"] > 2


@pytest.mark.parametrize("sort", [sort.name for sort in NamedSort])
@pytest.mark.parametrize("field", ["people", "companies"])
def test_people_and_companies_come_in_every_order_page_by_page(
    field: str, sort: str, sample: Context
) -> None:
    query = f"""query ($first: Int, $after: String) {{ {field}(sort: {sort}, first: $first,
        after: $after) {{ totalCount nodes {{ id name movieCount }}
        edges {{ cursor node {{ id }} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    whole = ask(sample, query, first=100)[field]
    found, after = [], None
    for _ in range(10):
        page = ask(sample, query, first=10, after=after)[field]
        found += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        assert [edge["node"]["id"] for edge in page["edges"]] == [n["id"] for n in page["nodes"]]
    assert found == whole["nodes"]
    if not sort.startswith("NAME"):
        counts = [thing["movieCount"] for thing in found]
        assert counts == sorted(counts, reverse=sort != "MOVIE_COUNT")


def test_people_and_companies_are_found_by_name(sample: Context) -> None:
    query = """{ people(query: "mann") { totalCount nodes { name } }
        companies(query: "pixr") { nodes { name } } }"""
    answer = ask(sample, query)
    assert answer["people"]["nodes"][0] == {"name": "Michael Mann"}
    assert answer["people"]["totalCount"] >= 2
    assert answer["companies"]["nodes"] == [{"name": "Pixar Animation Studios"}]


@pytest.mark.parametrize(
    ("place", "query", "type_name", "name"),
    [
        ("MOVIE", "heat", "Movie", "Heat"),
        ("PERSON", "al pacino", "Person", "Al Pacino"),
        ("COMPANY", "pixar", "Company", "Pixar Animation Studios"),
        ("COLLECTION", "toy story", "Collection", "Toy Story Collection"),
        ("GENRE", "crimen", "Genre", "Crime"),
    ],
)
def test_search_gives_whatever_bears_the_name(
    place: str, query: str, type_name: str, name: str, sample: Context
) -> None:
    asked = """query ($text: String!, $in: [SearchIn!]) { search(query: $text, in: $in, first: 5) {
        score matched node { __typename ... on Movie { name: title } ... on Person { name }
        ... on Company { name } ... on Collection { name } ... on Genre { name } } } }"""
    hits = ask(sample, asked, text=query, **{"in": [place]})["search"]
    assert hits[0]["node"] == {"__typename": type_name, "name": name}
    assert {hit["node"]["__typename"] for hit in hits} == {type_name}
    anywhere = ask(sample, asked, text=query)["search"]
    assert hits[0] in anywhere
    assert [hit["score"] for hit in anywhere] == sorted(
        (h["score"] for h in anywhere), reverse=True
    )
    assert ask(sample, asked, text=query, **{"in": []})["search"] == anywhere


def test_every_place_to_search_is_tried_above() -> None:
    assert {place.name for place in SearchIn} == {
        "MOVIE",
        "PERSON",
        "COMPANY",
        "COLLECTION",
        "GENRE",
    }


def test_nodes_keep_their_order_and_are_null_where_nothing_is(sample: Context) -> None:
    ids = [
        *(global_id("Genre", 80), "nonsense", global_id("Movie", 949), global_id("Movie", 1)),
        *(global_id("Person", 1158), global_id("Movie", 949), global_id("Keyword", 1)),
    ]
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    expected = ["Genre", None, "Movie", None, "Person", "Movie", None]
    found = ask(sample, query, ids=ids)["nodes"]
    assert [each and each["__typename"] for each in found] == expected
    assert [each["id"] for each in found if each] == [
        id for id, kind in zip(ids, expected, strict=True) if kind
    ]
    assert ask(sample, query, ids=[])["nodes"] == []


def test_the_catalog_counts_what_can_be_listed(sample: Context) -> None:
    query = """{ catalog { movieCount personCount companyCount january: releases(month: "enero")
        friday: releases(weekday: "viernes") both: releases(month: "1", weekday: "5")
        dataset { fingerprint builtAt latestRelease rowsRead rowsKept attribution
          findings { table rule severity rows example }
          sources { name rows terms attribution latest }
          columns { table column type known share sources } } }
        movies { totalCount } people { totalCount } companies { totalCount }
        january: movies(where: {month: [JANUARY]}) { totalCount }
        friday: movies(where: {weekday: [FRIDAY]}) { totalCount }
        both: movies(where: {month: [JANUARY], weekday: [FRIDAY]}) { totalCount } }"""
    answer = ask(sample, query)
    catalog = answer["catalog"]
    counts = {
        name: answer[name]["totalCount"]
        for name in ("movies", "people", "companies", "january", "friday", "both")
    }
    assert counts == {
        "movies": catalog["movieCount"],
        "people": catalog["personCount"],
        "companies": catalog["companyCount"],
        "january": catalog["january"],
        "friday": catalog["friday"],
        "both": catalog["both"],
    }
    assert 0 < counts["both"] < counts["january"]
    dataset = catalog["dataset"]
    assert dataset["rowsKept"] == counts["movies"] + 1 < dataset["rowsRead"]
    assert {"DROPPED", "NULLED"} <= {finding["severity"] for finding in dataset["findings"]}
    assert all(0 <= column["share"] <= 1 for column in dataset["columns"])


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (f"movies(where: {{{NOBODY}}}) {{ totalCount }}", "cast is 'Nobbody at All'; expected"),
        ("movies(where: {year: {min: 2, max: 1}}) { totalCount }", "year is '2 to 1'; expected"),
        ('movies(where: {genres: {any: ["Crimee"]}}) { totalCount }', "genres is 'Crimee'"),
        (
            f"movies(sort: [{'TITLE ' * 6}]) {{ totalCount }}",
            "sort is 'a list of 6'; expected at",
        ),
        ("movies(last: 101) { totalCount }", "last is 101; expected 0 to 100"),
        ("movies(offset: 10001) { totalCount }", "offset is 10001; expected 0 to 10000"),
        (
            'movies(offset: 1, after: "x") { totalCount }',
            "offset is 1; expected 0 with a cursor",
        ),
        ('movies(before: "x") { totalCount }', "'x' is not a cursor"),
        ('people(after: "x") { totalCount }', "'x' is not a cursor"),
        ("companies(first: 101) { totalCount }", "first is 101; expected 0 to 100"),
        (f'people(query: "{"x" * 201}") {{ totalCount }}', "query is 'xxxxx"),
        ('search(query: "x", first: 101) { score }', "first is 101; expected 0 to 100"),
        (f'search(query: "{"x" * 201}") {{ score }}', "query is 'xxxxx"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_code(
    query: str, message: str, sample: Context
) -> None:
    data, (refusal,) = outcome(sample, f"{{ {query} }}")
    field = query.partition("(")[0]
    assert data == {field: None}
    assert (refusal.path, refusal.code) == ([field], "BAD_USER_INPUT")
    assert refusal.message.startswith(message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        (
            "{ movies { totalCount groups(by: GENRE, first: 201) { key } } }",
            "first is 201; expected",
        ),
        ("{ catalog { movieCount releases } }", "month is null; expected a month, a weekday"),
        (
            '{ catalog { releases(month: "Smarch") } }',
            "month is 'Smarch'; expected a number from 1",
        ),
        (
            '{ catalog { releases(weekday: "8") } }',
            "weekday is '8'; expected a number from 1 to 7",
        ),
        ('{ genre(id: 80) { name movies(after: "x") { totalCount } } }', "'x' is not a cursor"),
        (
            "{ person(id: 1) { career { movies(first: -1) { totalCount } } } }",
            "first is -1; expected",
        ),
    ],
)
def test_fields_within_are_refused_with_a_code(query: str, message: str, sample: Context) -> None:
    _, (refusal,) = outcome(sample, query)
    assert refusal.code == "BAD_USER_INPUT"
    assert refusal.message.startswith(message)


@pytest.mark.parametrize(
    "query",
    [
        "{ movies(after: $c) { totalCount } }",
        "{ movies(before: $c) { totalCount } }",
        "{ people(after: $c) { totalCount } }",
        '{ companies(query: "pixar", after: $c) { totalCount } }',
        "{ genre(id: 80) { movies(after: $c) { totalCount } } }",
    ],
)
def test_a_cursor_of_older_data_is_stale_everywhere(query: str, sample: Context) -> None:
    cursor = base64.urlsafe_b64encode(b"0123abcd:3").decode()
    _, (refusal,) = outcome(sample, f"query ($c: String!) {query}", c=cursor)
    assert refusal.code == "STALE_CURSOR"


def test_too_many_nodes_are_refused(sample: Context) -> None:
    query = "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }"
    _, (refusal,) = outcome(sample, query, ids=["x"] * 101)
    assert refusal.code == "BAD_USER_INPUT"
    assert refusal.message == "ids is 'a list of 101'; expected at most 100 values"
