"""The texts that one function made.

Apart from `texts.py`, which mypyc compiles: it gives a class that derives from `dict` no room for
weak references, and CPython crashes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from sys import getsizeof
from typing import Any

OVERHEAD = 110
"""Bytes that an entry takes beside its text: a key and its place in the mapping."""

Render = Callable[[Any], str]
"""Gives the JSON text of a row, or of a value."""


class Memo(dict[Hashable, str]):
    """Texts of rows, or of values by their key; the text of a row is made when it is asked for.

    Parameters
    ----------
    render
        Gives the text of a row that is not there yet.
    spend
        Tells whether there is room for so many bytes more, and counts them if there is.
    """

    __slots__ = ("__weakref__", "_render", "_spend")
    __hash__ = object.__hash__  # type: ignore[assignment]  # a set of memos tells them by identity

    def __init__(self, render: Render, spend: Callable[[int], bool]) -> None:
        super().__init__()
        self._render, self._spend = render, spend

    def __missing__(self, row: int) -> str:
        return self.keep(row, self._render(row))

    def keep(self, key: Hashable, text: str) -> str:
        """Keep a text under its row or key if there is room, and return it."""
        if self._spend(getsizeof(text) + OVERHEAD):
            self[key] = text
        return text
