"""`evaluate`: how good the recommender is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from commands.options import Snapshots, open_current, settings
from commands.terminal import print_table, progress_bar

if TYPE_CHECKING:
    from model.evaluation.metrics import Metrics  # at run time only to evaluate: scikit-learn

Users = Annotated[
    Path, typer.Option(help="CSV file with the columns userId and split (train or val).")
]
Lists = Annotated[
    Path | None,
    typer.Option(
        help="CSV file with the columns title, year and similar: films commonly held to be alike, "
        "one pair a row."
    ),
]
Against = Annotated[
    Path | None,
    typer.Option(
        help="Folder of a snapshot that was evaluated before; print what has been gained since."
    ),
]


def evaluate(
    users: Users,
    snapshots: Snapshots = settings.snapshots,
    lists: Lists = None,
    against: Against = None,
) -> None:
    """Measure the recommender on held-out users, beside baselines, and save the results."""
    evaluate_on(open_current(snapshots), users, lists, against)


def evaluate_on(
    opened: Snapshot, users: Path, lists: Path | None = None, against: Path | None = None
) -> None:
    """Evaluate the recommender and print the results as a table, and how sure they are."""
    from model.evaluation.evaluate import evaluate as measure
    from model.evaluation.evaluate import gains, read_earlier
    from model.evaluation.uncertainty import interval

    earlier = {} if against is None else read_earlier(against)
    with progress_bar("evaluating", None) as update:
        table = measure(opened, users, lists, update)
    gained = {} if against is None else gains(table, earlier, against)
    print_table(metrics_table({name: measured.metrics for name, measured in table.items()}))
    for basis in Basis:
        found = interval(list(table[basis.value].users.values()))
        typer.echo(
            f"{basis.value}: IPW {found.mean:.4f} (95 % {found.low:.4f} to {found.high:.4f})"
        )
    for name, gain in gained.items():
        typer.echo(
            f"{name}: IPW {gain.mean:+.4f} (95 % {gain.low:+.4f} to {gain.high:+.4f}) "
            "compared with the earlier evaluation"
        )


def metrics_table(figures: Mapping[str, Metrics]) -> Table:
    """The figures of each design as a table, three decimals each."""
    from model.evaluation.metrics import HEADINGS

    table = Table("design", *HEADINGS)
    for design, metrics in figures.items():
        table.add_row(design, *map(cell, metrics))
    return table


def cell(value: float | None) -> str:
    """A figure as a cell of a table: three decimals, a dash if it was not measured."""
    return "–" if value is None else f"{value:.3f}"
