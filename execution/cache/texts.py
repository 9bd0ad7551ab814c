"""Pieces of answers that depend on a row and on few values more, kept as text.

A snapshot never changes, so neither does what a plan makes of a row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from weakref import WeakSet

from catalog.lists.keyed import Keyed
from execution.cache.memo import Memo, Render

LARGEST = 100
"""What part of the budget one text may take at the most, as a divisor."""
MOST_MEMOS = 16
"""Memos of one function, each for other values that it needs."""

Request = Any
"""What a request filled in, by place; at 0 stands the information that resolvers see."""


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
    by_key
        Whether it writes values, of which those that are `Keyed` are known by their key.
    """

    def __init__(
        self,
        write: Callable[[Any, Request], str],
        needs: Sequence[int],
        information: Any,
        fragments: Fragments,
        *,
        by_key: bool = False,
    ) -> None:
        self._write, self._needs, self._by_key = write, needs, by_key
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
        memo = self._fragments.memo(lambda row: write(row, request))
        return self._looked_up(memo, request) if self._by_key else memo.__getitem__

    def _looked_up(self, memo: Memo, request: Request) -> Render:
        """The text of a value by its key; of one without it is written anew."""
        write = self._write

        def text(value: Any) -> str:
            if not isinstance(value, Keyed):
                return write(value, request)
            return memo.get(value.key) or memo.keep(value.key, write(value, request))

        return text


class Fragments:
    """All memos of a snapshot; together they hold at most `budget` bytes, about."""

    def __init__(self, budget: int) -> None:
        self._budget, self._spent = budget, 0
        self._memos: WeakSet[Memo] = WeakSet()

    def __bool__(self) -> bool:
        return self._budget > 0

    def memo(self, render: Render) -> Memo:
        """Texts of rows that are kept as long as there is room."""
        memo = Memo(render, self.spend)
        self._memos.add(memo)
        return memo

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
