"""Our server in its modes and the peers, over the same films: same answers, then how fast."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders, servers
from benchmarks.contest.agreement import check
from benchmarks.contest.queries import workload
from benchmarks.contest.rounds import Plan, measure, plain, typical
from benchmarks.contest.servers import Server
from benchmarks.data.dataset import CACHE, opened
from benchmarks.peers import installation, postgraphile
from benchmarks.peers.export import export
from benchmarks.peers.postgresql import database
from catalog.catalog import Catalog
from server import extensions
from settings import ROOT

NODE = {"mercurius + jit": "mercurius.js", "apollo server": "apollo.js"}
Tell = Callable[[str], None]


def contest(snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Figures of every server for every query, as JSON.

    Raises
    ------
    benchmarks.contest.agreement.Disagreement
        Some server gives another answer.
    """
    snapshot = opened(snapshots)
    queries = workload(Catalog(snapshot))
    work = CACHE / "contest"
    shutil.rmtree(work, ignore_errors=True)
    tell("writing the catalog for the peers")
    export(snapshot, work / "catalog")
    notes: list[str] = []
    modes = contenders.modes()
    notes += [
        f"no mode {mode!r}: no such settings" for mode in contenders.MODES if mode not in modes
    ]
    if not extensions.folder().is_dir():
        notes.append("nothing is compiled: `make extensions` was not run or could not")
    with ExitStack() as stack:

        def running(server: Server) -> Server:
            tell(f"starting {server.name}")
            return stack.enter_context(started(server, work))

        starters = [running(contenders.ours(mode, snapshots)) for mode in modes]
        lengths = dict(typical(starters[0], queries, work / "answers"))
        for query in queries:
            shutil.copy(work / "answers" / f"{query.name}.constant", work)
        for server in peers(work / "catalog", stack, notes):
            try:
                starters.append(running(server))
            except servers.ServerFailed as error:
                notes.append(str(error).replace(f"{ROOT}/", ""))
        starters.append(running(contenders.raw(work / "answers")))
        tell("comparing answers")
        compared = check(starters, queries, plan.samples)
        summaries = measure(starters, queries, plan, work, tell)
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
        "servers": plain(summaries),
    }


def peers(catalog: Path, stack: ExitStack, notes: list[str]) -> Iterator[Server]:
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
    yield postgraphile.server(folder, running)


@contextmanager
def started(server: Server, logs: Path) -> Iterator[Server]:
    """A server that runs and is stopped at the end."""
    server.start(logs / f"{server.name.replace(' ', '-').replace(',', '')}.log")
    try:
        yield server
    finally:
        server.stop()
