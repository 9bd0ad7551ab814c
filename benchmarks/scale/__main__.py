"""What more films cost: `python -m benchmarks.scale 250000 1000000`, beside the real ones.

For each number of films raw files are generated, built into a snapshot by a process of its own and
served; figures go to `benchmarks/scale/results.json`.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks import results
from benchmarks.contest.agreement import failures
from benchmarks.contest.contest import Tell, started
from benchmarks.contest.processes import anonymous
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import FULL, QUICK, Plan, measure, plain
from benchmarks.data.dataset import CACHE, opened, source
from benchmarks.data.raw_files import generate
from benchmarks.peers import installation
from benchmarks.scale.size import empty, of_films, seconds
from benchmarks.scale.slow_queries import tuned
from catalog.catalog import Catalog
from catalog.storage.snapshot import Snapshot
from catalog.tables import CastCredits, CrewCredits
from settings import ROOT

SIZES = (250_000, 1_000_000)
ASKED = ("Q1", "Q2", "Q3", "Q4")
PARTS = ("neighbors", "space", "names")
"""Groups of files of a snapshot, by how their names begin; all others are tables and orders."""
FOLDER = CACHE / "scale"
console = Console(stderr=True)


def built(raw: Path, snapshots: Path, *, again: bool) -> dict[str, Any]:
    """Build a snapshot and give what each step took; unless `again`, what it took last time."""
    kept = snapshots / "phases.json"
    if again or not kept.is_file():
        command = [sys.executable, "-m", "benchmarks.build.profile", str(raw), str(snapshots)]
        shutil.rmtree(snapshots, ignore_errors=True)
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True)
        kept.write_bytes(done.stdout.splitlines()[-1])
    found: dict[str, Any] = json.loads(kept.read_bytes())
    return found


def stored(opened: Snapshot) -> dict[str, int]:
    """Bytes of the files of a snapshot by what they are for."""
    manifest = opened.manifest
    found = dict.fromkeys([*PARTS, "tables"], 0)
    for name, (size, _) in (manifest.files if manifest else {}).items():
        found[next((part for part in PARTS if name.startswith(part)), "tables")] += size
    return found


def served(folders: Mapping[int, Path], plan: Plan, tell: Tell) -> dict[str, Any]:
    """How servers over catalogs of several sizes start, fill memory and answer."""
    queries = [
        q for q in workload(Catalog(opened(next(iter(folders.values()))))) if q.name in ASKED
    ]
    work = FOLDER / "load"
    work.mkdir(parents=True, exist_ok=True)
    tell("opening snapshots")
    start = [seconds(folder, plan.rounds) for folder in folders.values()]
    with ExitStack() as stack:
        nothing = anonymous(stack.enter_context(started(empty(), work)).roots)
        servers = [
            stack.enter_context(started(of_films(films, folder), work))
            for films, folder in folders.items()
        ]
        fresh = [anonymous(server.roots) - nothing for server in servers]
        tell("asking for answers without errors")
        failed = [failures(server, queries, plan.samples) for server in servers]
        summaries = plain(measure(servers, queries, replace(plan, alone=0), work, tell))
        used = [anonymous(server.roots) - nothing for server in servers]
        for server in servers:
            server.resume()
        slow = [tuned(server, queries, tell) for server in servers]
        after = [anonymous(server.roots) - nothing for server in servers]
    return {
        "start_seconds": start,
        "memory_started": fresh,
        "memory_used": used,
        "memory_tuned": after,
        "cpu": {q.name: [summaries[s.name][q.name]["cpu"] for s in servers] for q in queries},
        "asked": plan.samples,
        "failed": {q.name: [of[q.name] for of in failed] for q in queries},
        "tuned": slow,
    }


def scale(sizes: Sequence[int], plan: Plan, tell: Tell, *, again: bool) -> dict[str, Any]:
    """All figures of the source and of catalogs of these sizes, as JSON."""
    folders, builds = {}, []
    for films in (0, *sizes):
        raw = source()
        if films:
            tell(f"generating {films:,} films")
            raw = generate(source(), films, FOLDER / f"raw-{films}")
        tell(f"building {films or 'the real'} films")
        snapshots = FOLDER / str(films or "real")
        found = built(raw, snapshots, again=again)
        found["bytes"] = stored(opened(snapshots))
        found["recall"] = opened(snapshots).json("model")["recall"]
        found["credits"] = sum(
            len(opened(snapshots).table(kind)) for kind in (CastCredits, CrewCredits)
        )
        folders[found["films"]] = snapshots
        builds.append(found)
    return {"films": list(folders), "builds": builds, "served": served(folders, plan, tell)}


def main(
    films: Annotated[list[int] | None, typer.Argument(help="Films to generate.")] = None,
    quick: Annotated[bool, typer.Option(help="A few seconds of load.")] = False,
    kept: Annotated[bool, typer.Option(help="Take the snapshots that were built before.")] = False,
) -> None:
    """Measure and write the results."""
    plan = QUICK if quick else FULL
    installation.wrk()
    with console.status("beginning") as status:
        found = scale(sorted(films or SIZES), plan, status.update, again=not kept)
    circumstances = results.circumstances(source())
    circumstances["measured"]["scale"] = results.run(quick=quick)
    results.write({**circumstances, "scale": found}, results.SCALE)
    console.print(results.SCALE)


if __name__ == "__main__":
    typer.run(main)
