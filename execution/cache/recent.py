"""A bounded cache: what was used lately stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping that forgets what was not used for long once it weighs more than `budget`.

    Two generations stand in for the order of use: when the young one fills half of the budget it
    becomes the old one, and what is used from the old one becomes young again.  So a hit costs
    one look-up and no bookkeeping.

    Parameters
    ----------
    budget
        The greatest weight of everything together.
    weigh
        The weight of an entry; without it each weighs 1.
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
        if key in self._young:
            self._weight -= self._weigh(key, self._young[key])
        if self._weight + weight > self._half:
            self._old, self._young, self._weight = self._young, {}, 0
        self._young[key] = value
        self._weight += weight

    def clear(self) -> None:
        """Forget everything."""
        self._old, self._young, self._weight = {}, {}, 0
