"""Search over everything that has a name."""

from __future__ import annotations

import pytest

from catalog.enums import SearchIn
from catalog.names.names import Name, Names
from catalog.names.search import SearchHit, search
from catalog.rows import CompanyRow, MovieRow, PersonRow
from resolvers.context import Context
from tests.support.builders import names


@pytest.fixture(scope="module")
def index() -> Names:
    """Heat is a film, a person and a company."""
    return names(
        Name("Heat", "movies", 0, 1000),
        Name("The Heat", "movies", 1, 2000),
        Name("Heat", "people", 0, 9),
        Name("Famous", "people", 1, 10),
        Name("Heat", "companies", 0, 1),
        Name("Famous Films", "companies", 1, 100),
    )


def found(index: Names, query: str, *places: SearchIn, limit: int = 10) -> list[SearchHit]:
    return search(index, query, places or SearchIn, limit)


def test_ties_go_by_fame_as_a_share_of_the_most_in_the_kind(index: Names) -> None:
    """The Heat has all the votes there are, the person .9 of the films, Heat .5 and .01."""
    hits = found(index, "heat")
    assert [(type(hit.node), int(hit.node)) for hit in hits] == [
        *((MovieRow, 1), (PersonRow, 0), (MovieRow, 0), (CompanyRow, 0)),
    ]
    assert [hit.score for hit in hits] == [1, 1, 1, 1]
    assert [hit.matched for hit in hits] == ["The Heat", "Heat", "Heat", "Heat"]


def test_only_where_it_is_asked_for(index: Names) -> None:
    hits = found(index, "heat", SearchIn.PERSON)
    assert hits == [SearchHit(1.0, "Heat", PersonRow(0))]
    assert found(index, "heat", SearchIn.PERSON, SearchIn.PERSON) == hits


def test_the_better_hit_comes_first_whatever_its_fame(index: Names) -> None:
    hits = found(index, "famous")
    assert [(hit.matched, hit.score) for hit in hits] == [("Famous", 1.0), ("Famous Films", 0.95)]


@pytest.mark.parametrize("most", [0, 1, 3])
def test_there_are_not_more_than_asked_for(index: Names, most: int) -> None:
    assert found(index, "heat", limit=most) == found(index, "heat")[:most]
    assert len(found(index, "heat", limit=most)) == most


@pytest.mark.parametrize("query", ["", " ", "qqqq"])
def test_what_is_like_nothing_finds_nothing(index: Names, query: str) -> None:
    assert found(index, query) == []


@pytest.mark.parametrize(
    ("query", "place", "first"),
    [
        ("godfathr", SearchIn.MOVIE, "The Godfather"),
        ("al pacin", SearchIn.PERSON, "Al Pacino"),
        ("pixar", SearchIn.COMPANY, "Pixar Animation Studios"),
        ("toy story", SearchIn.COLLECTION, "Toy Story Collection"),
        ("ciencia ficcion", SearchIn.GENRE, "Ciencia ficción"),
        ("science", SearchIn.GENRE, "Science Fiction"),
    ],
)
def test_of_the_sample_everything_is_found(
    sample: Context, query: str, place: SearchIn, first: str
) -> None:
    hits = sample.catalog.search(query, [place], 5)
    assert hits[0].matched == first
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
