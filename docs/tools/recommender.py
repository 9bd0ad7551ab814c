"""Write the figures of docs/recommender.md: `python -m docs.tools.recommender SNAPSHOTS`."""

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


def fill(page: str, part: str, text: str) -> str:
    """The page with `text` between the marks of `part`."""
    pattern = rf"(<!-- {part} -->\n).*(<!-- /{part} -->)"
    return re.sub(pattern, lambda marks: f"{marks[1]}\n{text}\n\n{marks[2]}", page, flags=re.DOTALL)


def main(snapshots: Path) -> None:
    """Fill the page from the current snapshot and its evaluation."""
    folder = current(snapshots)
    table = json.loads(evaluation_file(folder).read_text("utf-8"))["figures"]
    page = fill(PAGE.read_text("utf-8"), "figures", figures(table))
    PAGE.write_text(fill(page, "films", films(context_of(Snapshot.open(folder)))), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
