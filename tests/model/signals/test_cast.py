"""CAST: weights by the place in the billing."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from model.signals.cast import cast
from tests.model.films import Film, catalog_of, lengths

TEN = "a b c d e f g h i j"


def row_of_two_equals(film: Film) -> list[float]:
    """The row of a film that stands twice, so that everybody is in two films and equally rare."""
    block: csr_matrix = cast().fit_transform(catalog_of(film, film))
    cells: list[float] = block.toarray()[0].tolist()
    return cells


def test_the_first_counts_fully_and_each_later_one_less() -> None:
    first, second, third = row_of_two_equals(Film(cast="a b c"))
    assert second / first == pytest.approx(1 / 1.15)
    assert third / first == pytest.approx(1 / 1.30)


def test_only_the_first_ten_count() -> None:
    cells = row_of_two_equals(Film(cast=f"{TEN} k"))
    assert np.flatnonzero(cells).tolist() == list(range(10))
    assert cells[9] / cells[0] == pytest.approx(1 / (1 + 0.15 * 9))


def test_a_person_billed_twice_counts_once_by_the_higher_place() -> None:
    a, b = row_of_two_equals(Film(cast="a b a"))
    assert b / a == pytest.approx(1 / 1.15)


def test_the_billing_begins_anew_with_each_film() -> None:
    block = cast().fit_transform(catalog_of(Film(cast="a b"), Film(cast="b a"))).toarray()
    assert block[1].tolist() == pytest.approx(block[0].tolist()[::-1])


def test_somebody_in_one_film_only_makes_it_like_no_other() -> None:
    block = cast().fit_transform(catalog_of(Film(cast="a b"), Film(cast="a"), Film(cast="c")))
    assert block.toarray().tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_films_without_a_cast_have_empty_rows() -> None:
    block = cast().fit_transform(catalog_of(Film(), Film(cast="a"), Film(cast="a")))
    assert lengths(block).tolist() == [0, 1, 1]


def test_nobody_at_all_makes_a_block_without_columns() -> None:
    assert cast().fit_transform(catalog_of(Film(), Film())).shape == (2, 0)
