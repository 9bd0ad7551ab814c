"""Blocks of rows as arrays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from catalog.storage.snapshot import Draft
from model.space import FILMS_OF_A_KIND, Block, Vector

CELLS = st.sampled_from([0.0, 0.0, 0.0, 0.25, 0.5, 1.0])
DENSE = st.integers(0, 5).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=7)
)


def block_of(rows: list[list[float]]) -> Block:
    return Block.of(csr_matrix(np.array(rows, dtype=np.float32)))


def products(block: Block, vector: Vector) -> NDArray[np.float64]:
    """The products of `vector` with every row, added to 1 with the weight ½."""
    scores = np.ones(block.n_movies)
    block.add_products(scores, vector, 0.5)
    return 2 * (scores - 1)


def dense(vector: Vector, width: int) -> NDArray[Any]:
    cells = np.zeros(width)
    cells[vector.columns] = vector.values
    return cells


@given(rows=DENSE, data=st.data())
def test_products_are_those_of_dense_rows(rows: list[list[float]], data: st.DataObject) -> None:
    block, matrix = block_of(rows), np.array(rows)
    film = data.draw(st.integers(0, len(rows) - 1))
    assert (block.n_movies, block.n_features) == matrix.shape
    assert dense(block.row(film), block.n_features).tolist() == rows[film]
    assert products(block, block.row(film)) == pytest.approx(matrix @ matrix[film])


@given(rows=DENSE, data=st.data())
def test_products_by_kind_are_those_of_the_rows(
    rows: list[list[float]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(FILMS_OF_A_KIND * len(rows))))
    many = [rows[place % len(rows)] for place in order]
    block, matrix = block_of(many), np.array(many)
    film = data.draw(st.integers(0, len(many) - 1))
    assert products(block, block.row(film)) == pytest.approx(matrix @ matrix[film])


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([[1, 0], [1, 1]] * FILMS_OF_A_KIND, [0, 1] * FILMS_OF_A_KIND),
        ([[1, 0], [0, 1], [1, 1]], None),
        ([[1, 0], [0, 0], [0, 0]] * FILMS_OF_A_KIND, None),
    ],
    ids=["alike", "different", "mostly empty"],
)
def test_rows_have_kinds_where_many_are_alike_and_few_empty(
    rows: list[list[float]], kinds: list[int] | None
) -> None:
    found = block_of(rows).parts.get("kinds")
    assert (None if found is None else found.tolist()) == kinds


@given(rows=DENSE, data=st.data())
def test_a_mix_is_the_mean_less_half_the_other_mean_and_never_below_0(
    rows: list[list[float]], data: st.DataObject
) -> None:
    films = st.integers(0, len(rows) - 1)
    liked = data.draw(st.lists(films, min_size=1, max_size=3))
    unliked = data.draw(st.lists(films, max_size=3))
    block, matrix = block_of(rows), np.array(rows)
    mixed = matrix[liked].mean(axis=0)
    if unliked:
        mixed -= matrix[unliked].mean(axis=0) / 2
    mix = block.mix(liked, unliked)
    assert dense(mix, block.n_features) == pytest.approx(np.maximum(mixed, 0), abs=1e-6)
    assert all(mix.values > 0)
    assert products(block, mix) == pytest.approx(matrix @ np.maximum(mixed, 0), abs=1e-6)


def test_what_unliked_films_have_more_of_counts_nothing_rather_than_against() -> None:
    block = block_of([[1, 0.5], [0, 0.5], [0, 1]])
    assert dense(block.mix([0, 1], [2]), 2).tolist() == [0.5, 0]


@given(rows=DENSE, data=st.data())
def test_dense_rows_have_the_products_of_the_films_with_each_other(
    rows: list[list[float]], data: st.DataObject
) -> None:
    """But for the product of a film with itself."""
    films = data.draw(st.permutations(range(len(rows))))
    films = films[: data.draw(st.integers(1, len(rows)))]
    some, matrix = block_of(rows).dense(films), np.array(rows)[films]
    others = ~np.eye(len(films), dtype=bool)
    assert (some @ some.T)[others] == pytest.approx((matrix @ matrix.T)[others])


def test_a_block_that_was_written_is_read_back(tmp_path: Path) -> None:
    block = block_of([[0, 0.5, 1], [0, 0, 0], [1, 0, 0]])
    draft = Draft(tmp_path)
    draft.write_arrays("space-test", block.parts)
    read = Block(draft.arrays("space-test"))
    for name, part in block.parts.items():
        assert np.array_equal(read.parts[name], part)
        assert read.parts[name].dtype == part.dtype
