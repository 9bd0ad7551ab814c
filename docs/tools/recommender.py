"""Write the figures of docs/recommender.md: `python -m docs.tools.recommender SNAPSHOTS [TRIED]`.

TRIED is a file with what `python -m benchmarks.ablation` printed; without it, that table stays.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from commands.evaluate import cell
from docs.tools import DOCS
from model.card import evaluation_file
from model.evaluation.metrics import HEADINGS
from resolvers.context import Context
from resolvers.similarity import SimilarityRequest, find_similar
from server.loaded_snapshot import context_of

PAGE = DOCS / "recommender.md"
KEPT = ("design", "gain in IPW (95 %)", "IPW", "coll", "cov", "pop", "genre", "hub", "E")
PLAIN = SimilarityRequest(10, None, None, None)
TITLES = (
    *("Toy Story", "Heat (1995)", "The Godfather", "Spirited Away", "Amélie", "Alien"),
    *("Pulp Fiction", "La Haine", "Sunrise (1927)", "Sholay", "Grizzly Man", "War Story (2014)"),
)


def figures(table: Mapping[str, Mapping[str, float | None]]) -> str:
    """The table of an evaluation in Markdown."""
    lines = [f"| design | {' | '.join(HEADINGS)} |", "| --- " * (len(HEADINGS) + 1) + "|"]
    for name, metrics in table.items():
        cells = " | ".join(map(cell, metrics.values()))
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)


def films(context: Context) -> str:
    """The ten nearest of some well-known films, on each basis."""
    lines = [f"| film | {' | '.join(basis.value for basis in Basis)} |", "| --- " * 4 + "|"]
    movies = context.catalog.movies
    for title in TITLES:
        movie = context.catalog.titles.match(title).movie
        if movie is not None:
            nearest = (
                ", ".join(
                    movies.title[neighbor.movie]
                    for neighbor in find_similar(context, [movie], [], basis, PLAIN).neighbors
                )
                for basis in Basis
            )
            lines.append(f"| {movies.title[movie]} | {' | '.join(nearest)} |")
    return "\n".join(lines)


def tried(printed: str) -> str:
    """The columns of `KEPT` of a table that `benchmarks.ablation` printed."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines()]
    places = [rows[0].index(name) for name in KEPT]
    return "\n".join(f"| {' | '.join(row[place] for place in places)} |" for row in rows)


def fill(page: str, part: str, text: str) -> str:
    """The page with `text` between the marks of `part`."""
    pattern = rf"(<!-- {part} -->\n).*(<!-- /{part} -->)"
    return re.sub(pattern, lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", page, flags=re.DOTALL)


def main(snapshots: Path, printed: Path | None = None) -> None:
    """Fill the page from the current snapshot, its evaluation and what was tried."""
    folder = current(snapshots)
    table = json.loads(evaluation_file(folder).read_text("utf-8"))["figures"]
    page = fill(PAGE.read_text("utf-8"), "figures", figures(table))
    page = fill(page, "films", films(context_of(Snapshot.open(folder))))
    if printed:
        page = fill(page, "tried", tried(printed.read_text("utf-8")))
    PAGE.write_text(page, "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
