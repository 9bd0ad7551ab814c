"""Our server in its modes and its peers over the same films: same answers, then how fast."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders
from benchmarks.contest.agreement import check
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import Progress, Schedule, measure, summarize, typical
from benchmarks.contest.servers import Server, ServerFailed, started
from benchmarks.data.dataset import CACHE, opened
from benchmarks.peers import installation
from benchmarks.peers.export import export
from benchmarks.peers.postgraphile import postgraphile
from benchmarks.peers.postgresql import database
from catalog.catalog import Catalog
from server import mypyc_modules
from settings import ROOT

NODE = {"mercurius + jit": "mercurius.js", "apollo server": "apollo.js"}


def contest(snapshots: Path, schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """Measure every server with every query.

    A peer that cannot be installed or started is left out, and a note says so.

    Returns
    -------
    As JSON: how many films there are, each query, how many answers were compared, notes, and by
    server, query and figure the spread over the rounds.

    Raises
    ------
    benchmarks.contest.agreement.Disagreement
        Two servers give different answers.
    """
    snapshot = opened(snapshots)
    queries = workload(Catalog(snapshot))
    work = CACHE / "contest"
    shutil.rmtree(work, ignore_errors=True)
    progress("writing the catalog for the peers")
    export(snapshot, work / "catalog")
    notes: list[str] = []
    if not mypyc_modules.folder().is_dir():
        notes.append("nothing is compiled: `make extensions` was not run or could not")
    with ExitStack() as stack:

        def start(server: Server) -> Server:
            progress(f"starting {server.name}")
            return stack.enter_context(started(server, work))

        servers = [start(contenders.ours(mode, snapshots)) for mode in contenders.MODES]
        lengths = dict(typical(servers[0], queries, work / "answers"))
        for query in queries:
            shutil.copy(work / "answers" / f"{query.name}.constant", work)
        for server in _peers(work / "catalog", stack, notes):
            try:
                servers.append(start(server))
            except ServerFailed as error:
                notes.append(str(error).replace(f"{ROOT}/", ""))
        servers.append(start(contenders.constant_body(work / "answers")))
        progress("comparing answers")
        compared = check(servers, queries, schedule.samples)
        rounds = measure(servers, queries, schedule, work, progress)
    return {
        "films": len(Catalog(snapshot).movies),
        "queries": {
            query.name: {
                "title": query.title,
                "text": query.text,
                "values": len(query.values),
                "bytes": lengths[query.name],
            }
            for query in queries
        },
        "answers_compared": compared,
        "notes": notes,
        "servers": summarize(rounds),
    }


def _peers(catalog: Path, stack: ExitStack, notes: list[str]) -> Iterator[Server]:
    """The servers of others that can be installed here."""
    try:
        folder = installation.node_packages()
    except installation.Missing as error:
        notes.append(f"no peers in Node: {error}")
        return
    for name, script in NODE.items():
        yield contenders.node(name, script, folder, catalog)
    try:
        running = stack.enter_context(database(catalog))
    except installation.Missing as error:
        notes.append(f"no PostGraphile: {error}")
        return
    notes.append("postgraphile has other field names; its answers are compared after renaming")
    yield postgraphile(folder, running)
