"""Pages of a list: which rows a client asks for, and the page with its cursors."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from numpy.typing import NDArray

from catalog.errors import CursorBroken, CursorStale

R = TypeVar("R", bound=int)
_CURSOR = re.compile(r"(?P<fingerprint>[0-9a-f]*):(?P<position>[0-9]{1,9})")


class PageInfo(NamedTuple):
    """Whether rows come before and after a page, and the cursors of its first and last row."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class Edge(NamedTuple, Generic[R]):
    """One row of a page and its cursor."""

    cursor: str
    node: R


class Window(NamedTuple):
    """The page that a client asks for.

    Of the rows after the cursor `after` and before the cursor `before`, the first `offset` are
    skipped.  The page is the `first` of the rest, or the `last` of them if `last` is given.
    """

    first: int
    after: str | None = None
    last: int | None = None
    before: str | None = None
    offset: int = 0

    def bounds(self, count: int, fingerprint: str) -> tuple[int, int]:
        """Where the page begins and ends among `count` rows.

        Raises
        ------
        CursorBroken, CursorStale
            A text that is not a cursor, or a cursor of another snapshot.
        """
        low = 0 if self.after is None else position_of(self.after, fingerprint) + 1
        high = count if self.before is None else min(position_of(self.before, fingerprint), count)
        low = min(low + self.offset, high)
        if self.last is not None:
            return max(high - self.last, low), high
        return low, min(low + self.first, high)


class Selection(Generic[R]):
    """The rows that matched, and one page of them.

    Parameters
    ----------
    count
        How many rows matched.
    fetch
        Gives the rows of a page, in order; called only if the rows are read.
    window
        Which page.
    fingerprint
        The fingerprint of the snapshot; a cursor is good for one snapshot.
    """

    def __init__(
        self,
        count: int,
        fetch: Callable[[slice], NDArray[Any]],
        window: Window,
        fingerprint: str,
    ) -> None:
        self.total_count = count
        self._fetch = fetch
        self._fingerprint = fingerprint
        self._begin, self._end = window.bounds(count, fingerprint)
        self._nodes: list[R] | None = [] if self._begin == self._end else None

    @property
    def nodes(self) -> list[R]:
        """The rows of the page."""
        if self._nodes is None:
            self._nodes = self._fetch(slice(self._begin, self._end)).tolist()
        return self._nodes

    @property
    def edges(self) -> list[Edge[R]]:
        """The rows of the page, each with its cursor."""
        return [Edge(self._cursor(at), row) for at, row in enumerate(self.nodes, self._begin)]

    @property
    def page_info(self) -> PageInfo:
        """Whether rows come before and after the page, and the cursors of its ends."""
        some = self._begin < self._end
        return PageInfo(
            has_next_page=self._end < self.total_count,
            has_previous_page=self._begin > 0,
            start_cursor=self._cursor(self._begin) if some else None,
            end_cursor=self._cursor(self._end - 1) if some else None,
        )

    def _cursor(self, position: int) -> str:
        plain = f"{self._fingerprint[:8]}:{position}"
        return base64.urlsafe_b64encode(plain.encode()).decode()


def position_of(cursor: str, fingerprint: str) -> int:
    """The position, from 0, of the row with this cursor.

    Raises
    ------
    CursorBroken, CursorStale
        A text that is not a cursor, or a cursor of another snapshot.
    """
    try:
        plain = base64.b64decode(cursor, altchars=b"-_", validate=True).decode()
    except (binascii.Error, ValueError):
        raise CursorBroken(cursor) from None
    found = _CURSOR.fullmatch(plain)
    if not found:
        raise CursorBroken(cursor)
    if found["fingerprint"] != fingerprint[:8]:
        raise CursorStale(cursor)
    return int(found["position"])
