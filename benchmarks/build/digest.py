"""A column of a table in short, to tell whether two programs made the same one."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from typing import Any


def digest(cells: Iterable[Any]) -> str:
    """SHA-256 of the cells in their order; NaN is null, and a whole number that number."""
    plain = [_plain(cell) for cell in cells]
    return hashlib.sha256(json.dumps(plain).encode()).hexdigest()


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[str]:
    """The columns of `theirs` that are others, or none, in `ours`."""
    return sorted(name for name, found in theirs.items() if ours.get(name) != found)


def _plain(cell: Any) -> Any:
    if isinstance(cell, int | float):
        return None if math.isnan(cell) else float(cell)
    return None if cell is None else str(cell)
