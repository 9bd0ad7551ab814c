"""Pieces of answers that depend on a row and on few values more, kept as text.

A snapshot never changes, so neither does what a plan makes of a row.

Threads share the cache: the event loop and the thread pool read and write it at the same time.
Each look-up and each entry is one operation on a dict, which CPython does whole, and texts that two
threads write of one row are equal, so it does not matter which of them stays.  A lock guards the
set of memos.  The count of bytes has none: it may drift by a text that is written meanwhile, and
starts anew whenever the budget is spent.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from sys import getsizeof
from typing import Any
from weakref import WeakSet

from catalog.lists.keyed import Keyed
from catalog.weighed_cache import Usage
from execution.cache.memo import Memo, Render

MAX_SHARE = 0.01
"""The part of the budget that one text may take; a longer one is not kept."""
MAX_MEMOS = 16
"""Memos of one function, each for other values of what its texts depend on."""
BYTES_PER_MEMO = 1_500
"""What a memo takes in memory without its texts, and beside the text in its key."""

Filled = Any
"""What a plan filled in from a request, by number; at 0 stands what resolvers get as `info`."""


class RowTexts:
    """The texts that one function of a plan writes, each kept for later requests.

    Parameters
    ----------
    write
        Gives the text of a row or value as one request wants it.
    needs
        The numbers of what the text depends on beside the row.
    info
        What resolvers get while a text is written that later requests will use.
    by_key
        Whether the function writes values, of which those that are `Keyed` are found by key.
    """

    def __init__(
        self,
        write: Callable[[Any, Filled], str],
        needs: Sequence[int],
        info: Any,
        cache: AnswerTexts,
        *,
        by_key: bool = False,
    ) -> None:
        self._write, self._needs, self._by_key = write, needs, by_key
        self._info, self._cache = info, cache
        self._memos: dict[Any, Render] = {}

    def for_request(self, filled: Filled) -> Render:
        """The function that gives the text of a row as this request wants it."""
        key = tuple([filled[need] for need in self._needs])
        try:
            found = self._memos.get(key)
        except TypeError:  # a list or an input object, of which clients send many
            return lambda row: self._write(row, filled)
        if found is None:
            if len(self._memos) >= MAX_MEMOS:
                self._memos.clear()
            found = self._memo(key)
        return found

    def _memo(self, key: tuple[Any, ...]) -> Render:
        write, filled, memos = self._write, dict(zip(self._needs, key, strict=True)), self._memos
        filled[0] = self._info
        size = BYTES_PER_MEMO + sum(map(getsizeof, key))
        memo = self._cache.memo(lambda row: write(row, filled), size, lambda: memos.pop(key, None))
        if memo is None:
            return lambda row: write(row, filled)
        memos[key] = self._by_value(memo, filled) if self._by_key else memo.__getitem__
        return memos[key]

    def _by_value(self, memo: Memo, filled: Filled) -> Render:
        """The text of a value by its key; that of a value without one is written anew."""
        write = self._write

        def text(value: Any) -> str:
            if not isinstance(value, Keyed):
                return write(value, filled)
            return memo.get(value.key) or memo.keep(value.key, write(value, filled))

        return text


class AnswerTexts:
    """The texts of all plans over one snapshot.

    Parameters
    ----------
    budget
        Bytes that all of them take together, about; 0 keeps none.
    """

    def __init__(self, budget: int) -> None:
        self._budget, self._largest = budget, int(budget * MAX_SHARE)
        self._spent = self._entries = 0
        self._memos: WeakSet[Memo] = WeakSet()
        self._lock = threading.Lock()

    def __bool__(self) -> bool:
        return self._budget > 0

    @property
    def usage(self) -> Usage:
        """How full it is; what went with its plan counts until all is forgotten."""
        return Usage(self._spent, self._entries, self._budget)

    def memo(self, render: Render, size: int, release: Callable[[], object]) -> Memo | None:
        """Texts of rows that are kept as long as there is room, and as long as their plan is.

        Parameters
        ----------
        size
            Bytes that they take while there is none; where that is too much, nothing is kept.
        release
            Called when they are forgotten.
        """
        if not self.spend(size):
            return None
        memo = Memo(render, self.spend, release)
        with self._lock:
            self._memos.add(memo)
        return memo

    def spend(self, size: int) -> bool:
        """Whether a text of `size` bytes is to be kept; where all is spent, forget the others."""
        if size > self._largest:
            return False
        if self._spent + size > self._budget:
            with self._lock:
                memos = list(self._memos)
            for memo in memos:
                memo.forget()
            self._spent = self._entries = 0
        self._spent += size
        self._entries += 1
        return True
