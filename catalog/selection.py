"""An ordered list of rows and one page of it."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace
from typing import Any, Generic, NamedTuple, Self, TypeVar

from numpy.typing import NDArray

from catalog.errors import CursorBroken, CursorStale

R = TypeVar("R", bound=int)
_CURSOR = re.compile(r"(?P<fingerprint>[0-9a-f]*):(?P<position>[0-9]{1,9})")


class PageInfo(NamedTuple):
    """Where a page stands in the whole."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


class Edge(NamedTuple, Generic[R]):
    """One row of a page and the cursor after which the next page begins."""

    cursor: str
    node: R


@dataclass(frozen=True, slots=True)
class Selection(Generic[R]):
    """All rows that were asked for, in order, and which of them stand on the page.

    Parameters
    ----------
    rows
        Row numbers, in order.
    fingerprint
        The snapshot that the rows are of; cursors belong to it.
    begin, end
        The page: from row `begin` to the one before `end`.
    """

    rows: NDArray[Any]
    fingerprint: str
    begin: int = 0
    end: int = 0

    def page(self, first: int, after: str | None) -> Self:
        """The `first` rows after the cursor `after`, or the very first ones.

        Raises
        ------
        CursorBroken, CursorStale
            `after` is no cursor, or is one of another snapshot.
        """
        begin = 0 if after is None else min(self._position(after) + 1, len(self.rows))
        return replace(self, begin=begin, end=min(begin + first, len(self.rows)))

    @property
    def total_count(self) -> int:
        """How many rows there are on all pages."""
        return len(self.rows)

    @property
    def nodes(self) -> list[R]:
        """The rows of the page."""
        page: list[R] = self.rows[self.begin : self.end].tolist()
        return page

    @property
    def edges(self) -> list[Edge[R]]:
        """The rows of the page, each with its cursor."""
        return [Edge(self._cursor(at), row) for at, row in enumerate(self.nodes, self.begin)]

    @property
    def page_info(self) -> PageInfo:
        """Whether there is more, and the cursors of the page's ends."""
        some = self.begin < self.end
        return PageInfo(
            has_next_page=self.end < len(self.rows),
            has_previous_page=self.begin > 0,
            start_cursor=self._cursor(self.begin) if some else None,
            end_cursor=self._cursor(self.end - 1) if some else None,
        )

    def _cursor(self, position: int) -> str:
        return base64.urlsafe_b64encode(f"{self.fingerprint[:8]}:{position}".encode()).decode()

    def _position(self, cursor: str) -> int:
        try:
            plain = base64.b64decode(cursor, altchars=b"-_", validate=True).decode()
        except (binascii.Error, ValueError):
            raise CursorBroken(cursor) from None
        found = _CURSOR.fullmatch(plain)
        if not found:
            raise CursorBroken(cursor)
        if found["fingerprint"] != self.fingerprint[:8]:
            raise CursorStale(cursor)
        return int(found["position"])
