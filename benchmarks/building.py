"""How long a build takes, and how long its first step takes in pandas with ast."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import installation
from benchmarks.contest import Tell
from benchmarks.digest import differing
from benchmarks.rounds import Plan
from benchmarks.source import source
from settings import ROOT

MOST_ROUNDS = 3
"""A build takes long enough to be measured well."""
COMPARED = ("movies", "cast", "crew", "people", "ratings")


def building(_snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Seconds of each step, ours and pandas in turn, on all cores; as JSON."""
    rounds = min(plan.rounds, MOST_ROUNDS)
    notes = []
    try:
        peer = installation.pandas()
    except installation.Missing as error:
        peer = None
        notes.append(f"no pandas: {error}")
    ours, theirs = [], []
    script = str(installation.SCRIPTS / "pandas_tables.py")
    for at_round in range(rounds):
        tell(f"round {at_round + 1}: building")
        ours.append(_said([sys.executable, "-m", "benchmarks.steps", str(source())]))
        if peer is not None:
            tell(f"round {at_round + 1}: tables in pandas")
            theirs.append(
                _said([sys.executable, script, str(source())], f"{peer}{os.pathsep}{ROOT}")
            )
    steps = {
        step: statistics.median(run["seconds"][step] for run in ours) for step in ours[0]["seconds"]
    }
    found: dict[str, Any] = {"rounds": rounds, "seconds": steps, "rows": ours[0]["rows"]}
    found["model_and_neighbors"] = steps["model"] + steps["neighbors"]
    if theirs:
        seconds = statistics.median(run["seconds"] for run in theirs)
        rows = {name: theirs[0]["rows"].get(name, 0) for name in COMPARED}
        notes += [
            f"not the same in pandas: {name}"
            for name in differing(ours[0]["digests"], theirs[0]["digests"])
        ]
        found["pandas"] = {"tables": seconds, "rows": rows, "ratio": seconds / steps["tables"]}
    return {**found, "notes": notes}


def _said(command: Sequence[str], path: str = "") -> Any:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **({"PYTHONPATH": path} if path else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr[-2_000:]}")
    return json.loads(done.stdout.splitlines()[-1])
