"""One sum is divided among all caches."""

from __future__ import annotations

from dataclasses import asdict, fields

import pytest

from catalog.cache_budgets import DEFAULT, DEFAULT_MB, MEGABYTE, SHARES, Budgets


def test_every_cache_has_a_share() -> None:
    assert {field.name for field in fields(Budgets)} == SHARES.keys()
    assert asdict(DEFAULT) == {name: share * MEGABYTE for name, share in SHARES.items()}
    assert sum(SHARES.values()) == DEFAULT_MB


@pytest.mark.parametrize("given", [{}, {"responses": 0}, {"responses": 70, "answer_texts": 9}])
@pytest.mark.parametrize("total", [100, 12_345_678])
def test_the_parts_are_the_sum(total: int, given: dict[str, int]) -> None:
    parts = asdict(Budgets.of(total, **given))
    assert total - len(parts) < sum(parts.values()) <= total
    assert {name: parts[name] for name in given} == given
    assert min(parts.values()) >= 0
