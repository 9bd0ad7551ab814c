"""`evaluate`: how good the recommender is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from catalog.storage.snapshot import Snapshot
from commands.options import Snapshots, open_current, settings
from commands.terminal import print_table, progress_bar

if TYPE_CHECKING:
    from model.evaluation.metrics import Metrics  # at run time only to evaluate: scikit-learn

Users = Annotated[
    Path, typer.Option(help="CSV file with the columns userId and split (train or val).")
]


def evaluate(
    users: Users,
    snapshots: Snapshots = settings.snapshots,
) -> None:
    """Measure the recommender on held-out users, beside baselines, and save the results."""
    evaluate_on(open_current(snapshots), users)


def evaluate_on(opened: Snapshot, users: Path) -> None:
    """Evaluate the recommender and print the results as a table."""
    from model.evaluation.evaluate import evaluate as measure

    with progress_bar("evaluating", None) as update:
        table = measure(opened, users, update)
    print_table(metrics_table(table))


def metrics_table(figures: Mapping[str, Metrics]) -> Table:
    """The figures of each design as a table, three decimals each."""
    from model.evaluation.metrics import HEADINGS

    table = Table("design", *HEADINGS)
    for design, metrics in figures.items():
        table.add_row(design, *(f"{value:.3f}" for value in metrics))
    return table
