"""Arrays in files: read-only, and a damaged one is refused."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import pytest

from catalog.errors import SnapshotCorrupt
from catalog.storage.snapshot import Draft, Snapshot
from tests.catalog.storage.pets import write

SIZE_OF_HEADER = 128
BITS_APART = 3


def test_arrays_can_be_read_but_not_changed(tmp_path: Path) -> None:
    numbers = Snapshot.open(write(tmp_path)).array("numbers")
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 7


def test_a_flipped_bit_in_the_header_of_an_array_gives_an_array_or_is_refused(
    tmp_path: Path,
) -> None:
    draft = Draft(tmp_path)
    draft.write_array("numbers", np.arange(5, dtype=np.int32))
    file = tmp_path / "numbers.npy"
    content = file.read_bytes()
    refused = 0
    for bit in range(0, 8 * SIZE_OF_HEADER, BITS_APART):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                assert isinstance(draft.array("numbers"), np.ndarray)
            except SnapshotCorrupt:
                refused += 1
    assert refused > 4 * SIZE_OF_HEADER / BITS_APART


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"PK", b"[1, 2]"])
def test_a_file_that_is_no_array_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "numbers.npy").write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match="expected an array"):
        Draft(tmp_path).array("numbers")


def test_an_array_of_objects_is_refused_since_it_may_hold_code(tmp_path: Path) -> None:
    np.save(tmp_path / "numbers.npy", np.array([{}]), allow_pickle=True)
    with pytest.raises(SnapshotCorrupt, match="expected an array"):
        Draft(tmp_path).array("numbers")
