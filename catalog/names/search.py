"""Search over everything that has a name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from catalog.enums import SearchIn
from catalog.names.names import Names

LIKENESS = 0.75
"""The least similarity of a name that counts as a result."""


class SearchHit(NamedTuple):
    """A search result; `matched` is the name that hit, and `node` a row, typed by its table."""

    score: float
    matched: str
    node: int


def search(
    names: Names,
    query: str,
    places: Iterable[SearchIn],
    most: int,
    row_types: Mapping[SearchIn, type[int]],
) -> list[SearchHit]:
    """Whatever has a name like `query`, best first.

    Ties go by fame, as a share of the greatest in its kind, so that a film's votes and a person's
    films can be compared.
    """
    ranked = []
    for place in dict.fromkeys(places):
        for found in names.search(query, place.value, LIKENESS, most):
            fame = found.fame / names.most_fame(place.value)
            hit = SearchHit(found.similarity, names.names[found.entry], row_types[place](found.row))
            ranked.append((-round(found.similarity, 2), -fame, hit))
    ranked.sort(key=lambda each: each[:2])
    return [hit for _, _, hit in ranked[:most]]
