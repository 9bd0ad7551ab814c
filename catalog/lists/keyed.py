"""Values that are known by a key."""

from __future__ import annotations

from collections.abc import Hashable


class Keyed:
    """A value that never changes within a snapshot: of one key there is but one."""

    __slots__ = ()
    key: Hashable
