"""How good the recommendations are on the real data, and that they say why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from model.answers import STORED, Neighbor, Tuning
from model.card import FORMER_MODEL
from model.evaluation.evaluate import evaluate
from model.evaluation.metrics import Metrics
from resolvers.context import Context
from server.loaded_snapshot import context_of
from tests.conftest import REAL_DATA
from tests.docs.tools.test_recommender import published
from tests.support.graphql import ask

USERS = REAL_DATA.parent / "evaluation" / "users_split.csv"
TOLERANCE = 0.005
PAIRS = 200

LISTS = USERS.with_name("expert_lists.csv")

Table = dict[str, Metrics]


@pytest.fixture(scope="module")
def users() -> Path:
    """Which users the model may see."""
    if not USERS.is_file():
        pytest.skip(f"{USERS} is not there; it says which users are held out")
    return USERS


@pytest.fixture(scope="module")
def table(users: Path, real_snapshot: Snapshot) -> Table:
    """The evaluation of every design."""
    lists = LISTS if LISTS.is_file() else None
    table = evaluate(real_snapshot, users, lists)
    return {name: measured.metrics for name, measured in table.items()}


@pytest.mark.parametrize(
    ("basis", "figure", "least"),
    [
        (Basis.TASTE, "ipw", 0.078),
        (Basis.TASTE, "hit_rate", 0.69),
        (Basis.TASTE, "collection", 0.94),
        (Basis.TASTE, "genre", 0.98),
        (Basis.TASTE, "coverage", 0.24),
        (Basis.TASTE, "documentary", 0.95),
        (Basis.TASTE, "animation", 0.94),
        (Basis.TASTE, "language", 0.74),
        (Basis.CONTENT, "ipw", 0.064),  # all there is without ratings
        (Basis.CONTENT, "collection", 0.94),
        (Basis.BLEND, "ipw", 0.112),
        (Basis.BLEND, "hit_rate", 0.78),
        (Basis.BLEND, "collection", 0.84),
    ],
)
def test_a_figure_is_no_less_than_promised(
    basis: Basis, figure: str, least: float, table: Table
) -> None:
    assert table[basis.value]._asdict()[figure] >= least


@pytest.mark.parametrize("basis", Basis)
def test_similar_films_are_not_just_those_that_everybody_knows(basis: Basis, table: Table) -> None:
    assert table[basis.value].popularity <= 0.90


@pytest.mark.parametrize("basis", [Basis.CONTENT, Basis.TASTE])
def test_as_many_films_are_on_the_lists_of_experts_as_by_the_first_design(
    basis: Basis, table: Table
) -> None:
    """The first design had .526; a film more or less on all lists together is .005."""
    if (expert := table[basis.value].expert) is None:
        pytest.skip(f"{LISTS} is not there; it says which films are commonly held to be alike")
    assert expert >= 0.526 - 0.005


@pytest.mark.parametrize("basis", Basis)
def test_no_film_is_recommended_for_itself(basis: Basis, table: Table) -> None:
    assert table[basis.value].self_recommendation == 0


@pytest.mark.parametrize("figure", ["hit_rate", "recall", "ndcg", "mrr", "ipw", "collection"])
@pytest.mark.parametrize("basis", Basis)
def test_it_is_better_than_the_model_it_replaces(basis: Basis, figure: str, table: Table) -> None:
    replaced = table[FORMER_MODEL]._asdict()[figure]
    assert table[basis.value]._asdict()[figure] > replaced + TOLERANCE


def test_the_blend_is_better_than_any_baseline_by_the_main_figure(table: Table) -> None:
    best = max(table, key=lambda name: table[name].ipw)
    assert best == Basis.BLEND.value


def test_the_page_shows_the_figures_of_this_run(table: Table) -> None:
    shown = published()
    assert list(shown) == list(table)
    far = {
        (name, figure): (value, given)
        for name, metrics in table.items()
        for (figure, value), given in zip(metrics._asdict().items(), shown[name], strict=True)
        if value is not None and given is not None and abs(value - given) > TOLERANCE
    }
    assert far == {}


def test_the_api_serves_the_figures_of_this_run(table: Table, real_snapshot: Snapshot) -> None:
    query = "{ catalog { model { metrics { name value baseline } } } }"
    metrics = ask(context_of(real_snapshot), query)["catalog"]["model"]["metrics"]
    assert {m["name"]: m["value"] for m in metrics} == {
        f"{basis.value} {name}": value
        for basis in Basis
        for name, value in table[basis.value]._asdict().items()
        if value is not None
    }


def total(context: Context, neighbor: Neighbor) -> float:
    return sum(reason.contribution for reason in context.recommender.reasons(neighbor))


@pytest.mark.parametrize("basis", STORED)
def test_the_reasons_of_a_stored_answer_add_up(basis: Basis, real: Context) -> None:
    chance = np.random.default_rng(2026)
    shown = real.catalog.visible.rows
    checked = 0
    for film in chance.choice(shown, PAIRS, replace=False).tolist():
        found = real.recommender.similar(MovieRow(film), 100, basis)
        if found:
            neighbor = found[int(chance.integers(len(found)))]
            assert neighbor.score == pytest.approx(total(real, neighbor), abs=1e-6)
            checked += 1
    assert checked > PAIRS / 2


@pytest.mark.parametrize("basis", Basis)
@pytest.mark.parametrize("tuned", [False, True], ids=["untuned", "tuned"])
def test_the_reasons_of_any_pair_add_up(tuned: bool, basis: Basis, real: Context) -> None:
    chance = np.random.default_rng(4)
    shown = real.catalog.visible.rows
    checked = 0
    for _ in range(PAIRS):
        liked, unliked, other = chance.choice(shown, 3, replace=False).tolist()
        factors = {s: float(chance.uniform(0, 10)) for s in Signal} if tuned else None
        away = [unliked] if tuned and chance.random() < 0.5 else []
        query = real.recommender.query([liked], away, basis, factors)
        only = np.zeros(len(real.catalog.movies), dtype=np.bool_)
        only[other] = True
        for neighbor in real.recommender.nearest(query, 1, Tuning(only)):
            assert (neighbor.movie, neighbor.rank) == (other, 1)
            assert 0 < neighbor.score <= 1
            assert neighbor.score == pytest.approx(total(real, neighbor), abs=1e-6)
            checked += 1
    assert checked > PAIRS / 2
