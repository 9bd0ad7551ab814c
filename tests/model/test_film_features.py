"""Features of two films side by side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from catalog.enums import Signal
from model.film_features import FilmFeatures, in_both
from model.space import Block

CELLS = st.lists(st.sampled_from([0.0, 0.0, 0.25, 1.0]), min_size=3, max_size=3)
ROWS = st.lists(CELLS, min_size=3, max_size=3)


def block_of(rows: list[list[float]]) -> Block:
    return Block.of(csr_matrix(np.array(rows, dtype=np.float32)))


@given(genres=ROWS, people=ROWS)
def test_what_two_films_share_adds_up_to_the_products_of_their_rows(
    genres: list[list[float]], people: list[list[float]]
) -> None:
    features = FilmFeatures({Signal.GENRE: block_of(genres), Signal.CREW: block_of(people)})
    films = [features.row(film) for film in range(3)]
    for here in range(3):
        for there in range(3):
            both = in_both(films[here], films[there])
            sums = np.bincount(both.signals, both.values, 2)
            for rows, found in zip((genres, people), sums, strict=True):
                assert found == pytest.approx(np.dot(rows[here], rows[there]))


def test_what_two_films_share_is_named_by_signal_and_column() -> None:
    genres, people = block_of([[0.5, 0, 1], [1, 1, 0]]), block_of([[0, 0.25], [0, 0.5]])
    features = FilmFeatures({Signal.GENRE: genres, Signal.CREW: people})
    both = in_both(features.row(0), features.row(1))
    assert [features.signals[place] for place in both.signals] == [Signal.GENRE, Signal.CREW]
    assert both.columns.tolist() == [0, 1]
    assert both.values.tolist() == [0.5, 0.125]
    assert both.numbers.tolist() == [0, 4]
