"""What can be wrong with a catalog and with what is asked of it.

CatalogError
├── SnapshotMissing      no snapshot where one was looked for
├── SnapshotCorrupt      a file of the snapshot is not what its manifest says
└── CursorError
    ├── CursorBroken     a text that no page gave out as a cursor
    └── CursorStale      a cursor of another snapshot
"""

from pathlib import Path


class CatalogError(Exception):
    """Any fault of a catalog."""


class SnapshotMissing(CatalogError):
    """There is no snapshot in the folder."""

    def __init__(self, snapshots: Path) -> None:
        super().__init__(
            f"{snapshots}: no snapshot here; make one with "
            f"`python main.py build --snapshots {snapshots}`"
        )


class SnapshotCorrupt(CatalogError):
    """A file is missing, cut off or changed."""

    def __init__(self, file: Path, expected: object, found: object) -> None:
        super().__init__(
            f"{file}: expected {expected}, found {found}; "
            f"delete {file.parents[0]} and build the snapshot again"
        )


class CursorError(CatalogError):
    """A cursor that does not say where a page begins."""


class CursorBroken(CursorError):
    """Nobody gave out this cursor."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor[:80]!r} is not a cursor; take one from `pageInfo` or `edges`")


class CursorStale(CursorError):
    """The data has changed since the cursor was given out."""

    def __init__(self, cursor: str) -> None:
        super().__init__(f"{cursor[:80]!r} is a cursor of older data; start again without it")
