"""What is made once for all workers of a run, since each of them is a process of its own."""

from __future__ import annotations

import fcntl
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first worker makes; the others wait for it.

    Tests only read it.

    Parameters
    ----------
    folders
        pytest's fixture `tmp_path_factory`.
    name
        The name of the folder, one for each content.
    make
        Fills an empty folder.
    """
    base = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent  # of all workers
    folder = base / name
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            part = Path(tempfile.mkdtemp(dir=base))
            make(part)
            part.rename(folder)
    return folder
