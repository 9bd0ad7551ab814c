"""Errors of the catalog.

CatalogError
├── SnapshotMissing      a folder has no current snapshot
├── SnapshotCorrupt      a file of a snapshot is missing, damaged or not what its manifest says
└── CursorError
    ├── CursorBroken     a text is not a cursor
    └── CursorStale      a cursor belongs to another snapshot
"""

from pathlib import Path


class CatalogError(Exception):
    """Any error of the catalog."""


class SnapshotMissing(CatalogError):
    """A folder has no current snapshot."""

    def __init__(self, snapshots: Path) -> None:
        super().__init__(
            f"{snapshots}: no snapshot here; build one with "
            f"`python main.py build --snapshots {snapshots}`"
        )


class SnapshotCorrupt(CatalogError):
    """A file of a snapshot is missing, damaged or not what its manifest says."""

    def __init__(self, file: Path, expected: object, found: object) -> None:
        super().__init__(f"{file}: expected {expected}, found {found}; build the snapshot again")


class CursorError(CatalogError):
    """A cursor cannot be used."""


class CursorBroken(CursorError):
    """A text is not a cursor."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor[:80]!r} is not a cursor; take one from `pageInfo` or `edges`")


class CursorStale(CursorError):
    """A cursor belongs to another snapshot: the data has changed since it was given out."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor[:80]!r} is a cursor of older data; start again without it")
