"""What a fitted model leaves in a snapshot: arrays and JSON, no pickle."""

from __future__ import annotations

from collections.abc import Mapping

from catalog.enums import Mode
from catalog.storage.snapshot import Draft
from catalog.storage.text_columns import TextColumn
from model.answers import NeighborTable
from model.knn import ReferenceNeighbors, default_weights
from model.space import Block

VERSION = 2


def write(
    draft: Draft,
    model: ReferenceNeighbors,
    neighbors: Mapping[Mode, NeighborTable],
    recall: Mapping[Mode, float] | None = None,
) -> None:
    """Write the space, the tables of neighbors and the model's card.

    Parameters
    ----------
    recall
        How good the neighbors are, where they were not found by comparing all films.
    """
    for signal, block in model.blocks_.items():
        draft.write_arrays(f"space-{signal.value}", Block.of(block).parts)
    draft.write_arrays("space-words", TextColumn[str].of(model.words_).parts)
    for mode, table in neighbors.items():
        draft.write_arrays(f"neighbors-{mode.value}", table._asdict())
    weights = {mode: default_weights(mode) for mode in Mode}
    draft.write_json(
        "model",
        {
            "version": VERSION,
            "signals": [
                {
                    "signal": signal.name,
                    "dimensions": block.shape[1],
                    **{mode.value: weights[mode].get(signal, 0.0) for mode in Mode},
                }
                for signal, block in model.blocks_.items()
            ],
            "recall": {mode.value: share for mode, share in (recall or {}).items()},
        },
    )
