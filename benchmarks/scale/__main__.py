"""What more films cost: `python -m benchmarks.scale 250000 1000000`, beside the real ones.

For each number of films raw files are generated, built into a snapshot by a process of its own and
served; figures go to `benchmarks/scale/results.json`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from benchmarks import results
from benchmarks.contest.agreement import failures
from benchmarks.contest.processes import anonymous
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import FULL, QUICK, Progress, Schedule, measure, summarize
from benchmarks.contest.servers import started
from benchmarks.data.dataset import CACHE, opened, source
from benchmarks.data.raw_files import generate
from benchmarks.peers import installation
from benchmarks.scale.builds import built
from benchmarks.scale.size import ASKED, empty, of_films, seconds_to_open
from benchmarks.scale.slow_queries import slow_queries
from catalog.catalog import Catalog

SIZES = (250_000, 1_000_000)
FOLDER = CACHE / "scale"
console = Console(stderr=True)


def scale(
    sizes: Sequence[int], schedule: Schedule, progress: Progress, *, again: bool
) -> dict[str, Any]:
    """Measure the source and catalogs of these sizes.

    Parameters
    ----------
    sizes
        Numbers of films to generate.
    again
        Whether to build snapshots that were built before.

    Returns
    -------
    As JSON: how many films each catalog has, what its build took and how it was served.
    """
    folders, builds = {}, []
    for films in (0, *sizes):
        raw = source()
        if films:
            progress(f"generating {films:,} films")
            raw = generate(source(), films, FOLDER / f"raw-{films}")
        progress(f"building {films or 'the real'} films")
        snapshots = FOLDER / str(films or "real")
        builds.append(built(raw, snapshots, again=again))
        folders[builds[-1]["films"]] = snapshots
    return {
        "films": list(folders),
        "builds": builds,
        "served": _served(folders, schedule, progress),
    }


def _served(folders: Mapping[int, Path], schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """How servers over catalogs of several sizes start, fill memory and answer."""
    catalog = Catalog(opened(next(iter(folders.values()))))
    queries = [query for query in workload(catalog) if query.name in ASKED]
    work = FOLDER / "load"
    work.mkdir(parents=True, exist_ok=True)
    progress("opening snapshots")
    start = [seconds_to_open(folder, schedule.rounds) for folder in folders.values()]
    with ExitStack() as stack:
        nothing = anonymous(stack.enter_context(started(empty(), work)).roots)
        servers = [
            stack.enter_context(started(of_films(films, folder), work))
            for films, folder in folders.items()
        ]
        fresh = [anonymous(server.roots) - nothing for server in servers]
        progress("asking for answers without errors")
        failed = [failures(server, queries, schedule.samples) for server in servers]
        rounds = measure(servers, queries, replace(schedule, alone=0), work, progress)
        found = summarize(rounds)
        used = [anonymous(server.roots) - nothing for server in servers]
        for server in servers:
            server.resume()
        slow = [slow_queries(server, queries, progress) for server in servers]
        after = [anonymous(server.roots) - nothing for server in servers]
    return {
        "start_seconds": start,
        "memory_started": fresh,
        "memory_used": used,
        "memory_tuned": after,
        "cpu": {q.name: [found[s.name][q.name]["cpu"] for s in servers] for q in queries},
        "asked": schedule.samples,
        "failed": {q.name: [of[q.name] for of in failed] for q in queries},
        "tuned": slow,
    }


def main(
    films: Annotated[list[int] | None, typer.Argument(help="Films to generate.")] = None,
    quick: Annotated[bool, typer.Option(help="A few seconds of load.")] = False,
    kept: Annotated[bool, typer.Option(help="Take the snapshots that were built before.")] = False,
) -> None:
    """Measure and write the results."""
    installation.wrk()
    with console.status("beginning") as status:
        found = scale(
            sorted(films or SIZES), QUICK if quick else FULL, status.update, again=not kept
        )
    circumstances = results.circumstances(source())
    circumstances["measured"]["scale"] = results.run(quick=quick)
    results.write({**circumstances, "scale": found}, results.SCALE)
    console.print(results.SCALE)


if __name__ == "__main__":
    typer.run(main)
