"""Every type and every field of it, once, on the sample."""

from __future__ import annotations

import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from resolvers.context import Context
from tests.support.graphql import ask, outcome
from tests.support.schema_walk import objects

WAYS = {
    "Query": (),
    "Movie": ("movie(id: 862)",),
    "Genre": ('genre(name: "Crime")',),
    "Company": ('company(name: "Pixar Animation Studios")',),
    "Person": ('person(name: "Tom Hanks")',),
    "Collection": ('collection(name: "Toy Story Collection")',),
    "Cast": ("movie(id: 949)", "cast"),
    "Crew": ("movie(id: 949)", "crew"),
    "LocalTitle": ("movie(id: 949)", "titles"),
    "Keyword": ("movie(id: 949)", "keywords"),
    "MovieTag": ("movie(id: 1)", "tags"),
    "Tag": ("movie(id: 1)", "tags", "tag"),
    "Country": ("countries",),
    "Language": ("languages",),
    "MovieConnection": ("movies",),
    "MovieEdge": ("movies", "edges"),
    "PageInfo": ("movies", "pageInfo"),
    "SimilarMovie": ("movie(id: 949)", "similar"),
    "SimilarMovies": ('similarMovies(title: "Heat")',),
    "MovieStats": ("movies", "stats"),
    "NumberStats": ("movies", "stats", "runtime"),
    "MovieGroup": ("movies", "groups(by: GENRE)"),
    "Career": ('person(name: "Tom Hanks")', "career"),
    "SearchHit": ('search(query: "heat")',),
    "CompanyConnection": ("companies",),
    "CompanyEdge": ("companies", "edges"),
    "PersonConnection": ("people",),
    "PersonEdge": ("people", "edges"),
    "Catalog": ("catalog",),
    "Dataset": ("catalog", "dataset"),
    "Source": ("catalog", "dataset", "sources"),
    "Finding": ("catalog", "dataset", "findings"),
    "ColumnQuality": ("catalog", "dataset", "columns"),
    "TitleMatch": ('similarMovies(title: "Heat")', "match"),
    "Reason": ("movie(id: 949)", "similar", "reasons"),
    "Model": ("catalog", "model"),
    "SignalInfo": ("catalog", "model", "signals"),
    "Metric": ("catalog", "model", "metrics"),
}
"""A way from the root to values of each type."""
OF_RATED = {"MovieTag", "Tag", "Metric"}
"""Types of which the sample has no values, since it has neither tags nor ratings."""
ARGUMENTS = {
    "Query.movie": "(id: 949)",
    "Query.similarMovies": '(title: "Heat")',
    "Query.recommend": "(like: [949])",
    "Query.genre": "(id: 80)",
    "Query.company": "(id: 3)",
    "Query.person": "(id: 1)",
    "Query.collection": "(id: 10194)",
    "Query.node": '(id: "TW92aWU6OTQ5")',
    "Query.nodes": '(ids: ["TW92aWU6OTQ5"])',
    "Query.search": '(query: "heat")',
    "MovieConnection.groups": "(by: DECADE)",
    "Catalog.releases": '(month: "1")',
}
"""What some fields need."""
BLANK = {"deathYear", "homepage", "tagline", "tags", "metrics"}
"""Fields that the sample leaves blank in the film above; it has no tags, and no ratings to measure
with."""


def every_field(kind: GraphQLObjectType) -> str:
    """A selection of all fields of a type, objects by their type's name."""
    selected = ["__typename"]
    for name, field in kind.fields.items():
        selected.append(name + ARGUMENTS.get(f"{kind.name}.{name}", ""))
        if not is_leaf_type(get_named_type(field.type)):
            selected.append("{ __typename }")
    return "{ " + " ".join(selected) + " }"


@pytest.mark.parametrize("kind", objects(), ids=lambda kind: kind.name)
def test_every_field_of_a_type_is_answered(
    kind: GraphQLObjectType, sample: Context, evaluated: Context
) -> None:
    way = WAYS[kind.name]
    context = evaluated if kind.name in OF_RATED else sample
    found = ask(
        context, "".join(f"{{ {step} " for step in way) + every_field(kind) + "}" * len(way)
    )
    for _ in way:
        (found,) = found.values()
        found = found[0] if isinstance(found, list) else found
    assert found["__typename"] == kind.name
    assert {name for name, value in found.items() if value is None or value == []} <= BLANK


def test_a_film_is_what_the_source_says(sample: Context) -> None:
    query = """{ movie(id: 949) {
        id tmdbId imdbId title originalTitle year releaseDate datePrecision status
        homepage runtime adult posterUrl genres { name } collection { name }
        originalLanguage { code } spokenLanguages { code } countries { code }
        directors { name } voteCount voteAverage budget revenue } }"""
    assert ask(sample, query)["movie"] == {
        "id": "TW92aWU6OTQ5",
        "tmdbId": 949,
        "imdbId": "tt0113277",
        "title": "Heat",
        "originalTitle": "Heat",
        "year": 1995,
        "releaseDate": "1995-12-15",
        "datePrecision": "DAY",
        "status": "RELEASED",
        "homepage": None,
        "runtime": 170,
        "adult": False,
        "posterUrl": "https://image.tmdb.org/t/p/w342/zMyfPUelumio3tiDKPffaUpsQTD.jpg",
        "genres": [{"name": name} for name in ("Action", "Crime", "Drama", "Thriller")],
        "collection": None,
        "originalLanguage": {"code": "en"},
        "spokenLanguages": [{"code": "en"}, {"code": "es"}],
        "countries": [{"code": "US"}],
        "directors": [{"name": "Michael Mann"}],
        "voteCount": 1886,
        "voteAverage": 7.7,
        "budget": 60_000_000,
        "revenue": 187_436_818,
    }


def test_the_return_is_revenue_over_budget(sample: Context) -> None:
    film = ask(sample, "{ movie(id: 949) { budget revenue returnRatio } }")["movie"]
    assert film["returnRatio"] == pytest.approx(187_436_818 / 60_000_000)


def test_money_beyond_32_bits_arrives_whole(sample: Context) -> None:
    assert ask(sample, "{ movie(id: 19995) { revenue } }")["movie"]["revenue"] == 2_787_965_087


def test_what_is_unknown_is_null_and_what_is_empty_is_a_list(sample: Context) -> None:
    """The Empty Reel has neither overview nor votes, genres, credits or keywords; but a year."""
    query = """{ movie(id: 99000009) { title overview popularity voteAverage budget posterUrl
        voteCount genres { name } keywords { name } cast { order } crew { job } directors { name }
        similar { reasons { signal } } } }"""
    film = ask(sample, query)["movie"]
    similar = film.pop("similar")
    assert {r["signal"] for found in similar for r in found["reasons"]} == {"ERA", "LANGUAGE"}
    known = {name: value for name, value in film.items() if value not in (None, [])}
    assert known == {"title": "The Empty Reel", "voteCount": 0}
    assert [name for name, value in film.items() if value is None] == [
        "overview",
        "popularity",
        "voteAverage",
        "budget",
        "posterUrl",
    ]


def test_queries_nest_from_a_film_to_its_people_and_back(sample: Context) -> None:
    query = """{ movie(id: 949) { directors { name crew(job: "Director", first: 100) {
        movie { title directors { name } } } } } }"""
    (director,) = ask(sample, query)["movie"]["directors"]
    films = [credit["movie"] for credit in director["crew"]]
    assert {"Heat", "Thief", "Collateral"} <= {film["title"] for film in films}
    assert all({"name": "Michael Mann"} in film["directors"] for film in films)


def test_the_collection_of_a_film_lists_its_films_oldest_first(sample: Context) -> None:
    query = "{ movie(id: 862) { collection { name movieCount movies { title year } } } }"
    assert ask(sample, query)["movie"]["collection"] == {
        "name": "Toy Story Collection",
        "movieCount": 3,
        "movies": [
            {"title": "Toy Story", "year": 1995},
            {"title": "Toy Story 2", "year": 1999},
            {"title": "Toy Story 3", "year": 2010},
        ],
    }


def test_the_cast_comes_in_billing_order_ten_at_first(sample: Context) -> None:
    query = """{ movie(id: 949) { castCount cast { order character person { name } }
        rest: cast(first: 2, offset: 1) { person { name } } } }"""
    film = ask(sample, query)["movie"]
    assert [part["order"] for part in film["cast"]] == list(range(min(10, film["castCount"])))
    assert film["cast"][0] == {
        "order": 0,
        "character": "Lt. Vincent Hanna",
        "person": {"name": "Al Pacino"},
    }
    assert film["rest"] == [{"person": {"name": name}} for name in ("Robert De Niro", "Val Kilmer")]


def test_the_crew_is_chosen_by_department_and_by_job(sample: Context) -> None:
    query = """{ movie(id: 949) {
        all: crew { department job }
        directing: crew(department: "Directing") { job person { name } }
        directors: crew(job: "Director") { job person { name } }
        both: crew(department: "Writing", job: "Director") { job }
        lower: crew(job: "director") { job }
        any: crew(department: null, job: null) { department job }
        one: crew(first: 1, offset: 1) { department job } } }"""
    film = ask(sample, query)["movie"]
    mann = [{"job": "Director", "person": {"name": "Michael Mann"}}]
    assert (film["directing"], film["directors"]) == (mann, mann)
    assert (film["both"], film["lower"]) == ([], [])
    assert film["any"] == film["all"]
    assert film["one"] == film["all"][1:2]


def test_the_credits_of_a_person_can_be_paged_and_chosen(sample: Context) -> None:
    query = """{ person(name: "Tom Hanks") {
        cast(first: 100) { movie { title } }
        second: cast(first: 1, offset: 1) { movie { title } }
        directed: crew(job: "Director") { job movie { title directors { name } } } } }"""
    person = ask(sample, query)["person"]
    assert person["second"] == person["cast"][1:2]
    assert person["directed"]
    for credit in person["directed"]:
        assert {"name": "Tom Hanks"} in credit["movie"]["directors"]


@pytest.mark.parametrize(
    ("arguments", "segment"),
    [
        ("", "w342"),
        ("(size: W92)", "w92"),
        ("(size: ORIGINAL)", "original"),
        ("(size: null)", "w342"),
    ],
)
def test_a_poster_comes_in_the_size_that_is_asked_for(
    arguments: str, segment: str, sample: Context
) -> None:
    film = ask(sample, f"{{ movie(id: 949) {{ posterUrl{arguments} }} }}")["movie"]
    assert film["posterUrl"] == (
        f"https://image.tmdb.org/t/p/{segment}/zMyfPUelumio3tiDKPffaUpsQTD.jpg"
    )


def test_pictures_of_collections_and_people_have_sizes_too(sample: Context) -> None:
    query = """{ collection(id: 10194) { posterUrl(size: W500) }
        person(name: "Al Pacino") { profileUrl large: profileUrl(size: H632) } }"""
    answer = ask(sample, query)
    assert answer["collection"]["posterUrl"].startswith("https://image.tmdb.org/t/p/w500/")
    assert answer["person"]["profileUrl"].startswith("https://image.tmdb.org/t/p/w185/")
    assert answer["person"]["large"].startswith("https://image.tmdb.org/t/p/h632/")


def test_the_mean_vote_is_null_below_the_votes_that_are_asked_for(sample: Context) -> None:
    query = """{ movie(id: 949) { voteAverage enough: voteAverage(minVotes: 1886)
        none: voteAverage(minVotes: 0) few: voteAverage(minVotes: 1887) } }"""
    assert ask(sample, query)["movie"] == {
        "voteAverage": 7.7,
        "enough": 7.7,
        "none": 7.7,
        "few": None,
    }


def test_names_come_in_english_unless_spanish_is_asked_for(sample: Context) -> None:
    query = """query ($lang: Lang) {
        genre(id: 878) { name en: name(lang: EN) es: name(lang: ES) null: name(lang: null)
          variable: name(lang: $lang) }
        movie(id: 949) { originalLanguage { name es: name(lang: ES) }
          countries { name es: name(lang: ES) } } }"""
    assert ask(sample, query)["genre"] == {
        "name": "Science Fiction",
        "en": "Science Fiction",
        "es": "Ciencia ficción",
        "null": "Science Fiction",
        "variable": "Science Fiction",
    }
    answer = ask(sample, query, lang="ES")
    assert answer["genre"]["variable"] == "Ciencia ficción"
    assert answer["movie"]["originalLanguage"] == {"name": "English", "es": "inglés"}
    assert answer["movie"]["countries"] == [{"name": "United States", "es": "Estados Unidos"}]


def test_a_title_comes_in_the_language_and_country_that_are_asked_for(sample: Context) -> None:
    query = """query ($lang: String, $country: String) { movie(id: 278) { title
        es: title(lang: "es") mx: title(lang: "es", country: "MX") there: title(country: "FR")
        none: title(lang: null) unknown: title(lang: "qq", country: "QQ")
        variable: title(lang: $lang, country: $country) } }"""
    assert ask(sample, query, lang="DE")["movie"] == {
        "title": "The Shawshank Redemption",
        "es": "Cadena perpetua",
        "mx": "Sueño de fuga",
        "there": "Les Évadés",
        "none": "The Shawshank Redemption",
        "unknown": "The Shawshank Redemption",
        "variable": "Die Verurteilten",
    }


def test_the_titles_of_a_film_can_be_paged_and_chosen(sample: Context) -> None:
    query = """{ movie(id: 278) { titles(first: 2) { title country { code } language { code } kind }
        rest: titles(offset: 2, first: 100) { title } es: titles(lang: "es") { title }
        mx: titles(country: "MX") { title } original: titles(first: 100) { kind } } }"""
    film = ask(sample, query)["movie"]
    assert film["titles"] == [
        {
            "title": "Cadena perpetua",
            "country": {"code": "ES"},
            "language": {"code": "es"},
            "kind": "DISPLAY",
        },
        {
            "title": "Die Verurteilten",
            "country": {"code": "DE"},
            "language": {"code": "de"},
            "kind": "DISPLAY",
        },
    ]
    assert len(film["rest"]) == 5
    assert [one["title"] for one in film["es"]] == ["Cadena perpetua", "Sueño de fuga"]
    assert film["mx"] == [{"title": "Sueño de fuga"}]
    assert {one["kind"] for one in film["original"]} == {"DISPLAY", "ORIGINAL"}


@pytest.mark.parametrize("argument", ['lang: "es-MX"', 'lang: ""', 'country: "Mexico"'])
def test_a_language_or_country_is_a_code_of_two_letters(argument: str, sample: Context) -> None:
    for field in ("title", "titles"):
        below = " { title }" if field == "titles" else ""
        text = f"{{ movie(id: 278) {{ {field}({argument}){below} }} }}"
        (refusal,) = outcome(sample, text)[1]
        assert refusal.code == "BAD_USER_INPUT"
        assert "a code of two letters of ISO" in refusal.message


@pytest.mark.parametrize("field", ["genres", "countries", "languages"])
def test_lists_of_names_come_in_alphabetical_order(field: str, sample: Context) -> None:
    found = [entry["name"] for entry in ask(sample, f"{{ {field} {{ name }} }}")[field]]
    assert len(found) > 10
    assert found == sorted(found, key=str.casefold)
