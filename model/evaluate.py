"""Snapshot and users → table of metrics, kept beside the snapshot."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.table import Table

from catalog.catalog import Catalog
from catalog.storage.snapshot import Snapshot
from model.card import evaluation_file
from model.errors import UsersError
from model.evaluation import Metrics, Split
from model.evaluation import evaluate as measure

PARTS = ("train", "val")


def evaluate(
    snapshot: Snapshot, users: Path, done: Callable[[str], object] = str
) -> dict[str, Metrics]:
    """Evaluate a snapshot and write the table beside it, outside its fingerprint.

    Raises
    ------
    UsersError
        The snapshot has no ratings, or the file no users to ask about.
    """
    catalog = Catalog(snapshot)
    if not len(catalog.ratings):
        raise UsersError(snapshot.folder, "a catalog with ratings", "one without")
    table = measure(catalog, read_split(users), done)
    figures = {name: metrics._asdict() for name, metrics in table.items()}
    file = evaluation_file(snapshot.folder)
    beside = file.with_suffix(".part")
    beside.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    beside.replace(file)
    return table


def read_split(file: Path) -> Split:
    """Read which users the model may see, and which to ask about.

    Raises
    ------
    UsersError
        The file is no CSV of `userId` and `split`.
    """
    wanted = "the columns userId, a number, and split, which is train or val"
    try:
        with file.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        parts = [(int(row["userId"]), PARTS.index(row["split"])) for row in rows]
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise UsersError(file, wanted, f"something else ({error})") from error
    train, held_out = (frozenset(user for user, at in parts if at == part) for part in (0, 1))
    if not train or not held_out:
        raise UsersError(file, "users of both parts", f"{len(train)} and {len(held_out)}")
    return Split(train, held_out)


def metrics_table(table: Mapping[str, Metrics]) -> Table:
    """The table for a terminal."""
    titles = ("HR@10", "R@10", "NDCG", "MRR", "IPW", "cov", "pop", "coll", "genre", "self")
    grid = Table("design", *titles)
    for name, metrics in table.items():
        grid.add_row(name, *(f"{value:.3f}" for value in metrics))
    return grid
