"""The table of neighbors: the estimator's own answers, computed in blocks."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from catalog.enums import Basis
from model import neighbors as module
from model.answers import NO_NEIGHBOR, STORED, NeighborTable
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, NeighborSearch, NeighborTables, all_neighbors
from model.signals.weights import default_weights
from tests.model.films import Film, catalog_of, liked_by, random_films, reference, votes_of

COUNT = 40
FILMS = random_films(COUNT, 11)
WITHOUT_FEATURES = COUNT - 1
each_basis = pytest.mark.parametrize("basis", STORED)


def table_of(*films: Film, basis: Basis = Basis.TASTE, n_neighbors: int = 200) -> NeighborTable:
    model = ReferenceNeighbors().fit(catalog_of(*films))
    return all_neighbors(ExactSearch(model, votes_of(films), n_neighbors=n_neighbors))[basis]


@pytest.fixture(scope="module")
def model() -> ReferenceNeighbors:
    """A model of random films, the last of them without features."""
    return ReferenceNeighbors().fit(catalog_of(*FILMS))


@pytest.fixture(scope="module")
def tables(model: ReferenceNeighbors) -> dict[Basis, NeighborTable]:
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


@each_basis
@pytest.mark.parametrize("block", [1, 7, 512])
def test_the_table_is_what_the_estimator_says_times_the_factor_of_votes(
    basis: Basis,
    block: int,
    model: ReferenceNeighbors,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "BLOCK", block)
    found = as_mappings(all_neighbors(ExactSearch(model, votes_of(FILMS), n_neighbors=10))[basis])

    liked = model.likes() > 0
    assert 5 < liked.sum() < 35
    for film in range(COUNT):
        said = reference(model, votes_of(FILMS), film, default_weights(basis))
        best = [score for score in sorted(said, reverse=True)[:10] if score > 1e-6]
        assert list(found[film].values()) == pytest.approx(best, abs=1e-6)
        assert found[film] == pytest.approx({row: said[row] for row in found[film]}, abs=1e-6)


@each_basis
def test_neighbors_come_nearest_first_without_the_film_itself(
    basis: Basis, tables: dict[Basis, NeighborTable]
) -> None:
    rows, scores = tables[basis]
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
    assert scores[0, :2] == pytest.approx([0.10, 0.10])
    assert 0 < scores[0, 2] < 0.10


def test_of_two_equally_near_films_the_one_that_more_know_comes_first() -> None:
    rows, scores = table_of(*(Film("a", votes=votes) for votes in (999, 9, 999)), n_neighbors=2)
    assert rows[0].tolist() == [2, 1]
    assert scores[0] == pytest.approx([0.10, 0.10 * 1.2 / 1.6])


def test_films_that_share_nothing_are_no_neighbors() -> None:
    table = table_of(Film("a"), Film("b"), Film(), n_neighbors=2)
    assert as_mappings(table) == [{}, {}, {}]
    assert not table.scores.any()


@each_basis
def test_a_film_without_features_has_no_neighbors_and_is_nobodys(
    basis: Basis, tables: dict[Basis, NeighborTable]
) -> None:
    rows, _ = tables[basis]
    assert np.all(rows[WITHOUT_FEATURES] == NO_NEIGHBOR)
    assert not np.any(rows == WITHOUT_FEATURES)


def test_a_film_that_nobody_rated_has_the_same_neighbors_in_both_tables() -> None:
    films = [Film("a"), Film("a", stars=liked_by(1)), Film("a", stars=liked_by(1))]
    content, blend = (table_of(*films, basis=basis, n_neighbors=2) for basis in STORED)
    assert np.array_equal(content.rows[0], blend.rows[0])
    assert np.array_equal(content.scores[0], blend.scores[0])
    share = 0.55 / 3  # of the audience of a film with one like
    assert blend.scores[1] == pytest.approx([(1 - share) * 0.1 + share / 21, (1 - share) * 0.1])


@each_basis
def test_hidden_films_are_nobodys_neighbors_but_have_their_own(
    basis: Basis, model: ReferenceNeighbors, tables: dict[Basis, NeighborTable]
) -> None:
    hidden = np.zeros(COUNT, dtype=bool)
    hidden[[0, 3, 20]] = True
    shown = as_mappings(tables[basis])
    found = as_mappings(all_neighbors(ExactSearch(model, votes_of(FILMS), hidden))[basis])

    for film in range(COUNT):
        left = {row: score for row, score in shown[film].items() if not hidden[row]}
        assert found[film] == pytest.approx(left, abs=1e-6)
    assert found[3]
    assert any(3 in neighbors for neighbors in shown)


@each_basis
def test_permuting_the_films_permutes_the_answers(
    basis: Basis, tables: dict[Basis, NeighborTable]
) -> None:
    order = np.random.default_rng(5).permutation(COUNT).tolist()
    plain = as_mappings(tables[basis])
    permuted = as_mappings(table_of(*(FILMS[film] for film in order), basis=basis))

    back = [{order[row]: score for row, score in found.items()} for found in permuted]
    for place, film in enumerate(order):
        assert back[place] == pytest.approx(plain[film], abs=1e-6)


def test_the_table_has_its_width_even_where_there_are_fewer_films() -> None:
    table = table_of(Film("a"), Film("a"))
    assert table.rows.shape == table.scores.shape == (2, 200)
    assert [table.rows.dtype.name, table.scores.dtype.name] == ["int32", "float32"]


def test_the_same_films_give_the_same_table_to_the_bit(tables: dict[Basis, NeighborTable]) -> None:
    again = all_neighbors(
        ExactSearch(ReferenceNeighbors().fit(catalog_of(*FILMS)), votes_of(FILMS))
    )
    for basis in STORED:
        assert np.array_equal(again[basis].rows, tables[basis].rows)
        assert np.array_equal(again[basis].scores, tables[basis].scores)


def test_blocks_may_be_found_in_any_order_and_in_another_process(
    model: ReferenceNeighbors, tables: dict[Basis, NeighborTable]
) -> None:
    def backwards(search: NeighborSearch) -> list[NeighborTables]:
        sent: NeighborSearch = pickle.loads(pickle.dumps(search))
        return [sent.of_block(block) for block in reversed(search.blocks)][::-1]

    again = all_neighbors(ExactSearch(model, votes_of(FILMS)), run=backwards)
    for basis in STORED:
        assert np.array_equal(again[basis].rows, tables[basis].rows)
        assert np.array_equal(again[basis].scores, tables[basis].scores)


def test_progress_adds_up_to_the_number_of_films(
    model: ReferenceNeighbors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BLOCK", 16)
    told: list[int] = []
    all_neighbors(ExactSearch(model, votes_of(FILMS)), told.append)
    assert told == [16, 16, 8]
