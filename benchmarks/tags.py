"""What tags add to the recommender: `python -m benchmarks.tags SNAPSHOTS USERS [LISTS]`.

Prints the table of `evaluate` for weights of TAG.  Real tags may not be passed on, so these are
made from keywords, genres and chance (`benchmarks/data/made_tags.py`).  They say little that the
other signals do not know, so what TAG gains here is no measure of what real tags would.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
from rich.console import Console

from benchmarks.data.made_tags import MadeTags
from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.storage.columns import NumberColumn
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from commands.evaluate import metrics_table
from etl.tables import tags
from etl.tag_spellings import FEWEST_PEOPLE
from model.evaluation.designs import Design, model_design
from model.evaluation.evaluate import compare
from model.evaluation.expert_lists import ExpertLists
from model.evaluation.split import read_split
from model.knn import ReferenceNeighbors
from model.signals.weights import SIGNALS, default_weights

GIVEN, USERS = 400_000, 12_000
"""Tags that are made, and how many people give them: of films that this catalog has, MovieLens has
about so many."""
WEIGHTS = (0.0, 0.05, 0.1, 0.2)
OWN = next(spec.weight for spec in SIGNALS if spec.signal is Signal.TAG)
BASES = (Basis.CONTENT, Basis.TASTE)


def with_tags(catalog: Catalog) -> Any:
    """The catalog, with made tags in place of its own."""
    made = MadeTags(catalog)
    given, genome = made.tags(GIVEN, USERS), made.genome()
    rows, names = tags.named(
        pl.DataFrame({"user": given.users, "movie": given.movies, "text": given.texts}),
        pl.DataFrame({"genome": range(len(genome.names)), "text": genome.names}),
    )
    rows = rows.filter(pl.col("people") >= FEWEST_PEOPLE).unique(["user", "movie", "name"])
    at, tag = (genome.relevance >= tags.MIN_RELEVANCE).nonzero()
    scores = pl.DataFrame(
        {
            "movie": genome.movies[at],
            "name": names["name"].gather(tag),
            "score": genome.relevance[at, tag].astype(float),
        }
    )
    tagged = tags.of_films(rows, scores)
    listed = tagged["name"].unique().sort()
    tag_rows = tagged.select(pl.col("name").cast(pl.Enum(listed)).to_physical()).to_series()
    columns = {
        "movie": tagged["movie"].to_numpy(),
        "tag": tag_rows.to_numpy(),
        "relevance": tagged["relevance"].fill_null(float("nan")).to_numpy(),
        "people": tagged["people"].to_numpy(),
    }
    names_of: dict[str, Any] = {
        name: NumberColumn({"values": values}) for name, values in columns.items()
    }
    attributes = {**vars(catalog), "movie_tags": SimpleNamespace(**names_of), "tags": listed}
    return SimpleNamespace(**attributes)


def variants(catalog: Any, users: frozenset[int]) -> Iterator[tuple[str, Design]]:
    """The bases with TAG at several weights, and TAG alone."""
    model = ReferenceNeighbors(users=users).fit(catalog)
    yield "tags alone", model_design(model, catalog, {Signal.TAG: 1.0})
    for basis in BASES:
        weights = default_weights(basis)
        own = weights[Signal.TAG] / OWN  # weights of a basis are divided by their sum
        for weight in WEIGHTS:
            given = {**weights, Signal.TAG: weight * own}
            yield f"{basis.value}, TAG {weight:g}", model_design(model, catalog, given)


def main(snapshots: Path, users: Path, lists: Path | None = None) -> None:
    """Print the table."""
    catalog = Catalog(Snapshot.open(current(snapshots)))
    split = read_split(users)
    experts = None if lists is None else ExpertLists.read(lists, catalog)
    tagged = with_tags(catalog)
    found = compare(catalog, split, dict(variants(tagged, split.train)), experts=experts)
    figures = {name: measured.metrics for name, measured in found.items()}
    Console(width=160).print(metrics_table(figures))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
