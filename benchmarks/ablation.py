"""What else could be done: `python -m benchmarks.ablation SNAPSHOTS USERS`.

Prints the table of `evaluate` for variants of the model, each one change away from it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from commands.evaluate import metrics_table
from model.evaluation.designs import Design, model_design
from model.evaluation.evaluate import compare
from model.evaluation.split import read_split
from model.knn import ReferenceNeighbors, default_weights
from model.scores import VOTE_INFLUENCE


def variants(catalog: Catalog, users: frozenset[int]) -> Iterator[tuple[str, Design]]:
    """Ours; without each signal; with other pulls of votes; with other shares of AUDIENCE."""
    model = ReferenceNeighbors(users=users).fit(catalog)
    content, blend = default_weights(Mode.CONTENT), default_weights(Mode.BLEND)
    yield "content", model_design(model, catalog, content)
    for signal in content:
        left = {other: weight for other, weight in content.items() if other is not signal}
        total = sum(left.values())
        weights = {other: weight / total for other, weight in left.items()}
        yield f"content without {signal.name}", model_design(model, catalog, weights)
    for pull in (0.0, VOTE_INFLUENCE / 2, VOTE_INFLUENCE * 2):
        yield f"content, votes {pull:g}", model_design(model, catalog, content, pull)
    yield "blend", model_design(model, catalog, blend)
    for share in (0.3, 0.7):
        weights = {signal: (1 - share) * weight for signal, weight in content.items()}
        yield (
            f"blend, audience {share:g}",
            model_design(model, catalog, {**weights, Signal.AUDIENCE: share}),
        )


def main(snapshots: Path, users: Path) -> None:
    """Print the table."""
    catalog = Catalog(Snapshot.open(current(snapshots)))
    split = read_split(users)
    table = compare(catalog, split, dict(variants(catalog, split.train)))
    figures = {name: measured.metrics for name, measured in table.items()}
    Console(width=160).print(metrics_table(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
