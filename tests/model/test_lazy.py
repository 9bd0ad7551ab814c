"""Answers and queries that are worked out when somebody looks at them."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.enums import Basis
from catalog.rows import MovieRow
from model.answers import Neighbor, Query
from model.lazy import LazyNeighbors, LazyQuery

QUERY = Query((0,), (), {}, 0.0, {})


def test_the_table_is_read_once_and_not_before_somebody_looks() -> None:
    calls: list[tuple[MovieRow, int, Basis]] = []

    def look_up(movie: MovieRow, k: int, basis: Basis) -> Sequence[Neighbor]:
        calls.append((movie, k, basis))
        return [Neighbor(MovieRow(5), 1, 0.5, lambda: QUERY)]

    neighbors = LazyNeighbors(look_up, MovieRow(3), 10, Basis.BLEND)
    assert calls == []
    assert len(neighbors) == 1
    assert neighbors[0].movie == 5
    assert calls == [(3, 10, Basis.BLEND)]


def test_answers_to_the_same_question_have_the_same_key() -> None:
    def look_up(_movie: MovieRow, _k: int, _mode: Basis) -> Sequence[Neighbor]:
        return []

    one, same, other = (LazyNeighbors(look_up, MovieRow(3), k, Basis.BLEND) for k in (10, 10, 11))
    assert one.key == same.key != other.key


def test_a_query_is_made_once() -> None:
    made: list[Query] = []

    def make() -> Query:
        made.append(QUERY)
        return QUERY

    query = LazyQuery(make)
    assert made == []
    assert query() is query() is QUERY
    assert made == [QUERY]
