"""COMPANY: companies that films share."""

from __future__ import annotations

import math

import pytest

from model.signals.company import company
from tests.model.films import Film, catalog_of


def test_a_company_that_only_one_film_has_does_not_count() -> None:
    films = Film(companies="acme"), Film(companies="acme solo"), Film(companies="other")
    block = company().fit_transform(catalog_of(*films))
    assert block.toarray().tolist() == [[1, 0, 0], [1, 0, 0], [0, 0, 0]]


def test_a_small_company_in_common_says_more_than_a_large_one() -> None:
    large, small, both = (Film(companies=names) for names in ("large", "small", "large small"))
    block = company().fit_transform(catalog_of(both, large, small, large)).toarray()
    rare, frequent = math.log(5 / 3) + 1, math.log(5 / 4) + 1
    assert block[0] @ block[2] == pytest.approx(rare / math.hypot(rare, frequent))
    assert block[0] @ block[1] == pytest.approx(frequent / math.hypot(rare, frequent))
