"""The settings, and what several commands share: options, the current snapshot, the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from cluster.mirror import Mirror
from commands.terminal import print_error
from settings import Settings

UNUSABLE_INPUT = 2
"""Exit code of a command whose input cannot be used."""
LOSS = 3
"""Exit code of a build that would lose too many films."""
Snapshots = Annotated[
    Path, typer.Option(help="Folder that holds the snapshots, or s3://bucket/prefix.")
]


def read_settings() -> Settings:
    """Read the settings; if some are invalid, name each in one line and exit."""
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors():
            name = f"REELGRAPH_{str(fault['loc'][0]).upper().removeprefix('REELGRAPH_')}"
            print_error(f"{name} is {fault['input']!r}: {fault['msg']}")
        raise SystemExit(UNUSABLE_INPUT) from None


settings = read_settings()


def open_current(snapshots: Path) -> Snapshot:
    """Open the current snapshot of a folder or a bucket."""
    if mirror := Mirror.of(snapshots, settings.cache):
        mirror.pull()
        snapshots = mirror.folder
    return Snapshot.open(store.current(snapshots))
