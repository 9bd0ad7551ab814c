"""The folder of all snapshots: one folder for each, never changed, and a pointer to the current.

::

    snapshots/
      current               the name of the snapshot to serve
      3f8a…/                one snapshot
        manifest.json       what it is, and the size and SHA-256 of every other file
        movies.runtime.values.npy …
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import SnapshotMissing
from catalog.storage.manifest import Manifest
from catalog.storage.snapshot import Draft, flush

POINTER = "current"
DRAFT = ".draft-"


@contextmanager
def draft(snapshots: Path) -> Iterator[Draft]:
    """A new draft in the folder `snapshots`; it is removed at the end unless it was published.

    Drafts of builds that were killed are removed first.  A build holds a lock on its draft, so a
    draft without a lock belongs to no build that still runs.
    """
    snapshots.mkdir(parents=True, exist_ok=True)
    with _lock(snapshots):
        _remove_leftovers(snapshots)
        folder = Path(tempfile.mkdtemp(prefix=DRAFT, dir=snapshots))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    folder.chmod(0o755)
    try:
        yield Draft(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


def publish(snapshots: Path, finished: Draft) -> Path:
    """Place a sealed draft among the snapshots and make it the current one; gives its folder."""
    folder = place(snapshots, finished)
    point(snapshots, folder.name)
    return folder


def place(snapshots: Path, finished: Draft) -> Path:
    """Rename a sealed draft to its fingerprint; the current snapshot stays current.

    Gives the folder.
    """
    folder = snapshots / Manifest.read(finished.folder).fingerprint
    former = snapshots / f"{DRAFT}{folder.name}"
    if folder.exists():
        folder.rename(former)
    finished.folder.rename(folder)
    shutil.rmtree(former, ignore_errors=True)
    return folder


def point(snapshots: Path, name: str) -> None:
    """Make `name` the current snapshot; a reader sees the old name or the new, nothing between."""
    with _lock(snapshots):
        _remove_leftovers(snapshots)
        beside = snapshots / f".{POINTER}-{os.getpid()}"
        beside.write_text(name + "\n")
        flush(beside)
        beside.rename(snapshots / POINTER)
        flush(snapshots)


def current(snapshots: Path) -> Path:
    """The folder of the current snapshot.

    Raises
    ------
    SnapshotMissing
        There is no pointer, or the folder that it names does not exist.
    OSError
        It cannot be told, e.g. since this user may not read the folder.
    """
    try:
        name = (snapshots / POINTER).read_text().strip()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        raise SnapshotMissing(snapshots) from None
    folder = snapshots / name
    if not name or not folder.is_dir():
        raise SnapshotMissing(snapshots)
    return folder


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _remove_leftovers(snapshots: Path) -> None:
    """Remove pointers and drafts that a killed process left behind."""
    for leftover in snapshots.glob(f".{POINTER}-*"):
        leftover.unlink(missing_ok=True)
    for leftover in snapshots.glob(f"{DRAFT}*"):
        descriptor = os.open(leftover, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(leftover, ignore_errors=True)
        finally:
            os.close(descriptor)
