"""A small table, and a snapshot of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from catalog.storage import store
from catalog.storage.cell_types import Count, Name
from catalog.storage.columns import Column
from catalog.storage.table import Table


class PetRow(int):
    """Row of `Pets`."""


class Pets(Table[PetRow], name="pets", row=PetRow, key="name"):
    """A small table."""

    name: Column[Name]
    legs: Column[Count | None]


def write(snapshots: Path, fingerprint: str = "cafe") -> Path:
    """Write and publish a snapshot with an array, a table and a value."""
    with store.draft(snapshots) as draft:
        draft.write_array("numbers", np.arange(5, dtype=np.int32))
        draft.write_table(Pets.of({"name": ["Ida", "Žofie"], "legs": [4, None]}))
        draft.write_json("story", {"título": "Ñandú"})
        draft.seal(fingerprint=fingerprint, built_at="2026-01-02T03:04:05+00:00", source="a test")
        return store.publish(snapshots, draft)
