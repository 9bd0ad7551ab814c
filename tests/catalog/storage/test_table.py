"""What is read from the declaration of a table, and which cells a table refuses."""

from __future__ import annotations

from datetime import date

import pytest

from catalog import tables
from catalog.enums import Gender, MovieStatus
from catalog.rows import GenreRow, LanguageRow
from catalog.storage.cell_types import (
    Label,
    Minutes,
    Name,
    Number,
    Text,
)
from catalog.storage.columns import Column, NumberColumn
from catalog.storage.list_columns import Edges, Run
from catalog.storage.table import Table, count_known
from catalog.storage.text_columns import LabelColumn
from tests.support.builders import table


class ShelfRow(int):
    """Row of `Shelves`."""


class Shelves(Table[ShelfRow], name="shelves", row=ShelfRow, key="name"):
    """A small table."""

    name: Column[Name]
    width: Column[Minutes | None]


def test_a_column_is_what_its_annotation_says() -> None:
    declared = tables.Movies.columns()
    runtime, title, adult = declared["runtime"], declared["title"], declared["adult"]
    assert (runtime.kind, runtime.nullable) == (Number("int16", "minutes"), True)
    assert (title.kind, title.nullable) == (Text(), False)
    assert (adult.kind, adult.nullable) == (Number("bool"), False)
    assert (declared["status"].kind, declared["status"].nullable) == (MovieStatus, True)
    assert tables.CrewCredits.columns()["job"].kind == Label()


def test_columns_that_refer_to_rows_say_so() -> None:
    declared = tables.Movies.columns()
    references = [name for name, column in declared.items() if column.is_reference]
    assert references == [
        *("titles", "original_language", "collection", "genres", "companies", "countries"),
        *("spoken_languages", "keywords", "tags", "cast", "crew", "directors"),
    ]
    assert declared["original_language"].kind is LanguageRow
    assert (declared["genres"].shape, declared["genres"].kind) == (Edges, GenreRow)
    assert declared["cast"].shape is Run


def test_columns_stand_in_the_order_of_the_declaration() -> None:
    assert list(tables.Genres.columns()) == [
        *("id", "number", "tmdb_id", "name_en", "name_es", "movies", "movie_count"),
    ]


@pytest.mark.parametrize("kind", tables.TABLES)
def test_a_table_is_sorted_by_a_column_that_it_has(kind: type[Table[int]]) -> None:
    assert kind.key_name in kind.columns()


def test_tables_and_objects_have_names_of_their_own() -> None:
    assert len({kind.table_name for kind in tables.TABLES}) == len(tables.TABLES)
    assert len({kind.type_name() for kind in tables.TABLES}) == len(tables.TABLES)
    assert tables.Movies.type_name() == "Movie"
    assert tables.CastCredits.type_name() == "Cast"


@pytest.mark.parametrize("blank", [None, ""])
def test_a_null_is_refused_where_none_is_allowed(blank: str | None) -> None:
    with pytest.raises(ValueError, match="name: a null where the table allows none"):
        Shelves.of({"name": ["long", blank], "width": [1, 2]})


def test_a_null_is_taken_where_it_is_allowed() -> None:
    shelves = Shelves.of({"name": ["long", "short"], "width": [None, 2]})
    assert [shelves.width[0], shelves.width[1]] == [None, 2]
    assert len(shelves) == 2


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="shelves: the columns do not fit together"):
        Shelves.of({"name": ["long"], "width": [1, 2]})


def test_a_table_without_one_of_its_columns_is_refused() -> None:
    width: NumberColumn[int] = NumberColumn.of(Number("int16"), [1])
    with pytest.raises(ValueError, match="shelves: the columns do not fit together"):
        Shelves({"width": width})


def test_a_column_that_is_made_already_is_taken_as_it_is() -> None:
    width: NumberColumn[int] = NumberColumn.of(Number("int16"), [7])
    assert Shelves.of({"name": ["long"], "width": width}).width is width


def test_a_table_may_have_no_rows() -> None:
    shelves = Shelves.of({"name": [], "width": []})
    assert len(shelves) == 0
    assert len(shelves.column("name")) == 0


def test_known_counts_the_cells_that_are_not_null() -> None:
    movies = table(
        tables.Movies,
        tmdb_id=[1, 2, 3],
        tagline=["A", None, "B"],
        runtime=[None, 0, None],
        budget=[None, None, None],
        status=[MovieStatus.RUMORED, None, MovieStatus.PLANNED],
        collection=[0, None, None],
        genres=[[1], [], []],
        cast=[[], [], [0]],
        release_date=[date(2000, 1, 1)] * 3,
    )
    columns = {
        "tmdb_id": 3,
        "tagline": 2,
        "runtime": 1,
        "budget": 0,
        "status": 2,
        "collection": 1,
        "genres": 1,
        "cast": 1,
        "release_date": 3,
        "adult": 3,
    }
    assert {name: count_known(movies.column(name)) for name in columns} == columns
    people = table(tables.People, gender=[Gender.MALE, None])
    assert count_known(people.gender) == 1
    jobs: LabelColumn[str | None] = LabelColumn.of(["Editor", None])
    assert count_known(jobs) == 1
