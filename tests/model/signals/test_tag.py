"""TAG: what people call a film."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from catalog.storage.columns import NumberColumn
from model.signals.tag import tag
from tests.model.films import FLOAT, ROW, Film, catalog_of, lengths


def tagged(*cells: tuple[float | None, int]) -> Any:
    """The row of a film with a tag of each relevance and number of people, which all films have."""
    names = " ".join(f"tag{number}" for number in range(len(cells)))
    catalog: Any = catalog_of(*[Film(tags=names)] * 2)
    catalog.movie_tags.relevance = NumberColumn.of(FLOAT, [fit for fit, _ in cells] * 2)
    catalog.movie_tags.people = NumberColumn.of(ROW, [people for _, people in cells] * 2)
    return tag().fit_transform(catalog).toarray()[0]


def test_films_are_alike_by_their_tags_rare_ones_heavier() -> None:
    catalog = catalog_of(
        *(Film(tags="slow bleak"), Film(tags="slow"), Film(tags="bleak"), Film(tags="slow"), Film())
    )
    rows = tag().fit_transform(catalog).toarray()
    assert lengths(rows) == pytest.approx([1, 1, 1, 1, 0])
    products = rows @ rows.T
    assert products[0, 2] > products[0, 1] > 0 == products[1, 2]


def test_a_tag_weighs_its_relevance_or_how_many_people_gave_it() -> None:
    row = tagged((0.5, 40), (None, 2), (None, 10**9), (1.0, 0))
    assert row == pytest.approx(np.array([0.5, 0.5, 1, 1]) / math.sqrt(2.5))


def test_a_tag_of_one_film_makes_it_like_no_other() -> None:
    rows = tag().fit_transform(catalog_of(Film(tags="odd"), Film(tags="slow"), Film(tags="slow")))
    assert lengths(rows) == pytest.approx([0, 1, 1])
