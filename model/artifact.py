"""What a fitted model leaves in a snapshot: arrays and JSON, no pickle."""

from __future__ import annotations

from catalog.snapshot import Draft
from model.knn import SimilarFilms
from model.recommender import Neighbors

VERSION = 1


def write(draft: Draft, model: SimilarFilms, neighbors: Neighbors) -> None:
    """Write the table of neighbors and the model's card."""
    draft.write_arrays("neighbors", neighbors._asdict())
    draft.write_json(
        "model",
        {
            "version": VERSION,
            "signals": [
                {"signal": name, "weight": weight, "dimensions": model.dimensions_[name]}
                for name, weight in model.weights_.items()
            ],
        },
    )
