"""Values that a key identifies, so that what is made of them can be cached."""

from __future__ import annotations

from collections.abc import Hashable


class Keyed:
    """A value that never changes within a snapshot: two with the same `key` are equal."""

    __slots__ = ()
    key: Hashable
