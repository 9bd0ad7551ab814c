"""Search over films, people, companies, collections and genres by name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from catalog.enums import SearchIn
from catalog.names.names import MIN_SIMILARITY, Names
from catalog.tables import TABLES

ROW_TYPES = {kind.table_name: kind.row_type for kind in TABLES}


class SearchHit(NamedTuple):
    """A search result.

    `score` is the similarity, 0 to 1; `matched` is the name that is like the query; `node` is the
    row that has the name, and its type says which table it belongs to.
    """

    score: float
    matched: str
    node: int


def search(names: Names, query: str, places: Iterable[SearchIn], limit: int) -> list[SearchHit]:
    """At most `limit` rows with a name like `query`, best first.

    Ties go by fame as a share of the most famous row of the same table, so that the votes of a
    film and the number of films of a person can be compared.
    """
    ranked = []
    for place in dict.fromkeys(places):
        for match in names.search(query, place.value, MIN_SIMILARITY, limit):
            fame = match.fame / names.max_fame(place.value)
            node = ROW_TYPES[place.value](match.row)
            hit = SearchHit(match.similarity, names.texts[match.entry], node)
            ranked.append((-round(match.similarity, 2), -fame, hit))
    ranked.sort(key=lambda each: each[:2])
    return [hit for _, _, hit in ranked[:limit]]
