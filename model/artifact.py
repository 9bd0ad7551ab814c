"""What a fitted model leaves in a snapshot: arrays and JSON, no pickle."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from catalog.enums import Basis
from catalog.storage.snapshot import Draft
from catalog.storage.text_columns import TextColumn
from model.answers import NeighborTable
from model.dense_block import DenseBlock
from model.knn import ReferenceNeighbors
from model.signals.weights import SIGNALS, default_weights
from model.space import Block
from model.tone_words import ToneWords

VERSION = 3


def write(
    draft: Draft,
    model: ReferenceNeighbors,
    neighbors: Mapping[Basis, NeighborTable],
    recall: Mapping[Basis, float] | None = None,
) -> None:
    """Write the space, the tables of neighbors and the model's card.

    Parameters
    ----------
    recall
        How good the neighbors are, where they were not found by comparing all films.
    """
    for signal, block in model.blocks_.items():
        made = DenseBlock.of(block) if isinstance(block, np.ndarray) else Block.of(block)
        draft.write_arrays(f"space-{signal.value}", made.parts)
    draft.write_arrays("space-words", TextColumn[str].of(model.words_).parts)
    draft.write_arrays("space-tone-words", ToneWords.parts_of(model.tone_.keywords_))
    draft.write_arrays(
        "space-taste-features",
        {"teachers": model.taste_.teachers_, "duals": model.taste_.duals_},
    )
    for basis, table in neighbors.items():
        draft.write_arrays(f"neighbors-{basis.value}", table._asdict())
    own = {spec.signal: spec.weight for spec in SIGNALS}
    weights = {basis: default_weights(basis) for basis in Basis}
    draft.write_json(
        "model",
        {
            "version": VERSION,
            "signals": [
                {
                    "signal": signal.name,
                    "dimensions": block.shape[1],
                    "weight": own[signal],
                    **{basis.value: weights[basis].get(signal, 0.0) for basis in Basis},
                }
                for signal, block in model.blocks_.items()
            ],
            "recall": {basis.value: share for basis, share in (recall or {}).items()},
        },
    )
