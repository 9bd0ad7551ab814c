"""Look-ups by key over arrays that may lie in a file: sorted, so that nothing is built at start."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import NumberColumn


def row_of(keys: NumberColumn[int], key: int) -> int | None:
    """The row whose key is `key`; `keys` is the ascending key column of a table."""
    cells: memoryview[int] = keys.values.data
    row = bisect_left(cells, key)
    return row if row < len(cells) and cells[row] == key else None


class TextKeys:
    """Which rows bear a text: 64-bit hashes in ascending order, and the row of each."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self.parts = parts
        self.hashes, self.rows = parts["hashes"], parts["rows"]

    @classmethod
    def of(cls, bearers: Iterable[tuple[str, int]]) -> TextKeys:
        """Index (text, row) pairs; a pair that comes twice counts once."""
        pairs = list(bearers)
        digests = b"".join([_hash(text) for text, _ in pairs])
        hashes = np.frombuffer(digests, dtype=">u8").astype(np.uint64)
        rows = np.array([row for _, row in pairs], dtype=np.int32)
        order = np.lexsort((rows, hashes))
        hashes, rows = hashes[order], rows[order]
        first = np.ones(len(rows), dtype=bool)
        first[1:] = (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1])
        return cls({"hashes": hashes[first], "rows": rows[first]})

    def rows_of(self, text: str) -> list[int]:
        """Every row that bears `text`, in ascending order."""
        key = np.uint64(int.from_bytes(_hash(text), "big"))
        begin, end = self.hashes.searchsorted(key), self.hashes.searchsorted(key, side="right")
        found: list[int] = self.rows[begin:end].tolist()
        return found


def _hash(text: str) -> bytes:
    """The 64 bits of `text`, the highest first."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
