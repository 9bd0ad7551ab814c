"""What a fitted model leaves behind."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from catalog.storage.snapshot import Draft
from catalog.storage.text_columns import TextColumn
from model import artifact
from model.answers import STORED, NeighborTable
from model.dense_block import DenseBlock
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, all_neighbors
from model.recommender import Recommender
from model.scores import Votes
from model.signals.weights import default_weights
from model.space import Block
from tests.model.films import catalog_of, random_films


@pytest.fixture
def catalog() -> Catalog:
    return catalog_of(*random_films(40, 0))


@pytest.fixture
def model(catalog: Catalog) -> ReferenceNeighbors:
    return ReferenceNeighbors().fit(catalog)


@pytest.fixture
def neighbors(model: ReferenceNeighbors, catalog: Catalog) -> Mapping[Basis, NeighborTable]:
    return all_neighbors(ExactSearch(model, Votes.of_catalog(catalog)))


@pytest.fixture
def written(
    tmp_path: Path, model: ReferenceNeighbors, neighbors: Mapping[Basis, NeighborTable]
) -> Draft:
    draft = Draft(tmp_path)
    artifact.write(draft, model, neighbors)
    return draft


def test_it_is_arrays_and_json_without_pickle(written: Draft) -> None:
    files = sorted(written.folder.iterdir())
    assert [file.name for file in files if file.suffix != ".npy"] == ["model.json"]
    arrays = [file for file in files if file.suffix == ".npy"]
    groups = {file.name.split(".")[0] for file in arrays}
    spaces = {f"space-{signal.value}" for signal in Signal}
    learned = {"space-words", "space-tone-words", "space-taste-features"}
    assert groups == spaces | learned | {"neighbors-taste", "neighbors-blend"}
    for file in arrays:
        np.load(file, allow_pickle=False)


@pytest.mark.parametrize("basis", STORED)
def test_the_neighbors_that_were_written_are_read_back(
    written: Draft, neighbors: Mapping[Basis, NeighborTable], basis: Basis
) -> None:
    read = written.arrays(f"neighbors-{basis.value}")
    assert read["rows"].shape == (40, 200)
    assert np.array_equal(read["rows"], neighbors[basis].rows)
    assert np.array_equal(read["scores"], neighbors[basis].scores)


@pytest.mark.parametrize("signal", Signal)
def test_the_blocks_that_were_written_are_read_back(
    written: Draft, model: ReferenceNeighbors, signal: Signal
) -> None:
    parts = written.arrays(f"space-{signal.value}")
    made = model.blocks_[signal]
    block = DenseBlock(parts) if isinstance(made, np.ndarray) else Block(parts)
    dense = made if isinstance(made, np.ndarray) else made.toarray()
    assert (block.n_movies, block.n_features) == dense.shape
    read = np.zeros_like(dense)
    for movie in range(block.n_movies):
        row = block.row(movie)
        read[movie, row.columns] = row.values
    assert np.array_equal(read, dense)


def test_the_words_that_were_written_are_read_back(
    written: Draft, model: ReferenceNeighbors
) -> None:
    words: TextColumn[str] = TextColumn(written.arrays("space-words"))
    assert words.texts() == model.words_
    assert len(model.words_) == model.blocks_[Signal.PLOT].shape[1] > 0


def test_a_recommender_answers_from_it(
    written: Draft, catalog: Catalog, neighbors: Mapping[Basis, NeighborTable]
) -> None:
    found = Recommender(written, catalog).similar(MovieRow(4), 3)
    assert [neighbor.movie for neighbor in found] == neighbors[Basis.TASTE].rows[4, :3].tolist()


def test_the_card_names_every_signal_with_its_weights_and_width(
    written: Draft, model: ReferenceNeighbors
) -> None:
    card = written.json("model")
    assert card["version"] == artifact.VERSION
    assert [entry["signal"] for entry in card["signals"]] == [signal.name for signal in Signal]
    for basis in Basis:
        said = {Signal[entry["signal"]]: entry[basis.value] for entry in card["signals"]}
        assert {s: w for s, w in said.items() if w} == pytest.approx(default_weights(basis))
    widths = {Signal[entry["signal"]]: entry["dimensions"] for entry in card["signals"]}
    assert widths == {signal: block.shape[1] for signal, block in model.blocks_.items()}
