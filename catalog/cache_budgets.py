"""How the memory for what is kept between requests is divided among the caches.

docs/architecture.md says which cache is which.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

MEGABYTE = 1_000_000
DEFAULT_MB = 200
"""Of each worker; the setting `caches_mb` changes it."""
SHARES: Mapping[str, int] = {
    "responses": 64,
    "answer_texts": 64,
    "documents": 22,
    "masks": 16,
    "plans": 12,
    "titles": 10,
    "query_texts": 6,
    "persisted_queries": 4,
    "names": 2,
}
"""The parts of the caches: their MB by default, and else in this proportion."""
LEAST_SHARE = 0.2
"""The part of everything that is left at least to the caches whose size is not given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """Bytes that each cache may keep, whose sum is what was divided."""

    responses: int
    answer_texts: int
    documents: int
    masks: int
    plans: int
    titles: int
    query_texts: int
    persisted_queries: int
    names: int

    @classmethod
    def of(cls, total: int, **given: int | None) -> Self:
        """Divide `total` bytes; the caches whose bytes are not `given` share what is left."""
        fixed = {name: size for name, size in given.items() if size is not None}
        left = total - sum(fixed.values())
        parts = {name: part for name, part in SHARES.items() if name not in fixed}
        whole = sum(parts.values())
        return cls(**fixed, **{name: left * part // whole for name, part in parts.items()})


DEFAULT = Budgets.of(DEFAULT_MB * MEGABYTE)
