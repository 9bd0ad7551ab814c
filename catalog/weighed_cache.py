"""A cache within a budget of bytes: what was used lately stays.

Threads share caches without a lock.  Each look-up and each entry is one operation on a dict, which
CPython does whole; a thread that puts a value while another one changes generations puts it into
the old one, where it is found as well.  The weight may then be off by that value, until the next
change of generations counts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Usage(NamedTuple):
    """How full a cache is: the bytes that it keeps, in how many entries, and its budget."""

    bytes: int
    entries: int
    limit: int


class WeighedCache(Generic[K, V]):
    """A mapping that forgets what was not used for long when it would weigh more than `budget`.

    Two generations stand in for the order of use: when the young one fills half of the budget it
    becomes the old one, and what is used from the old one becomes young again.  So a hit costs
    one look-up and no bookkeeping.

    Parameters
    ----------
    budget
        Bytes that everything together may take; 0 keeps nothing.
    weigh
        The bytes that an entry takes, its place in the mapping included: about 120.  It has to be
        the same whenever it is asked for.  None is no value.
    """

    def __init__(self, budget: int, weigh: Callable[[K, V], int]) -> None:
        self.budget, self._half, self._weigh = budget, budget // 2, weigh
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._young_weight = self._old_weight = 0

    @property
    def usage(self) -> Usage:
        """How full it is; what became young again counts twice until its old place is dropped."""
        entries = len(self._young) + len(self._old)
        return Usage(self._young_weight + self._old_weight, entries, self.budget)

    def get(self, key: K) -> V | None:
        """What was put under `key`, unless it is forgotten."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def get_or_make(self, key: K, make: Callable[[], V]) -> V:
        """What was put under `key`; where nothing is there, what `make` gives, which is put."""
        found = self._young.get(key) or self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        """Keep `value`, unless it alone weighs more than half of the budget."""
        if not self._half or (weight := self._weigh(key, value)) > self._half:
            return
        former = self._young.get(key)  # in one step, since another thread may change generations
        others = self._young_weight - (0 if former is None else self._weigh(key, former))
        if others + weight > self._half:
            self._old, self._old_weight = self._young, self._young_weight
            self._young, others = {}, 0
        self._young[key] = value
        self._young_weight = others + weight
