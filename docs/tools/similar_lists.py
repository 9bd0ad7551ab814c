"""Print the films most similar to well-known ones: `python -m docs.tools.similar_lists SNAPSHOTS`.

With the file of an earlier list as the second argument, both stand side by side.  The page
docs/similar-lists.md is what it prints.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from resolvers.context import Context
from server.loaded_snapshot import context_of

TITLES = (
    *("Heat (1995)", "La Haine", "Alien", "Amélie", "City of God", "Get Out", "Grizzly Man"),
    *("Lost in Translation", "Man on Wire", "Memento", "Paddington (2014)", "Pulp Fiction"),
    *("Sholay", "Spirited Away", "Sunrise (1927)", "Superbad", "The Godfather", "The Room (2003)"),
    *("Whiplash (2014)", "Toy Story", "Casablanca", "Seven Samurai", "2001: A Space Odyssey"),
    *("Blade Runner", "The Shining", "When Harry Met Sally...", "Groundhog Day", "Fargo"),
    *("The Big Lebowski", "Rashomon", "Bicycle Thieves", "Run Lola Run", "Pan's Labyrinth"),
    *("Mad Max: Fury Road", "The Matrix", "Jaws", "Singin' in the Rain", "Hoop Dreams"),
    "The Act of Killing",
)


def lists(context: Context) -> Iterator[tuple[str, str]]:
    """Each film, and the titles of the ten most similar by default."""
    movies = context.catalog.movies
    for title in TITLES:
        movie = context.catalog.titles.match(title).movie
        if movie is not None:
            nearest = context.recommender.similar(movie, 10, Basis.TASTE)
            names = ", ".join(movies.title[neighbor.movie] for neighbor in nearest)
            yield f"{movies.title[movie]} ({movies.release_year[movie]})", names


def read(table: str) -> Mapping[str, str]:
    """The lists of a table that was printed, by film."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {row[0]: row[-1] for row in rows[2:]}


def main(snapshots: Path, earlier: Path | None = None) -> None:
    """Print the table."""
    before = {} if earlier is None else read(earlier.read_text("utf-8"))
    heading = "| film | before | after |" if earlier else "| film | most similar |"
    print(f"{heading}\n{'| --- ' * heading.count(' | ')}| --- |")
    for film, nearest in lists(context_of(Snapshot.open(current(snapshots)))):
        print(f"| {film} | {before[film]} | {nearest} |" if earlier else f"| {film} | {nearest} |")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
