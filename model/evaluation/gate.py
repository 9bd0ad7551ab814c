"""Whether a new catalog recommends at least as well as the current one."""

from __future__ import annotations

from pathlib import Path

from catalog.errors import SnapshotMissing
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from model.card import evaluation_file
from model.errors import QualityLoss
from model.evaluation.evaluate import evaluate, read_earlier
from model.evaluation.uncertainty import paired_gain


def refuse_worse(snapshot: Snapshot, users: Path, snapshots: Path) -> None:
    """Evaluate a snapshot, and refuse one that is surely worse than the current one.

    Parameters
    ----------
    snapshot
        If it is the current one and was evaluated, nothing is done.
    users
        The file of `read_split`.
    snapshots
        The folder of all snapshots.  Where the current one was not evaluated, there is nothing to
        compare with; the figures of the new one are saved for the next.

    Raises
    ------
    QualityLoss
        The IPW of a basis is less than before by more than chance explains: the whole interval of
        95 % of its paired difference, over the users that both have, is below zero.
    EvaluationError
        The snapshot cannot be evaluated.
    """
    try:
        current = store.current(snapshots)
    except SnapshotMissing:
        current = None
    if current == snapshot.folder and evaluation_file(current).is_file():
        return
    table = evaluate(snapshot, users)
    if current in (None, snapshot.folder) or not evaluation_file(current).is_file():
        return
    for basis, before in read_earlier(current).items():
        now = table[basis].users
        both = before.keys() & now.keys()
        gain = paired_gain({u: now[u] for u in both}, {u: before[u] for u in both})
        if gain.high < 0:
            raise QualityLoss(basis, gain)
