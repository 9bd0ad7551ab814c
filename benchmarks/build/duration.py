"""How long a build takes, and how long it takes in pandas with ast and scikit-learn."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.build.digest import differing
from benchmarks.build.nearest import agreement
from benchmarks.contest.contest import Tell
from benchmarks.contest.rounds import Plan
from benchmarks.data.dataset import source
from benchmarks.peers import installation
from settings import ROOT

MOST_ROUNDS = 3
"""A build takes long enough to be measured well."""
COMPARED = ("movies", "cast", "crew", "people", "ratings")


def building(_snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Seconds of each step, ours and pandas in turn, on all cores; as JSON.

    A whole build in pandas and scikit-learn takes minutes, so it is done once, and not at all in
    few rounds.
    """
    rounds = min(plan.rounds, MOST_ROUNDS)
    notes = []
    try:
        peer = installation.pandas()
    except installation.Missing as error:
        peer = None
        notes.append(f"no pandas: {error}")
    ours, theirs, whole = [], [], None
    for at_round in range(rounds):
        tell(f"round {at_round + 1}: building")
        ours.append(_said([sys.executable, "-m", "benchmarks.build.steps", str(source())]))
        if peer is not None:
            tell(f"round {at_round + 1}: tables in pandas")
            theirs.append(_in_pandas("pandas_tables", peer))
    if peer is not None and rounds == MOST_ROUNDS:
        tell("a whole build in pandas and scikit-learn")
        whole = _in_pandas("pandas_build", peer)
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
            "agreement": agreement(ours[0]["first"], whole["first"]),
        }
    return {**found, "notes": notes}


def _in_pandas(script: str, peer: Path) -> Any:
    command = [sys.executable, "-m", f"benchmarks.peers.{script}", str(source())]
    return _said(command, str(peer))


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
