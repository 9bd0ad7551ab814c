"""Scripts for Node, run beside their packages."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.support.patience import HUNG

FOLDER = Path(__file__).parent
PACKAGES = FOLDER / "node_modules"
OLDEST = 20
"""Version of Node that the packages need."""


@cache
def lacking() -> str | None:
    """What is missing for scripts to run, if anything."""
    node = shutil.which("node")
    if node is None:
        return "node is not installed"
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    if int(version.lstrip("v").partition(".")[0]) < OLDEST:
        return f"node is {version.strip()}; the packages need {OLDEST} or newer"
    if not PACKAGES.is_dir():
        return "the npm packages are not installed; `make clients` installs them where npm can"
    return None


def node(script: str, *arguments: str, folder: Path = FOLDER) -> subprocess.CompletedProcess[str]:
    """Run a script of `folder` to its end; skip the test where Node cannot."""
    reason = lacking()
    if reason is not None:
        pytest.skip(reason)
    return subprocess.run(
        ["node", script, *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "NODE_ENV": "production"},
        capture_output=True,
        text=True,
        timeout=HUNG,
        check=False,
    )


def printed(script: str, *arguments: str) -> Any:
    """The JSON that a script prints."""
    done = node(script, *arguments)
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


def evaluated(program: str) -> Any:
    """The JSON that a program prints; it is a module, given as text."""
    return printed("--input-type=module", "-e", program)
