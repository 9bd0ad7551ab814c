"""Folders of snapshots, to be changed or damaged at will."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from catalog.storage import store
from settings import ROOT

SAMPLE = ROOT / "data" / "sample"
MOVIES = "movies_metadata.csv"


def copy_of(snapshots: Path, names: tuple[str, ...], folder: Path) -> Path:
    """A folder of snapshots with copies of these, the first of which is the current one."""
    folder.mkdir(parents=True)
    folder.chmod(0o755)
    for name in names:
        shutil.copytree(snapshots / name, folder / name)
    store.point(folder, names[0])
    return folder


def part_of_sample(folder: Path, movies: int) -> Path:
    """The raw files of the sample with only its first movies."""
    shutil.copytree(SAMPLE, folder)
    with (SAMPLE / MOVIES).open(encoding="utf-8", newline="") as whole:
        rows = list(csv.reader(whole))
    with (folder / MOVIES).open("w", encoding="utf-8", newline="") as part:
        csv.writer(part, lineterminator="\n").writerows(rows[: movies + 1])
    return folder


def drafts(snapshots: Path) -> list[str]:
    """The hidden entries beside the snapshots, such as what a killed build leaves behind."""
    return sorted(entry.name for entry in snapshots.glob(".*"))
