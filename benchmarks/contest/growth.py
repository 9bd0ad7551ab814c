"""How the cost of a request grows with the length of its lists."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.contest import contenders
from benchmarks.contest.contenders import REFERENCE
from benchmarks.contest.contest import Tell, started
from benchmarks.contest.queries import LIST, NESTED, Query, careers, lists, some
from benchmarks.contest.rounds import Plan, measure, plain
from benchmarks.data.dataset import CACHE, opened
from catalog.catalog import Catalog

LISTS, CAREERS = (1, 10, 50, 100), (1, 5, 10, 20)


def growth(snapshots: Path, plan: Plan, tell: Tell) -> dict[str, Any]:
    """Our server's CPU for lists of a genre and for films of a person with casts, as JSON."""
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
    work = CACHE / "growth"
    work.mkdir(parents=True, exist_ok=True)
    found: dict[str, Any] = {}
    with ExitStack() as stack:
        modes = [mode for mode in contenders.modes() if mode != contenders.CACHED]
        starters = [
            stack.enter_context(
                started(
                    replace(contenders.ours(mode, snapshots), queries=[q.name for q in queries]),
                    work,
                )
            )
            for mode in modes or [REFERENCE]
        ]
        summaries = plain(measure(starters, queries, replace(plan, alone=0), work, tell))
        for server in starters:
            of = summaries[server.name]
            found[server.name] = {
                "Q2": [[length, of[q.name]["cpu"]["median"]] for length, q in of_genre.items()],
                "Q4": [[length, of[q.name]["cpu"]["median"]] for length, q in of_person.items()],
            }
    return found
