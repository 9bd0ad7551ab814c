"""How the cost of a request grows with the length of its lists."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders
from benchmarks.contest.queries import LIST, NESTED, Query, careers, lists, some
from benchmarks.contest.rounds import Progress, Schedule, measure, summarize
from benchmarks.contest.servers import started
from benchmarks.data.dataset import CACHE, opened
from catalog.catalog import Catalog

LISTS, CAREERS = (1, 10, 50, 100), (1, 5, 10, 20)


def growth(snapshots: Path, schedule: Schedule, progress: Progress) -> dict[str, Any]:
    """Measure our server with lists of a genre, and with films of a person and their casts.

    Returns
    -------
    As JSON, by server and query pairs of a length and the median CPU time of a request in
    microseconds.
    """
    catalog = Catalog(opened(snapshots))
    of_genre = {
        length: Query(f"Q2-{length}", "", LIST, some(lists(catalog, max(LISTS), length)))
        for length in LISTS
    }
    of_person = {
        length: Query(f"Q4-{length}", "", NESTED, some(careers(catalog, length)))
        for length in CAREERS
    }
    queries = [*of_genre.values(), *of_person.values()]
    names = [query.name for query in queries]
    work = CACHE / "growth"
    work.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                started(replace(contenders.ours(mode, snapshots), queries=names), work)
            )
            for mode in contenders.MODES
            if mode != contenders.CACHED
        ]
        rounds = measure(servers, queries, replace(schedule, alone=0), work, progress)
    return {
        server: {
            name: [[length, of[query.name]["cpu"]["median"]] for length, query in by_length.items()]
            for name, by_length in (("Q2", of_genre), ("Q4", of_person))
        }
        for server, of in summarize(rounds).items()
    }
