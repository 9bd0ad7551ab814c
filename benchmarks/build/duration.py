"""How long a build takes, and how long in pandas with ast and scikit-learn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.build.digest import differing
from benchmarks.build.nearest import agreement
from benchmarks.contest.rounds import Progress, Schedule
from benchmarks.data.dataset import source
from benchmarks.peers import installation
from settings import ROOT

MOST_ROUNDS = 3
"""A build takes so long that few rounds measure it well."""
COMPARED = ("movies", "cast", "crew", "people", "ratings")


def duration(_snapshots: Path, schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """Time each step of a build, ours and pandas in turn, on all cores.

    A whole build in pandas and scikit-learn takes minutes, so it is done once, and not at all in
    few rounds.

    Returns
    -------
    As JSON: the median seconds of each step, the rows of each table, the same of pandas and
    scikit-learn with how many times as long they took, and notes.
    """
    rounds = min(schedule.rounds, MOST_ROUNDS)
    notes = []
    try:
        packages = installation.pandas()
    except installation.Missing as error:
        packages = None
        notes.append(f"no pandas: {error}")
    ours, theirs, whole = [], [], None
    for number in range(1, rounds + 1):
        progress(f"round {number}: building")
        ours.append(_output_of("benchmarks.build.steps"))
        if packages is not None:
            progress(f"round {number}: tables in pandas")
            theirs.append(_output_of("benchmarks.peers.pandas_tables", packages))
    if packages is not None and rounds == MOST_ROUNDS:
        progress("a whole build in pandas and scikit-learn")
        whole = _output_of("benchmarks.peers.pandas_build", packages)
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
    if whole is not None:
        same = sum(steps[step] for step in whole["seconds"])
        found["scikit_learn"] = {
            "seconds": whole["seconds"],
            "ratio": sum(whole["seconds"].values()) / same,
            "agreement": agreement(ours[0]["nearest"], whole["nearest"]),
        }
    return {**found, "notes": notes}


def _output_of(module: str, packages: Path | None = None) -> Any:
    """Run a module with the source as its argument, and read the JSON that it prints last.

    Parameters
    ----------
    packages
        A folder of packages that the module needs beside ours.
    """
    command = [sys.executable, "-m", module, str(source())]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **({"PYTHONPATH": str(packages)} if packages else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command[:3])}: {done.stderr[-2_000:]}")
    return json.loads(done.stdout.splitlines()[-1])
