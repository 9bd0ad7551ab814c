"""The model card: what the model is made of and how well it does."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from catalog.enums import Basis, Signal
from catalog.storage.snapshot import Snapshot

FORMER_MODEL = "KNN on popularity and genre flags, as coded"
"""The baseline whose figures are served beside ours: the model of the earlier service."""

DESCRIPTIONS: Mapping[str, str] = MappingProxyType(
    {
        "hit_rate": "HR@10: lists of ten with a film that the user liked, too",
        "recall": "R@10: relevant films among ten, of those that can be",
        "ndcg": "NDCG@10, binary",
        "mrr": "MRR@20: one over the place of the first relevant film",
        "ipw": "NDCG@10 with gain 1/sqrt(n/n_max) for a film that n users like: the main figure, "
        "since plain NDCG rewards popularity",
        "coverage": "share of all films that are recommended for a film that anybody liked",
        "popularity": "mean percentile of votes of the recommended films",
        "collection": "recall@10 of the films of the same collection",
        "genre": "share of the recommended films that have a genre of the query",
        "documentary": "share of documentaries among the films recommended for a documentary",
        "animation": "share of animated films among those recommended for an animated film",
        "language": "share of films in its language among those recommended for a film that is not "
        "in English",
        "hubness": "share of all recommendations that go to the 100 films recommended most often",
        "self_recommendation": "share of films that are recommended for themselves",
        "expert": "share of the recommended films that are on lists of films commonly held to be "
        "alike",
    }
)


RECALL_MEANING = (
    "recall@10: share of the ten nearest films that the table of neighbors has, over 2,000 films; "
    "in catalogs so large that neighbors are looked for among candidates"
)


class SignalInfo(NamedTuple):
    """A signal, its weight as in `model.signals.weights` and its number of columns."""

    signal: Signal
    weight: float
    dimensions: int


class Metric(NamedTuple):
    """One figure of the evaluation, beside that of `FORMER_MODEL`."""

    name: str
    value: float
    baseline: float | None
    description: str


class ModelCard(NamedTuple):
    """The card of the model of one snapshot (Mitchell et al., 2019)."""

    version: str
    signals: list[SignalInfo]
    metrics: list[Metric]

    @classmethod
    def read(cls, snapshot: Snapshot) -> ModelCard:
        """Read the card, and the figures of the evaluation where there was one."""
        card: Any = snapshot.json("model")
        signals = [
            SignalInfo(Signal[s["signal"]], s["weight"], s["dimensions"]) for s in card["signals"]
        ]
        file = evaluation_file(snapshot.folder)
        table = json.loads(file.read_text("utf-8"))["figures"] if file.is_file() else {}
        metrics = [
            Metric(f"{basis} neighbors_recall", share, None, RECALL_MEANING)
            for basis, share in card["recall"].items()
        ]
        metrics += [
            Metric(
                f"{basis.value} {name}", value, table[FORMER_MODEL].get(name), DESCRIPTIONS[name]
            )
            for basis in Basis
            for name, value in table.get(basis.value, {}).items()
            if value is not None
        ]
        return cls(str(card["version"]), signals, metrics)


def evaluation_file(folder: Path) -> Path:
    """The file of the evaluation of the snapshot in `folder`: beside it."""
    return folder.with_name(f"{folder.name}.evaluation.json")
