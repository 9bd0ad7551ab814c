"""What else could be done: `python -m benchmarks.ablation SNAPSHOTS USERS [LISTS]`.

Prints the table of `evaluate` for variants of the model, each one change away from it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from commands.evaluate import metrics_table
from model.evaluation.designs import Design, model_design
from model.evaluation.evaluate import compare
from model.evaluation.expert_lists import ExpertLists
from model.evaluation.split import read_split
from model.knn import ReferenceNeighbors
from model.scores import Votes
from model.signals.weights import default_weights


def variants(catalog: Catalog, users: frozenset[int]) -> Iterator[tuple[str, Design]]:
    """Ours; without each signal; with other pulls of votes; with other shares of AUDIENCE."""
    model = ReferenceNeighbors(users=users).fit(catalog)
    taste, blend = default_weights(Basis.TASTE), default_weights(Basis.BLEND)
    yield "content", model_design(model, catalog, default_weights(Basis.CONTENT))
    yield "taste", model_design(model, catalog, taste)
    for signal in taste:
        left = {other: weight for other, weight in taste.items() if other is not signal}
        yield f"taste without {signal.name}", model_design(model, catalog, left)
    votes = Votes.of_catalog(catalog)
    for pull in (0.0, 0.5, 2.0):
        pulled = votes._replace(pull=pull * votes.pull)
        yield f"taste, votes × {pull:g}", model_design(model, catalog, taste, pulled)
    yield "blend", model_design(model, catalog, blend)
    for share in (0.3, 0.7):
        weights = {signal: (1 - share) * weight for signal, weight in taste.items()}
        yield (
            f"blend, audience {share:g}",
            model_design(model, catalog, {**weights, Signal.AUDIENCE: share}),
        )


def main(snapshots: Path, users: Path, lists: Path | None = None) -> None:
    """Print the table."""
    catalog = Catalog(Snapshot.open(current(snapshots)))
    split = read_split(users)
    experts = None if lists is None else ExpertLists.read(lists, catalog)
    found = compare(catalog, split, dict(variants(catalog, split.train)), experts=experts)
    figures = {name: measured.metrics for name, measured in found.items()}
    Console(width=160).print(metrics_table(figures))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
