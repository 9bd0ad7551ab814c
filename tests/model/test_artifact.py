"""What a fitted model leaves behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from catalog.rows import MovieRow
from catalog.snapshot import Draft
from model import artifact
from model.knn import SimilarFilms
from model.neighbors import all_neighbors
from model.recommender import Neighbors, Recommender
from model.signals import SIGNALS
from tests.model.films import catalog_of, random_films


@pytest.fixture
def model() -> SimilarFilms:
    return SimilarFilms().fit(catalog_of(*random_films(40, 0)))


@pytest.fixture
def neighbors(model: SimilarFilms) -> Neighbors:
    return all_neighbors(model.blocks_)


@pytest.fixture
def written(tmp_path: Path, model: SimilarFilms, neighbors: Neighbors) -> Draft:
    draft = Draft(tmp_path)
    artifact.write(draft, model, neighbors)
    return draft


def test_it_is_arrays_and_json_without_pickle(written: Draft) -> None:
    files = sorted(written.folder.iterdir())
    assert [file.name for file in files] == [
        "model.json",
        "neighbors.rows.npy",
        "neighbors.scores.npy",
    ]
    for file in files[1:]:
        assert np.load(file, allow_pickle=False).shape == (40, 200)


def test_what_was_written_is_read_back(written: Draft, neighbors: Neighbors) -> None:
    read = written.arrays("neighbors")
    assert np.array_equal(read["rows"], neighbors.rows)
    assert np.array_equal(read["scores"], neighbors.scores)


def test_a_recommender_answers_from_it(written: Draft, neighbors: Neighbors) -> None:
    found = Recommender(written).similar(MovieRow(4), 3)
    assert [neighbor.movie for neighbor in found] == neighbors.rows[4, :3].tolist()


def test_the_card_names_every_signal_with_its_weight_and_width(
    written: Draft, model: SimilarFilms
) -> None:
    card = written.json("model")
    assert card["version"] == artifact.VERSION
    assert [entry["signal"] for entry in card["signals"]] == [signal.name for signal in SIGNALS]
    assert sum(entry["weight"] for entry in card["signals"]) == pytest.approx(1)
    widths = sum(entry["dimensions"] for entry in card["signals"])
    assert widths == model.blocks_.shape[1]
