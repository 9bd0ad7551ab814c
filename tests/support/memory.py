"""How much memory processes take."""

from __future__ import annotations

import re
from pathlib import Path

import pytest


def resident(pid: int) -> int:
    """Resident memory of a process and its children, in kB."""
    status = Path(f"/proc/{pid}/status")
    children = Path(f"/proc/{pid}/task/{pid}/children")
    if not children.exists():
        pytest.skip("this system does not tell how much memory a process takes")
    own = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    return int(own[1] if own else 0) + sum(map(resident, map(int, children.read_text().split())))
