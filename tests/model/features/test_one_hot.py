"""Multi-hot rows and the weight of rarity."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from catalog.storage.list_columns import Edges
from model.features.one_hot import InverseFrequency, multi_hot
from tests.model.films import lengths

COMMON, HALF, SINGLE = 0, 1, 2
HAVE = csr_matrix(np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 0]], dtype=np.float32))


def test_a_list_of_rows_becomes_ones_in_their_columns() -> None:
    edges: Edges[Any] = Edges.of([[2, 0], [], [1]])
    assert multi_hot(edges, 4).toarray().tolist() == [[1, 0, 1, 0], [0, 0, 0, 0], [0, 1, 0, 0]]


def test_the_weight_of_a_column_is_the_logarithm_of_its_rarity_plus_one() -> None:
    rarity = InverseFrequency().fit(HAVE)
    assert rarity.idf_[COMMON] == pytest.approx(1)  # ln(5/5) + 1
    assert rarity.idf_[HALF] == pytest.approx(math.log(5 / 3) + 1)
    assert rarity.idf_[SINGLE] == pytest.approx(math.log(5 / 2) + 1)


def test_within_a_row_the_rarer_column_is_the_heavier() -> None:
    row = InverseFrequency().fit_transform(HAVE).toarray()[2]
    assert row[SINGLE] / row[COMMON] == pytest.approx(math.log(5 / 2) + 1)


def test_rows_have_unit_length_and_one_without_columns_stays_empty() -> None:
    have = csr_matrix(np.array([[1, 1], [0, 0], [0, 3]], dtype=np.float32))
    assert lengths(InverseFrequency().fit_transform(have)) == pytest.approx([1, 0, 1])


def test_a_column_that_too_few_rows_have_is_left_out() -> None:
    block = InverseFrequency(min_df=2).fit_transform(HAVE)
    assert block[:, [SINGLE]].nnz == 0
    assert block[[2]].toarray().tolist() == [[1, 0, 0]]


def test_a_row_of_nothing_but_rare_columns_is_empty() -> None:
    have = csr_matrix(np.array([[1, 0, 0], [0, 1, 0], [0, 1, 0]], dtype=np.float32))
    block = InverseFrequency(min_df=2).fit_transform(have)
    assert lengths(block).tolist() == [0, 1, 1]
    assert block.nnz == 2


def test_a_matrix_without_columns_passes_through() -> None:
    nothing = csr_matrix(np.zeros((3, 0), dtype=np.float32))
    assert InverseFrequency(min_df=2).fit_transform(nothing).shape == (3, 0)


def test_the_matrix_that_is_given_is_left_alone() -> None:
    before = HAVE.toarray()
    InverseFrequency(min_df=2).fit_transform(HAVE)
    assert np.array_equal(HAVE.toarray(), before)
