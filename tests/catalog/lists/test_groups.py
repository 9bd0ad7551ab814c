"""Films by what they share: keys, labels and orders, checked by eye."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from catalog.catalog import Catalog
from catalog.enums import GroupBy, MovieSort
from catalog.lists.groups import MovieGroup
from catalog.lists.page import Window
from catalog.lists.rowset import RowSet
from tests.support import builders
from tests.support.builders import film

DRAMA, CRIME = {"id": 18, "name": "Drama"}, {"id": 80, "name": "Crime"}
SPAIN, USA = {"iso_3166_1": "ES", "name": "Spain"}, {"iso_3166_1": "US", "name": "United States"}
ACME = {"id": 3, "name": "Acme"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Five films, of which one is known by its date alone."""
    folder: Path = tmp_path_factory.mktemp("groups")
    return builders.catalog(
        folder,
        film(
            1,
            release_date="2001-03-05",  # a Monday
            genres=[DRAMA, CRIME],
            production_companies=[ACME],
            production_countries=[SPAIN, USA],
            original_language="en",
            status="Rumored",
            belongs_to_collection={"id": 7, "name": "The Set"},
            runtime="90",
        ),
        film(
            2,
            release_date="1895-12-28",  # a Saturday
            genres=[CRIME],
            production_countries=[USA],
            original_language="es",
            status="Released",
            runtime="1",
        ),
        film(3, release_date="2009-03-02", original_language="es", status="Released"),
        film(4, release_date="1999-12-31", genres=[CRIME]),  # a Friday
        film(5, release_date="2000-01-01"),  # a Saturday
    )


def groups(
    catalog: Catalog, by: GroupBy, first: int = 200, without: tuple[int, ...] = ()
) -> list[MovieGroup]:
    mask = np.array([catalog.movies.tmdb_id[row] not in without for row in range(5)])
    return list(
        catalog.movie_page(RowSet(5, mask=mask), [MovieSort.TITLE], Window(1)).groups(by, first)
    )


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (GroupBy.GENRE, [("Crime", "Crimen", 3), ("Drama", "Drama", 1)]),
        (
            GroupBy.DECADE,
            [
                ("1890s", "años 1890", 1),
                ("1990s", "años 1990", 1),
                ("2000s", "años 2000", 3),
            ],
        ),
        (
            GroupBy.YEAR,
            [(year, year, 1) for year in ("1895", "1999", "2000", "2001", "2009")],
        ),
        (
            GroupBy.MONTH,
            [("January", "enero", 1), ("March", "marzo", 2), ("December", "diciembre", 2)],
        ),
        (
            GroupBy.WEEKDAY,
            [("Monday", "lunes", 2), ("Friday", "viernes", 1), ("Saturday", "sábado", 2)],
        ),
        (GroupBy.LANGUAGE, [("Spanish", "español", 2), ("English", "inglés", 1)]),
        (GroupBy.COUNTRY, [("United States", "Estados Unidos", 2), ("Spain", "España", 1)]),
        (GroupBy.COMPANY, [("Acme", "Acme", 1)]),
        (GroupBy.COLLECTION, [("The Set", "The Set", 1)]),
        (GroupBy.STATUS, [("Released", "Estrenada", 2), ("Rumored", "Rumoreada", 1)]),
    ],
)
def test_groups_have_labels_and_counts(
    made: Catalog, by: GroupBy, expected: list[tuple[str, str, int]]
) -> None:
    """In calendar order where there is one, else most films first."""
    found = [(group.label_en, group.label_es, group.count) for group in groups(made, by)]
    assert found == expected


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (GroupBy.GENRE, ["R2VucmU6ODA=", "R2VucmU6MTg="]),
        (GroupBy.COMPANY, ["Q29tcGFueToz"]),
        (GroupBy.COLLECTION, ["Q29sbGVjdGlvbjo3"]),
        (GroupBy.COUNTRY, ["US", "ES"]),
        (GroupBy.LANGUAGE, ["es", "en"]),
        (GroupBy.DECADE, ["1890", "1990", "2000"]),
        (GroupBy.MONTH, ["JANUARY", "MARCH", "DECEMBER"]),
        (GroupBy.WEEKDAY, ["MONDAY", "FRIDAY", "SATURDAY"]),
        (GroupBy.STATUS, ["RELEASED", "RUMORED"]),
    ],
)
def test_keys_are_ids_codes_years_or_names(made: Catalog, by: GroupBy, keys: list[str]) -> None:
    assert [group.key for group in groups(made, by)] == keys


def test_only_what_matched_is_grouped_and_no_group_is_empty(made: Catalog) -> None:
    found = [(group.label_en, group.count) for group in groups(made, GroupBy.GENRE, without=(1,))]
    assert found == [("Crime", 2)]
    assert groups(made, GroupBy.GENRE, without=(1, 2, 3, 4, 5)) == []


def test_of_groups_with_as_many_films_the_lowest_id_comes_first(made: Catalog) -> None:
    found = [group.label_en for group in groups(made, GroupBy.GENRE, without=(2, 4))]
    assert found == ["Drama", "Crime"]


@pytest.mark.parametrize(("first", "years"), [(0, []), (1, ["1895"]), (2, ["1895", "1999"])])
def test_there_are_not_more_groups_than_asked_for(
    made: Catalog, first: int, years: list[str]
) -> None:
    assert [group.key for group in groups(made, GroupBy.YEAR, first)] == years


def test_the_figures_of_a_group_are_over_its_known_films(made: Catalog) -> None:
    crime, drama = groups(made, GroupBy.GENRE)
    assert tuple(crime.stats.runtime) == (2, 1, 90, 45.5, 45.5, 91)
    assert tuple(drama.stats.runtime) == (1, 90, 90, 90, 90, 90)
    assert drama.stats.budget.known == 0


def test_a_catalog_of_no_films_has_no_groups(tmp_path: Path) -> None:
    empty = builders.catalog(tmp_path)
    selection = empty.movie_page(empty.visible, [MovieSort.TITLE], Window(1))
    assert [selection.groups(by, 200) for by in GroupBy] == [[]] * len(GroupBy)
    assert selection.stats.runtime.known == 0
