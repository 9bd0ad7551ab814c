"""A module in a process of its own, so that what it takes is its own."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from settings import ROOT


def output_of(module: str, *arguments: Path) -> Any:
    """Run a module, and read the JSON that it prints last; what it says of itself is shown.

    Raises
    ------
    subprocess.CalledProcessError
        The module failed.
    """
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout.splitlines()[-1])
