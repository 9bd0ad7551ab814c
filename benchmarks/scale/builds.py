"""Snapshots of many films: how long they take to build, and how many bytes they have."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from benchmarks.data.dataset import opened
from benchmarks.modules import output_of
from catalog.storage.snapshot import Snapshot
from catalog.tables import CastCredits, CrewCredits

PARTS = ("neighbors", "space", "names")
"""Groups of files of a snapshot, by how their names begin; all others are tables and orders."""


def built(raw: Path, snapshots: Path, *, again: bool) -> dict[str, Any]:
    """Build a snapshot in a process of its own and look at it.

    Parameters
    ----------
    raw
        The folder or zip to build from.
    again
        Whether to build it even if it was built before; else its figures are those of then.

    Returns
    -------
    What `benchmarks.build.profile` prints, with the bytes of each part of the snapshot, the
    recall of its neighbors and the number of credits.
    """
    profile = snapshots / "profile.json"
    if again or not profile.is_file():
        shutil.rmtree(snapshots, ignore_errors=True)
        profile.write_text(json.dumps(output_of("benchmarks.build.profile", raw, snapshots)))
    found: dict[str, Any] = json.loads(profile.read_bytes())
    snapshot = opened(snapshots)
    credits = sum(len(snapshot.table(kind)) for kind in (CastCredits, CrewCredits))
    recall = snapshot.json("model")["recall"]
    return {**found, "bytes": _bytes(snapshot), "recall": recall, "credits": credits}


def _bytes(snapshot: Snapshot) -> dict[str, int]:
    """Bytes of the files of a snapshot by what they are for."""
    manifest = snapshot.manifest
    found = dict.fromkeys([*PARTS, "tables"], 0)
    for name, (size, _) in (manifest.files if manifest else {}).items():
        found[next((part for part in PARTS if name.startswith(part)), "tables")] += size
    return found
