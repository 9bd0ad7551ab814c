"""The table of neighbors: the estimator's own answers, computed in blocks."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from catalog.enums import Mode
from model import neighbors as module
from model.answers import NO_NEIGHBOR, NeighborTable
from model.knn import ReferenceNeighbors, default_weights
from model.neighbors import ExactSearch, NeighborSearch, NeighborTables, all_neighbors
from model.scores import log_votes, vote_factor
from tests.model.films import Film, catalog_of, liked_by, random_films

COUNT = 40
FILMS = random_films(COUNT, 11)
WITHOUT_FEATURES = COUNT - 1
each_mode = pytest.mark.parametrize("mode", Mode)


def votes_of(films: Sequence[Film]) -> NDArray[np.float64]:
    return log_votes(np.array([film.votes for film in films]))


def table_of(*films: Film, mode: Mode = Mode.CONTENT, n_neighbors: int = 200) -> NeighborTable:
    model = ReferenceNeighbors().fit(catalog_of(*films))
    return all_neighbors(ExactSearch(model, votes_of(films), n_neighbors=n_neighbors))[mode]


@pytest.fixture(scope="module")
def model() -> ReferenceNeighbors:
    """A model of random films, the last of them without features."""
    return ReferenceNeighbors().fit(catalog_of(*FILMS))


@pytest.fixture(scope="module")
def estimators() -> dict[Mode, ReferenceNeighbors]:
    """Models of the same films with the weights of each mode."""
    films = catalog_of(*FILMS)
    return {mode: ReferenceNeighbors(weights=default_weights(mode)).fit(films) for mode in Mode}


@pytest.fixture(scope="module")
def tables(model: ReferenceNeighbors) -> dict[Mode, NeighborTable]:
    return dict(all_neighbors(ExactSearch(model, votes_of(FILMS))))


def as_mappings(table: NeighborTable) -> list[dict[int, float]]:
    """The score of each neighbor, film by film."""
    return [
        {
            int(row): float(score)
            for row, score in zip(rows, scores, strict=True)
            if row != NO_NEIGHBOR
        }
        for rows, scores in zip(*table, strict=True)
    ]


@each_mode
@pytest.mark.parametrize("block", [1, 7, 512])
def test_the_table_is_what_the_estimator_says_times_the_factor_of_votes(
    mode: Mode,
    block: int,
    model: ReferenceNeighbors,
    estimators: dict[Mode, ReferenceNeighbors],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BLOCK", block)
    found = as_mappings(all_neighbors(ExactSearch(model, votes_of(FILMS), n_neighbors=10))[mode])

    rated = [bool(set(film.stars.values()) & {4.0, 5.0}) for film in FILMS]
    assert 5 < sum(rated) < 35
    for film in range(COUNT):
        estimator = estimators[mode if rated[film] else Mode.CONTENT]
        scores, rows = estimator.kneighbors([film], COUNT - 1)
        factor = vote_factor(votes_of(FILMS), votes_of(FILMS)[film])
        said = dict(zip(rows[0].tolist(), (scores[0] * factor[rows[0]]).tolist(), strict=True))
        best = sorted(said.values(), reverse=True)[:10]
        assert list(found[film].values()) == pytest.approx([s for s in best if s > 1e-6], abs=1e-6)
        assert found[film] == pytest.approx({row: said[row] for row in found[film]}, abs=1e-6)


@each_mode
def test_neighbors_come_nearest_first_without_the_film_itself(
    mode: Mode, tables: dict[Mode, NeighborTable]
) -> None:
    rows, scores = tables[mode]
    assert np.all(np.diff(scores, axis=1) <= 0)
    assert not np.any(rows == np.arange(COUNT)[:, None])
    for neighbors in rows:
        known = neighbors[neighbors != NO_NEIGHBOR]
        assert len(set(known.tolist())) == len(known)


def test_equally_near_films_come_by_row() -> None:
    a, b = Film("a"), Film("b")
    rows, scores = table_of(a, b, a, a, Film("a b"), n_neighbors=5)
    assert rows[0].tolist() == [2, 3, 4, NO_NEIGHBOR, NO_NEIGHBOR]
    assert rows[2].tolist() == [0, 3, 4, NO_NEIGHBOR, NO_NEIGHBOR]
    assert scores[0, :2] == pytest.approx([0.16, 0.16])
    assert 0 < scores[0, 2] < 0.16


def test_of_two_equally_near_films_the_one_that_more_know_comes_first() -> None:
    rows, scores = table_of(*(Film("a", votes=votes) for votes in (999, 9, 999)), n_neighbors=2)
    assert rows[0].tolist() == [2, 1]
    assert scores[0] == pytest.approx([0.16, 0.16 * 1.2 / 1.6])


def test_films_that_share_nothing_are_no_neighbors() -> None:
    table = table_of(Film("a"), Film("b"), Film(), n_neighbors=2)
    assert as_mappings(table) == [{}, {}, {}]
    assert not table.scores.any()


@each_mode
def test_a_film_without_features_has_no_neighbors_and_is_nobodys(
    mode: Mode, tables: dict[Mode, NeighborTable]
) -> None:
    rows, _ = tables[mode]
    assert np.all(rows[WITHOUT_FEATURES] == NO_NEIGHBOR)
    assert not np.any(rows == WITHOUT_FEATURES)


def test_a_film_that_nobody_rated_has_the_same_neighbors_in_both_tables() -> None:
    films = [Film("a"), Film("a", stars=liked_by(1)), Film("a", stars=liked_by(1))]
    content, blend = (table_of(*films, mode=mode, n_neighbors=2) for mode in Mode)
    assert np.array_equal(content.rows[0], blend.rows[0])
    assert np.array_equal(content.scores[0], blend.scores[0])
    assert blend.scores[1] == pytest.approx([0.08 + 0.5 / 21, 0.08])


@each_mode
def test_hidden_films_are_nobodys_neighbors_but_have_their_own(
    mode: Mode, model: ReferenceNeighbors, tables: dict[Mode, NeighborTable]
) -> None:
    hidden = np.zeros(COUNT, dtype=bool)
    hidden[[0, 3, 20]] = True
    shown = as_mappings(tables[mode])
    found = as_mappings(all_neighbors(ExactSearch(model, votes_of(FILMS), hidden))[mode])

    for film in range(COUNT):
        left = {row: score for row, score in shown[film].items() if not hidden[row]}
        assert found[film] == pytest.approx(left, abs=1e-6)
    assert found[3]
    assert any(3 in neighbors for neighbors in shown)


@each_mode
def test_permuting_the_films_permutes_the_answers(
    mode: Mode, tables: dict[Mode, NeighborTable]
) -> None:
    order = np.random.default_rng(5).permutation(COUNT).tolist()
    plain = as_mappings(tables[mode])
    permuted = as_mappings(table_of(*(FILMS[film] for film in order), mode=mode))

    back = [{order[row]: score for row, score in found.items()} for found in permuted]
    for place, film in enumerate(order):
        assert back[place] == pytest.approx(plain[film], abs=1e-6)


def test_the_table_has_its_width_even_where_there_are_fewer_films() -> None:
    table = table_of(Film("a"), Film("a"))
    assert table.rows.shape == table.scores.shape == (2, 200)
    assert [table.rows.dtype.name, table.scores.dtype.name] == ["int32", "float32"]


def test_the_same_films_give_the_same_table_to_the_bit(tables: dict[Mode, NeighborTable]) -> None:
    again = all_neighbors(
        ExactSearch(ReferenceNeighbors().fit(catalog_of(*FILMS)), votes_of(FILMS))
    )
    for mode in Mode:
        assert np.array_equal(again[mode].rows, tables[mode].rows)
        assert np.array_equal(again[mode].scores, tables[mode].scores)


def test_blocks_may_be_found_in_any_order_and_in_another_process(
    model: ReferenceNeighbors, tables: dict[Mode, NeighborTable]
) -> None:
    def backwards(search: NeighborSearch) -> list[NeighborTables]:
        sent: NeighborSearch = pickle.loads(pickle.dumps(search))
        return [sent.of_block(block) for block in reversed(search.blocks)][::-1]

    again = all_neighbors(ExactSearch(model, votes_of(FILMS)), run=backwards)
    for mode in Mode:
        assert np.array_equal(again[mode].rows, tables[mode].rows)
        assert np.array_equal(again[mode].scores, tables[mode].scores)


def test_progress_adds_up_to_the_number_of_films(
    model: ReferenceNeighbors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK", 16)
    told: list[int] = []
    all_neighbors(ExactSearch(model, votes_of(FILMS)), told.append)
    assert told == [16, 16, 8]
