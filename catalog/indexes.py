"""The indexes of a snapshot: names, ids and orders, all computed from its tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from catalog import tables
from catalog.enums import MovieSort, NamedSort
from catalog.lists.orders import order, places, ranks, stored_name
from catalog.names.names import Name, Names
from catalog.names.normalization import letters, spelling
from catalog.names.titles import Titles
from catalog.storage.columns import Column
from catalog.storage.lookups import TextKeys
from catalog.storage.snapshot import Draft
from catalog.storage.table import Table


def write(draft: Draft) -> None:
    """Write every index of the tables in `draft`, beside them."""
    opened = {kind: draft.table(kind) for kind in tables.NAME_COLUMNS}
    _write_names(draft, opened)
    _write_orders(draft, opened)


def _write_names(draft: Draft, opened: dict[type[Table[Any]], Table[Any]]) -> None:
    movies = draft.table(tables.Movies)
    codes = draft.table(tables.Languages).code
    names = [name for table in opened.values() for name in _names(table, codes)]
    titles = [name for name in names if name.table == movies.table_name]
    local = list(_local_titles(movies, draft.table(tables.LocalTitles), codes))
    votes = movies.vote_count.values.tolist()
    draft.write_arrays("titles", Titles.index(titles, votes, local))
    draft.write_arrays("names", Names.write([*names, *local], draft.folder / "names"))
    imdb_ids = ((movies.imdb_id[row], row) for row in range(len(movies)))
    draft.write_arrays("imdb", TextKeys.of((text, row) for text, row in imdb_ids if text).parts)
    for kind, table in opened.items():
        if kind is not tables.Movies:
            pairs = ((letters(n.text), n.row) for n in names if n.table == table.table_name)
            draft.write_arrays(f"bearers-{table.table_name}", TextKeys.of(pairs).parts)


def _write_orders(draft: Draft, opened: dict[type[Table[Any]], Table[Any]]) -> None:
    movies = draft.table(tables.Movies)
    orders: list[tuple[Table[Any], MovieSort | NamedSort]] = [(movies, s) for s in MovieSort]
    orders += [(opened[k], sort) for k in (tables.People, tables.Companies) for sort in NamedSort]
    for table, sort in orders:
        if sort.value:
            column, direction = sort.value
            rows = order(table.column(column), direction)
            arrays = {"order": rows}
            if table is movies:
                arrays["rank"] = ranks(table.column(column), direction)
                arrays["place"] = places(rows)
            for what, values in arrays.items():
                draft.write_array(stored_name(what, table, column, direction), values)


def _names(table: Table[Any], codes: Column[str]) -> Iterator[Name]:
    """Each name of each row once, with its fame; adult films have none, so no search finds them.

    Parameters
    ----------
    codes
        The code of each language.  An original title is in the original language of its film, and
        so is a title that is the original one.
    """
    if isinstance(table, tables.Movies):
        yield from _titles(table, codes)
        return
    columns = [table.column(column) for column in tables.NAME_COLUMNS[type(table)]]
    fame = table.column("movie_count").values.tolist()
    for row in range(len(table)):
        for text in dict.fromkeys(column[row] for column in columns):
            if text is not None:
                yield Name(text, table.table_name, row, fame[row])


def _titles(movies: tables.Movies, codes: Column[str]) -> Iterator[Name]:
    votes = movies.vote_count.values.tolist()
    for row in range(len(movies)):
        if movies.adult[row]:
            continue
        title, original = movies.title[row], movies.original_title[row]
        language = movies.original_language[row]
        code = None if language is None else codes[language]
        if original is None or original == title:
            yield Name(title, movies.table_name, row, votes[row], code)
        else:
            yield Name(title, movies.table_name, row, votes[row])
            yield Name(original, movies.table_name, row, votes[row], code)


def _local_titles(
    movies: tables.Movies, titles: tables.LocalTitles, codes: Column[str]
) -> Iterator[Name]:
    """The titles of films by country and language, of those that are spelled alike the first."""
    votes = movies.vote_count.values.tolist()
    for row in range(len(movies)):
        if movies.adult[row] or not (listed := movies.titles[row]):
            continue
        own = (movies.title[row], movies.original_title[row])
        spelled = {spelling(text) for text in own if text}
        for title in listed:
            text, language = titles.title[title], titles.language[title]
            if (form := spelling(text)) not in spelled:
                spelled.add(form)
                code = None if language is None else codes[language]
                yield Name(text, movies.table_name, row, votes[row], code)
