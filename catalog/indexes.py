"""What a snapshot holds beside its tables, all of it made from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog import tables
from catalog.enums import MovieSort, NamedSort
from catalog.lists.orders import (
    order,
    places,
    ranks,
    stored_name,
)
from catalog.names.names import Name, Names
from catalog.names.spelling import letters
from catalog.names.titles import Titles
from catalog.storage.lookups import TextKeys
from catalog.storage.snapshot import Draft
from catalog.storage.table import Table


def write(draft: Draft) -> None:
    """Write the indexes of names and ids and the orders."""
    opened = {kind: draft.table(kind) for kind in tables.NAME_COLUMNS}
    movies = draft.table(tables.Movies)
    names = [name for table in opened.values() for name in _names(table)]
    titles = [(name.text, name.row) for name in names if name.table == movies.table_name]
    draft.write_arrays("titles", Titles.keys(titles, movies.vote_count.values.tolist()))
    draft.write_arrays("names", Names.write(names, draft.folder / "names"))
    imdb = ((movies.imdb_id[row], row) for row in range(len(movies)))
    draft.write_arrays("imdb", TextKeys.of((text, row) for text, row in imdb if text).parts)
    for kind, table in opened.items():
        if kind is not tables.Movies:
            bearers = ((letters(n.text), n.row) for n in names if n.table == table.table_name)
            draft.write_arrays(f"bearers-{table.table_name}", TextKeys.of(bearers).parts)
    orders: list[tuple[Table[Any], MovieSort | NamedSort]] = [(movies, s) for s in MovieSort]
    orders += [(opened[k], sort) for k in (tables.People, tables.Companies) for sort in NamedSort]
    for table, sort in orders:
        if sort.value:
            column, direction = sort.value
            stored = order(table.column(column), direction)
            written = {"order": stored}
            if table is movies:
                written["rank"] = ranks(table.column(column), direction)
                written["place"] = places(stored)
            for what, values in written.items():
                draft.write_array(stored_name(what, table, column, direction), values)


def _names(table: Table[Any]) -> Iterator[Name]:
    """Each name of each row once; adult films have none."""
    columns = [table.column(column) for column in tables.NAME_COLUMNS[type(table)]]
    films = table if isinstance(table, tables.Movies) else None
    fame = table.column("movie_count" if films is None else "vote_count").values.tolist()
    for row in range(len(table)):
        if films is None or not films.adult[row]:
            for text in dict.fromkeys(column[row] for column in columns):
                if text is not None:
                    yield Name(text, table.table_name, row, fame[row])
