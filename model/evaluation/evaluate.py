"""Snapshot and users to the table of figures, kept beside the snapshot."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from catalog.catalog import Catalog
from catalog.enums import Basis
from catalog.storage.snapshot import Snapshot
from model.card import evaluation_file
from model.errors import EvaluationError
from model.evaluation.baselines import baselines
from model.evaluation.designs import Design, model_design
from model.evaluation.expert_lists import ExpertLists
from model.evaluation.metrics import GroundTruth, Measurement, top_lists
from model.evaluation.split import Split, read_split
from model.evaluation.uncertainty import Interval, paired_gain
from model.knn import ReferenceNeighbors
from model.signals.weights import default_weights

Table = dict[str, Measurement]
"""What was measured of each design, by its name."""
Users = Mapping[str, Mapping[int, float]]
"""The IPW of each held-out user, by basis."""


def evaluate(
    snapshot: Snapshot,
    users: Path,
    lists: Path | None = None,
    announce: Callable[[str], object] = str,
) -> Table:
    """Evaluate a snapshot and write the table beside it, outside its fingerprint.

    Parameters
    ----------
    users
        The file of `read_split`.
    lists
        The file of `ExpertLists.read`.
    announce
        Called with the name of each design before it is measured.

    Returns
    -------
    table
        The figures of every baseline and of the model in each basis.

    Raises
    ------
    EvaluationError
        The snapshot has no ratings, or a file nothing to ask about.
    """
    catalog = Catalog(snapshot)
    if not len(catalog.ratings):
        raise EvaluationError(snapshot.folder, "a catalog with ratings", "one without")
    split = read_split(users)
    experts = None if lists is None else ExpertLists.read(lists, catalog)
    table = compare(catalog, split, all_designs(catalog, split), announce, experts)
    written = {
        "figures": {name: measured.metrics._asdict() for name, measured in table.items()},
        "users": {basis.value: table[basis.value].users for basis in Basis},
    }
    file = evaluation_file(snapshot.folder)
    beside = file.with_suffix(".part")
    beside.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")
    beside.replace(file)
    return table


def all_designs(catalog: Catalog, split: Split) -> dict[str, Design]:
    """Every baseline, and the model by content and by the blend."""
    model = ReferenceNeighbors(users=split.train).fit(catalog)
    ours = {basis.value: model_design(model, catalog, default_weights(basis)) for basis in Basis}
    return {**baselines(catalog, split.train), **ours}


def compare(
    catalog: Catalog,
    split: Split,
    designs: Mapping[str, Design],
    announce: Callable[[str], object] = str,
    experts: ExpertLists | None = None,
) -> Table:
    """The figures of each of `designs`; `announce` is called with its name before."""
    truth = GroundTruth(catalog, split, experts)
    table = {}
    for name, design in designs.items():
        announce(name)
        table[name] = truth.measure(top_lists(design))
    return table


def read_earlier(snapshot: Path) -> Users:
    """The figures of users in an earlier evaluation, by basis.

    One without taste was made when similar films were found by content alone: that is what taste
    is compared with.

    Parameters
    ----------
    snapshot
        The folder of a snapshot that was evaluated, by this version or another; the file of its
        evaluation stands beside it.

    Raises
    ------
    EvaluationError
        There is no such file.
    """
    file = evaluation_file(snapshot)
    expected = "an evaluation with the figures of users"
    if not file.is_file():
        raise EvaluationError(file, expected, "no file")
    try:
        users: Any = json.loads(file.read_text("utf-8"))["users"]
        found = {
            basis: {int(user): float(figure) for user, figure in of_basis.items()}
            for basis, of_basis in users.items()
        }
        return {Basis.TASTE.value: found[Basis.CONTENT.value], **found}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise EvaluationError(file, expected, f"something else ({error})") from error


def gains(table: Table, earlier: Users, snapshot: Path) -> dict[str, Interval]:
    """How much more IPW each basis has than in an earlier evaluation, user by user.

    Parameters
    ----------
    earlier, snapshot
        What `read_earlier` returned, and for which snapshot.

    Raises
    ------
    EvaluationError
        The earlier users are not those of `table`.
    """
    found = {}
    for basis in (name for name in table if name in earlier):
        if earlier[basis].keys() != table[basis].users.keys():
            raise EvaluationError(
                evaluation_file(snapshot), "an evaluation on the same users", "other users"
            )
        found[basis] = paired_gain(table[basis].users, earlier[basis])
    return found
