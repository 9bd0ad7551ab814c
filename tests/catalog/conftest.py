"""A catalog of five films, one of them an adult film."""

from __future__ import annotations

import pytest

from catalog.catalog import Catalog
from tests.support.builders import (
    cast_credit,
    catalog,
    credits_of,
    crew_credit,
    film,
)

ADULT = {"adult": "True", "imdb_id": "tt7777777"}

FILMS = (
    film(
        10,
        "First",
        original_title="Primera",
        imdb_id="tt0000010",
        popularity="5",
        genres=[{"id": 18, "name": "Drama"}],
        production_companies=[{"id": 42, "name": "42"}, {"id": 7, "name": "Éclair"}],
        production_countries=[{"iso_3166_1": "ES", "name": "España"}],
        original_language="es",
    ),
    film(
        20,
        "Second",
        original_title="Zweite",
        imdb_id="tt0000020",
        popularity="9",
        genres=[{"id": 18, "name": "Drama"}, {"id": 28, "name": "Action"}],
        production_companies=[{"id": 8, "name": "Eclair"}],
        production_countries=[{"iso_3166_1": "DE", "name": "Germany"}],
        original_language="de",
    ),
    film(
        30,
        "Third",
        original_title="Troisième",
        popularity="9",
        production_companies=[{"id": 8, "name": "Eclair"}, {"id": 9, "name": "Twin"}],
        belongs_to_collection={"id": 3, "name": "The Set", "poster_path": "/p.jpg"},
    ),
    film(40, "Unpopular", original_title="Impopular"),
    film(
        50,
        "Hidden",
        popularity="99",
        genres=[{"id": 28, "name": "Action"}],
        production_companies=[{"id": 5, "name": "Twin"}, {"id": 7, "name": "Éclair"}],
        **ADULT,
    ),
)

CREDITS = (
    credits_of(10, [cast_credit(31, "Zoë O'Hara")], [crew_credit(99, "Max")]),
    credits_of(20, [cast_credit(31, "Zoë O'Hara", credit_id="again")]),
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Five films; First is row 0, Hidden is an adult film."""
    return catalog(tmp_path_factory.mktemp("snapshots"), *FILMS, credits=CREDITS)
