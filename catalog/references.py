"""What IMDb ids and addresses of pages name, as search results."""

from __future__ import annotations

from collections.abc import Iterable

from catalog import tables
from catalog.enums import SearchIn
from catalog.names.search import SearchHit
from catalog.open_tables import OpenTables
from catalog.rows import MovieRow


def named_by(opened: OpenTables, text: str, places: Iterable[SearchIn]) -> SearchHit | None:
    """What an IMDb id or an address at TMDB or IMDb names, if it is in one of the places.

    Adult films are in none.
    """
    row = opened.by_reference(text)
    if row is None or (isinstance(row, MovieRow) and opened.movies.adult[row]):
        return None
    kind, columns = next(
        each for each in tables.NAME_COLUMNS.items() if each[0].row_type is type(row)
    )
    if kind.table_name not in {place.value for place in places}:
        return None
    return SearchHit(1.0, opened.table(kind).column(columns[0])[row], row)
