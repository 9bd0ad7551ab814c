"""A short digest of a column, to tell whether two programs made the same one."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any


def digest(cells: Iterable[Any]) -> str:
    """SHA-256 of the cells in their order, in hex; NaN counts as null, and 2.0 as 2."""
    plain = [_plain(cell) for cell in cells]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """Names of the columns of `theirs` that have another digest in `ours`, or are not there."""
    return sorted(name for name, found in theirs.items() if ours.get(name) != found)


def _plain(cell: Any) -> Any:
    if isinstance(cell, int | float):
        return None if math.isnan(cell) else float(cell)
    return None if cell is None else str(cell)
