"""IMDb ids and addresses as search results."""

from __future__ import annotations

import pytest

from catalog.enums import SearchIn
from catalog.names.search import SearchHit
from resolvers.context import Context

HEAT = 949


@pytest.mark.parametrize(
    ("text", "matched"),
    [
        ("tt0113277", "Heat"),
        ("tt113277", "Heat"),
        ("https://www.imdb.com/title/tt0113277/?ref_=fn_al_tt_1", "Heat"),
        ("https://www.themoviedb.org/movie/949-heat", "Heat"),
        ("https://www.themoviedb.org/person/1158-al-pacino", "Al Pacino"),
        ("https://www.themoviedb.org/genre/80-crime/movie", "Crime"),
    ],
)
def test_an_id_or_address_finds_what_it_names_and_nothing_else(
    sample: Context, text: str, matched: str
) -> None:
    hits = sample.catalog.search(text, SearchIn, 10)
    assert [(hit.matched, hit.score) for hit in hits] == [(matched, 1.0)]


def test_only_where_it_is_asked_for(sample: Context) -> None:
    address = "https://www.themoviedb.org/movie/949-heat"
    row = sample.catalog.movie(str(HEAT))
    assert row is not None
    assert sample.catalog.search(address, [SearchIn.MOVIE], 1) == [SearchHit(1.0, "Heat", row)]
    assert sample.catalog.search(address, [SearchIn.MOVIE], 0) == []
    assert sample.catalog.search(address, [SearchIn.PERSON], 1) == []


@pytest.mark.parametrize("text", ["949", "tt9999999", "https://www.themoviedb.org/keyword/1"])
def test_what_names_nothing_is_searched_as_a_name(sample: Context, text: str) -> None:
    assert sample.catalog.search(text, SearchIn, 10) == []
