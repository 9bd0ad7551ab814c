"""Arrays in files, memory-mapped without keeping the file open."""

from __future__ import annotations

import ctypes
import mmap
import os
import tokenize
import weakref
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

NO_ARRAY = (ValueError, TypeError, EOFError, OSError, SyntaxError, tokenize.TokenError)
"""What `map_file` raises for a file that holds no array."""
LENGTH_BYTES = 2
"""Of the length of a header."""
HEADERS = 1_000
"""How many headers are remembered, of all snapshots that were opened."""
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.mmap.restype = ctypes.c_void_p
_LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
_LIBC.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
_FAILED = ctypes.c_void_p(-1).value


def map_file(file: Path) -> NDArray[Any]:
    """The array in an ``.npy`` file, memory-mapped and read-only.

    It calls ``mmap`` of the C library, since Python's `mmap` keeps the file open: a snapshot has
    more files than a process may have open.  The memory is unmapped with the last view of it.

    Raises
    ------
    NO_ARRAY
        The file is missing, damaged or not an array.
    """
    with file.open("rb", buffering=0) as stream:
        version = np.lib.format.read_magic(stream)
        if version != (1, 0):
            raise ValueError(f"version {version} of the format")
        length = stream.read(LENGTH_BYTES)
        header = stream.read(int.from_bytes(length, "little"))
        shape, by_columns, kind = _described(length + header)
        begin, end = stream.tell(), os.fstat(stream.fileno()).st_size
        address = _LIBC.mmap(None, end, mmap.PROT_READ, mmap.MAP_SHARED, stream.fileno(), 0)
    if address == _FAILED:
        raise OSError(ctypes.get_errno(), "cannot be mapped")
    content = (ctypes.c_char * end).from_address(address)
    weakref.finalize(content, _LIBC.munmap, address, end).atexit = False
    order: Literal["F", "C"] = "F" if by_columns else "C"
    values: NDArray[Any] = np.ndarray(shape, kind, content, begin, order=order)  # type: ignore[arg-type]  # a buffer
    values.flags.writeable = False
    return values


@lru_cache(HEADERS)
def _described(header: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """The shape, the order and the type in a header; the columns of a table have few."""
    shape, by_columns, kind = np.lib.format.read_array_header_1_0(BytesIO(header))
    if kind.hasobject:
        raise ValueError("Python objects")
    return shape, by_columns, kind
