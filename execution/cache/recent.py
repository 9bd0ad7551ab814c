"""A bounded cache: what was used lately stays.

Threads share caches without a lock.  Each look-up and each entry is one operation on a dict, which
CPython does whole; a thread that puts a value while another one changes generations puts it into
the old one, where it is found as well.  The weight may then be off by that value, until the next
change of generations counts anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that forgets what was not used for long when it would weigh more than `budget`.

    Two generations stand in for the order of use: when the young one fills half of the budget it
    becomes the old one, and what is used from the old one becomes young again.  So a hit costs
    one look-up and no bookkeeping.

    Parameters
    ----------
    budget
        The greatest weight of everything together, in the unit of `weigh`; 0 keeps nothing.
    weigh
        The weight of an entry, e.g. in bytes; without it each weighs 1.  None is no value.
    """

    def __init__(self, budget: int, weigh: Callable[[K, V], int] = lambda _key, _value: 1) -> None:
        self._half, self._weigh = budget // 2, weigh
        self._young: dict[K, V] = {}
        self._old: dict[K, V] = {}
        self._weight = 0

    def __len__(self) -> int:
        return len(self._young.keys() | self._old.keys())

    def get(self, key: K) -> V | None:
        """What was put under `key`, unless it is forgotten."""
        found = self._young.get(key)
        if found is None and (found := self._old.get(key)) is not None:
            self.put(key, found)
        return found

    def put(self, key: K, value: V) -> None:
        """Keep `value`, unless it alone weighs more than half of the budget."""
        if not self._half or (weight := self._weigh(key, value)) > self._half:
            return
        former = self._young.get(key)  # in one step, since another thread may change generations
        if former is not None:
            self._weight -= self._weigh(key, former)
        if self._weight + weight > self._half:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = value
        self._weight += weight

    def clear(self) -> None:
        """Forget everything."""
        self._old, self._young, self._weight = {}, {}, 0
