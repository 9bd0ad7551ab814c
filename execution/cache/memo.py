"""The texts that one function made.

Apart from `answer_texts.py`, which mypyc compiles: it gives a class that derives from `dict` no
room for weak references, and CPython crashes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from sys import getsizeof
from typing import Any

BYTES_PER_ROW, BYTES_PER_KEY = 160, 350
"""What an entry takes beside its text: its place in the mapping, and a row or a key."""

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
    release
        Called when the texts are forgotten, so that nobody adds to them.
    """

    __slots__ = ("__weakref__", "_release", "_render", "_spend")
    __hash__ = object.__hash__  # type: ignore[assignment]  # a set of memos tells them by identity

    def __init__(
        self, render: Render, spend: Callable[[int], bool], release: Callable[[], object]
    ) -> None:
        super().__init__()
        self._render, self._spend, self._release = render, spend, release

    def __missing__(self, row: int) -> str:
        text = self._render(row)
        if self._spend(getsizeof(text) + BYTES_PER_ROW):
            self[row] = text
        return text

    def keep(self, key: Hashable, text: str) -> str:
        """Keep the text of a value under its key if there is room, and return it."""
        if self._spend(getsizeof(text) + BYTES_PER_KEY):
            self[key] = text
        return text

    def forget(self) -> None:
        """Forget all texts."""
        self._release()
        self.clear()
