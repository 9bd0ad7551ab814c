"""`evaluate`: how good the recommender is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from catalog.storage.snapshot import Snapshot
from commands.options import Snapshots, open_current, settings
from commands.terminal import print_table, progress_bar

Users = Annotated[
    Path, typer.Option(help="CSV file with the columns userId and split, which is train or val.")
]


def evaluate(
    users: Users,
    snapshots: Snapshots = settings.snapshots,
) -> None:
    """Measure the recommender on held-out users, compared with baselines; keep the results."""
    evaluate_on(open_current(snapshots), users)


def evaluate_on(opened: Snapshot, users: Path) -> None:
    """Evaluate the recommender and print the results as a table."""
    from model.evaluate import evaluate as measure
    from model.evaluate import metrics_table

    with progress_bar("evaluating", None) as update:
        table = measure(opened, users, update)
    print_table(metrics_table(table))
