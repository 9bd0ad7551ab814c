"""Pieces of answers that depend on nothing but a row, kept as text.

A snapshot never changes, so neither does what a plan makes of the columns of a row.
"""

from __future__ import annotations

from collections.abc import Callable
from sys import getsizeof
from weakref import WeakSet

OVERHEAD = 110
"""Bytes that an entry takes beside its text: a key and its place in the mapping."""

Render = Callable[[int], str]


class Memo(dict[int, str]):
    """The texts that one function made of rows; a missing one is made when it is asked for."""

    __slots__ = ("__weakref__", "_fragments", "_render")
    __hash__ = object.__hash__  # type: ignore[assignment]  # a set of memos tells them by identity

    def __init__(self, render: Render, fragments: Fragments) -> None:
        super().__init__()
        self._render, self._fragments = render, fragments

    def __missing__(self, row: int) -> str:
        text = self._render(row)
        self._fragments.spend(getsizeof(text) + OVERHEAD)
        self[row] = text
        return text


class Fragments:
    """All memos of a snapshot; together they hold at most `budget` bytes, about."""

    def __init__(self, budget: int) -> None:
        self._budget, self._spent = budget, 0
        self._memos: WeakSet[Memo] = WeakSet()

    def memo(self, render: Render) -> Render:
        """`render`, remembering; with no budget at all, `render` itself."""
        if not self._budget:
            return render
        memo = Memo(render, self)
        self._memos.add(memo)
        return memo.__getitem__

    def spend(self, size: int) -> None:
        """Count `size` bytes more; where that is too much, forget everything first."""
        self._spent += size
        if self._spent > self._budget:
            for memo in list(self._memos):
                memo.clear()
            self._spent = size
