"""Look-ups by key over sorted arrays, which need no index in memory and no time to open."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.storage.columns import Column


def row_of(keys: Column[int], key: int) -> int | None:
    """The row whose key is `key`, or None.

    Parameters
    ----------
    keys
        The column of numbers that is the key of a table; it ascends.
    """
    cells: memoryview[int] = keys.values.data
    row = bisect_left(cells, key)
    return row if row < len(cells) and cells[row] == key else None


class TextKeys:
    """The rows that have a text: the 64-bit hash of each text, ascending, and its row.

    Parameters
    ----------
    parts
        ``hashes`` and ``rows``, both of shape (n_pairs,).  Two texts with the same hash would be
        taken for one; among a million texts the odds of that are 1 in 37 million.
    """

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self.parts = parts
        self.hashes, self.rows = parts["hashes"], parts["rows"]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, int]]) -> TextKeys:
        """Index (text, row) pairs; a pair that comes twice counts once."""
        pairs = list(pairs)
        digests = b"".join([_hash(text) for text, _ in pairs])
        hashes = np.frombuffer(digests, dtype=">u8").astype(np.uint64)
        rows = np.array([row for _, row in pairs], dtype=np.int32)
        order = np.lexsort((rows, hashes))
        hashes, rows = hashes[order], rows[order]
        first = np.ones(len(rows), dtype=bool)
        first[1:] = (hashes[1:] != hashes[:-1]) | (rows[1:] != rows[:-1])
        return cls({"hashes": hashes[first], "rows": rows[first]})

    def rows_of(self, text: str) -> list[int]:
        """Every row that has `text`, ascending."""
        key = np.uint64(int.from_bytes(_hash(text), "big"))
        begin, end = self.hashes.searchsorted(key), self.hashes.searchsorted(key, side="right")
        found: list[int] = self.rows[begin:end].tolist()
        return found


def _hash(text: str) -> bytes:
    """64 bits of the BLAKE2b hash of `text`, as big-endian bytes."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).digest()
