"""The title of a film in a language, as it is in a country."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.data.rows import Row
from catalog.catalog import Catalog
from catalog.enums import MatchKind, SearchIn
from catalog.local_titles import title_in, titles_in
from catalog.rows import MovieRow
from tests.support import builders
from tests.support.builders import film

GODFATHER, BELLA, PLAIN, OWN = map(MovieRow, range(4))


def aka(film: str, title: str, country: str | None, **cells: Any) -> Row:
    """A title in a country, which says its language unless that is given."""
    return {"imdb_id": film, "title": title, "country": country, "ordering": "1", **cells}


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Films with titles in several countries, and some that are called alike."""
    return builders.catalog(
        tmp_path_factory.mktemp("titles"),
        film(1, "The Godfather", imdb_id="tt0000001", original_language="en", vote_count="6024"),
        film(
            2,
            "Life Is Beautiful",
            imdb_id="tt0000002",
            original_title="La vita è bella",
            original_language="it",
            vote_count="3643",
        ),
        film(3, "El padrecito", vote_count="3"),
        film(4, "Der Pate", vote_count="90", original_language="de"),
        titles=[
            aka("tt0000001", "El padrino", "MX"),
            aka("tt0000001", "El padrino: La saga", "ES", note="literal title"),
            aka("tt0000001", "El Padrino", "ES"),
            aka("tt0000001", "Don Corleone", "AR", kind="working"),
            aka("tt0000001", "Der Pate", "DE"),
            aka("tt0000001", "Le parrain", "CA", language="fr"),
            aka("tt0000001", "The Godfather", None, language="en"),
            aka("tt0000002", "La vida es bella", "MX"),
            aka("tt0000002", "A vida é bela", "PT"),
        ],
    )


@pytest.mark.parametrize(
    ("language", "country", "title"),
    [
        (None, None, "The Godfather"),
        ("es", None, "El Padrino"),
        ("ES", "mx", "El padrino"),
        ("es", "CO", "El Padrino"),
        ("es", "DE", "El Padrino"),
        (None, "MX", "El padrino"),
        (None, "CA", "Le parrain"),
        (None, "AR", "The Godfather"),
        ("fr", None, "Le parrain"),
        ("en", None, "The Godfather"),
        ("en", "DE", "The Godfather"),
        ("sv", None, "The Godfather"),
        ("zz", "ZZ", "The Godfather"),
    ],
)
def test_the_title_is_that_of_the_country_else_of_the_language_else_the_default(
    catalog: Catalog, language: str | None, country: str | None, title: str
) -> None:
    assert title_in(catalog, GODFATHER, language, country) == title


@pytest.mark.parametrize(
    ("language", "title"),
    [("it", "La vita è bella"), ("es", "La vida es bella"), ("en", "Life Is Beautiful")],
)
def test_in_its_own_language_a_film_has_its_original_title(
    catalog: Catalog, language: str, title: str
) -> None:
    assert title_in(catalog, BELLA, language, None) == title


def test_a_film_without_others_has_its_title_everywhere(catalog: Catalog) -> None:
    assert title_in(catalog, PLAIN, "es", "ES") == "El padrecito"
    assert list(titles_in(catalog, PLAIN, None, None)) == []


def test_the_titles_to_show_come_first(catalog: Catalog) -> None:
    rows = titles_in(catalog, GODFATHER, "es", None)
    found = [catalog.local_titles.title[row] for row in rows]
    assert found == ["El Padrino", "El padrino", "El padrino: La saga", "Don Corleone"]
    assert len(titles_in(catalog, GODFATHER, None, None)) == 7
    assert titles_in(catalog, GODFATHER, "es", "XX") == []


@pytest.mark.parametrize(
    ("text", "row", "kind"),
    [
        ("el padrino", GODFATHER, MatchKind.EXACT),
        ("Padrino", GODFATHER, MatchKind.NORMALIZED),
        ("el padrinno", GODFATHER, MatchKind.FUZZY),
        ("la vida es bella", BELLA, MatchKind.EXACT),
        ("vida es bella", BELLA, MatchKind.NORMALIZED),
        ("a vida e bela", BELLA, MatchKind.EXACT),
        ("el padrecito", PLAIN, MatchKind.EXACT),
        ("der pate", OWN, MatchKind.EXACT),
    ],
)
def test_films_are_found_by_all_their_titles_and_those_called_so_themselves_come_first(
    catalog: Catalog, text: str, row: MovieRow, kind: MatchKind
) -> None:
    match = catalog.titles.match(text)
    assert (match.movie, match.kind) == (row, kind)


def test_a_film_that_is_called_so_abroad_is_an_alternative(catalog: Catalog) -> None:
    assert list(catalog.titles.match("der pate").alternatives) == [GODFATHER]


def test_a_search_says_which_title_is_like_the_text(catalog: Catalog) -> None:
    hit = catalog.search("el padrin", [SearchIn.MOVIE], 1)[0]
    assert (hit.node, hit.matched) == (GODFATHER, "El Padrino")
    assert catalog.relevance("el padrino")[GODFATHER] == 1
