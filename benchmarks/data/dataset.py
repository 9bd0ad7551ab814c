"""The data set that is measured: the real one where it is there, else the sample."""

from __future__ import annotations

import os
from pathlib import Path

from build import build
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from settings import ROOT

CACHE = ROOT / "benchmarks" / ".cache"
"""Where benchmarks keep what takes long to make; git ignores it."""
REAL = (
    Path(os.environ.get("REELGRAPH_DATA", ROOT.parent / "shared" / "data"))
    / "the-movies-dataset.zip"
)
SAMPLE = ROOT / "data" / "sample"


def source() -> Path:
    """The zip of The Movies Dataset, or the folder of the sample."""
    return REAL if REAL.exists() else SAMPLE


def snapshots() -> Path:
    """Build the snapshot of that source, if that was not done yet.

    Returns
    -------
    The folder of which it is the current snapshot.
    """
    folder = CACHE / "snapshots"
    build(source(), folder, accept_loss=True)  # the sample may take the place of the real data
    return folder


def opened(folder: Path) -> Snapshot:
    """Open the current snapshot of a folder."""
    return Snapshot.open(current(folder))
