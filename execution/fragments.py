"""Pieces of answers that depend on a row and on few values more, kept as text.

A snapshot never changes, so neither does what a plan makes of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from sys import getsizeof
from typing import Any
from weakref import WeakSet

OVERHEAD = 110
"""Bytes that an entry takes beside its text: a key and its place in the mapping."""
LARGEST = 100
"""What part of the budget one text may take at the most, as a divisor."""
MOST_MEMOS = 16
"""Memos of one function, each for other values that it needs."""

Render = Callable[[int], str]
Request = Any
"""What a request filled in, by place; at 0 stands the information that resolvers see."""


class Memo(dict[int, str]):
    """The texts that one function made of rows; a missing one is made when it is asked for."""

    __slots__ = ("__weakref__", "_fragments", "_render")
    __hash__ = object.__hash__  # type: ignore[assignment]  # a set of memos tells them by identity

    def __init__(self, render: Render, fragments: Fragments) -> None:
        super().__init__()
        self._render, self._fragments = render, fragments

    def __missing__(self, row: int) -> str:
        text = self._render(row)
        if self._fragments.spend(getsizeof(text) + OVERHEAD):
            self[row] = text
        return text


class Texts:
    """What one function of a plan made of rows.

    Parameters
    ----------
    write
        Gives the text for a row and a request.
    needs
        The places in a request that the text depends on.
    information
        What resolvers see while a text is made that later requests will use.
    """

    def __init__(
        self,
        write: Callable[[int, Request], str],
        needs: Sequence[int],
        information: Any,
        fragments: Fragments,
    ) -> None:
        self._write, self._needs = write, needs
        self._information, self._fragments = information, fragments
        self._memos: dict[Any, Render] = {}

    def of(self, request: Request) -> Render:
        """The function that gives the text of a row as this request wants it."""
        key = tuple([request[need] for need in self._needs])
        try:
            found = self._memos.get(key)
        except TypeError:  # a list or an input object, of which clients send many
            return lambda row: self._write(row, request)
        if found is None:
            if len(self._memos) >= MOST_MEMOS:
                self._memos.clear()
            found = self._memos[key] = self._memo(key)
        return found

    def _memo(self, key: Sequence[Any]) -> Render:
        write, request = self._write, dict(zip(self._needs, key, strict=True))
        request[0] = self._information
        return self._fragments.memo(lambda row: write(row, request))


class Fragments:
    """All memos of a snapshot; together they hold at most `budget` bytes, about."""

    def __init__(self, budget: int) -> None:
        self._budget, self._spent = budget, 0
        self._memos: WeakSet[Memo] = WeakSet()

    def __bool__(self) -> bool:
        return self._budget > 0

    def memo(self, render: Render) -> Render:
        """`render`, remembering."""
        memo = Memo(render, self)
        self._memos.add(memo)
        return memo.__getitem__

    def spend(self, size: int) -> bool:
        """Whether a text of `size` bytes is to be kept; where all is spent, forget the others."""
        if size * LARGEST > self._budget:
            return False
        self._spent += size
        if self._spent > self._budget:
            for memo in list(self._memos):
                memo.clear()
            self._spent = size
        return True
