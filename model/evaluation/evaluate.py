"""Snapshot and users to the table of figures, kept beside the snapshot."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from catalog.catalog import Catalog
from catalog.enums import Mode
from catalog.storage.snapshot import Snapshot
from model.card import evaluation_file
from model.errors import UsersError
from model.evaluation.baselines import baselines
from model.evaluation.designs import Design, model_design
from model.evaluation.metrics import GroundTruth, Metrics, top_lists
from model.evaluation.split import Split, read_split
from model.knn import ReferenceNeighbors, default_weights


def evaluate(
    snapshot: Snapshot, users: Path, announce: Callable[[str], object] = str
) -> dict[str, Metrics]:
    """Evaluate a snapshot and write the table beside it, outside its fingerprint.

    Parameters
    ----------
    users
        The file of `read_split`.
    announce
        Called with the name of each design before it is measured.

    Returns
    -------
    table
        The figures of every baseline, of the content and of the blend, by name.

    Raises
    ------
    UsersError
        The snapshot has no ratings, or the file no users to ask about.
    """
    catalog = Catalog(snapshot)
    if not len(catalog.ratings):
        raise UsersError(snapshot.folder, "a catalog with ratings", "one without")
    split = read_split(users)
    table = compare(catalog, split, all_designs(catalog, split), announce)
    figures = {name: metrics._asdict() for name, metrics in table.items()}
    file = evaluation_file(snapshot.folder)
    beside = file.with_suffix(".part")
    beside.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    beside.replace(file)
    return table


def all_designs(catalog: Catalog, split: Split) -> dict[str, Design]:
    """Every baseline, and the model by content and by the blend."""
    model = ReferenceNeighbors(users=split.train).fit(catalog)
    ours = {mode.value: model_design(model, catalog, default_weights(mode)) for mode in Mode}
    return {**baselines(catalog, split.train), **ours}


def compare(
    catalog: Catalog,
    split: Split,
    designs: Mapping[str, Design],
    announce: Callable[[str], object] = str,
) -> dict[str, Metrics]:
    """The figures of each of `designs`; `announce` is called with its name before."""
    truth = GroundTruth(catalog, split)
    table = {}
    for name, design in designs.items():
        announce(name)
        table[name] = truth.measure(top_lists(design))
    return table
