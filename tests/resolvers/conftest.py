"""A catalog of a few films and a recommender that says what it is told, as resolvers see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from model.answers import STORED, Neighbor, Query, Tuning
from model.card import ModelCard
from model.errors import WeightsAllZero
from model.reason_texts import Reason
from resolvers.context import Context
from tests.support import builders
from tests.support.builders import (
    cast_credit,
    credits_of,
    crew_credit,
    film,
)


@dataclass
class FakeRecommender:
    """Gives as many of the films 1, 2, 3 … as it is asked for, and remembers the questions."""

    asked: list[tuple[int, int, Basis]] = field(default_factory=list)
    queries: list[tuple[Sequence[int], Sequence[int], Basis, Mapping[Signal, float]]] = field(
        default_factory=list
    )
    tuned: list[tuple[int, Tuning]] = field(default_factory=list)

    @property
    def model(self) -> ModelCard:
        """A card with nothing on it."""
        return ModelCard("fake", [], [])

    def is_stored(self, basis: Basis) -> bool:
        """Whether it is one of those with a table."""
        return basis in STORED

    def similar(self, movie: MovieRow, k: int, basis: Basis) -> Sequence[Neighbor]:
        """Films that have nothing to do with `movie`."""
        self.asked.append((movie, k, basis))
        return _neighbors(k, Query((movie,), (), {}, 0, {}))

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        basis: Basis,
        factors: Mapping[Signal, float] | None = None,
    ) -> Query:
        """What was asked; without weights if they are all 0."""
        self.queries.append((liked, unliked, basis, factors or {}))
        if factors and not any(factors.values()):
            raise WeightsAllZero
        return Query(tuple(liked), tuple(unliked), {}, 0, {})

    def nearest(self, query: Query, k: int, tuning: Tuning) -> Sequence[Neighbor]:
        """Films that have nothing to do with the query."""
        self.tuned.append((k, tuning))
        return _neighbors(k, query)

    def confidence(self, neighbor: Neighbor) -> float:
        """As high as the score."""
        return neighbor.score

    def reasons(self, neighbor: Neighbor, first: int = len(Signal)) -> Sequence[Reason]:
        """As many as there are signals, each an equal share."""
        share = neighbor.score / len(Signal)
        return [Reason(signal, share, [], "Also", "También") for signal in Signal][:first]


def _neighbors(k: int, query: Query) -> Sequence[Neighbor]:
    return [Neighbor(MovieRow(rank), rank, 1 / rank, lambda: query) for rank in range(1, k + 1)]


def info_of(catalog: Catalog, recommender: FakeRecommender | None = None) -> Any:
    """What Strawberry passes to resolvers, as much of it as they may read."""
    return SimpleNamespace(context=Context(catalog, recommender or FakeRecommender()))


@pytest.fixture(scope="session")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Row 0 is Heat with four credits in front of the camera and three behind; row 3 is adult."""
    series = {"id": 7, "name": "Heat Collection", "poster_path": "/series.jpg"}
    cast = [
        cast_credit(11, "Player 11", order=0, profile_path="/player.jpg"),
        *(cast_credit(n, f"Player {n}", order=n - 11) for n in (12, 13, 14)),
    ]
    crew = [
        crew_credit(21, "Maker 1"),
        crew_credit(21, "Maker 1", credit_id="x", department="Writing", job="Screenplay"),
        crew_credit(22, "Maker 2", department="Writing", job="Story"),
    ]
    films = [
        film(1, "Heat", poster_path="/heat.jpg", vote_count="10", vote_average="7.5"),
        film(2, "Second Heat", belongs_to_collection=series, release_date="2002-01-02"),
        film(3, "First Heat", belongs_to_collection=series, release_date="2001-01-02"),
        film(4, "Heat for Adults", belongs_to_collection=series, adult="True"),
    ]
    folder: Path = tmp_path_factory.mktemp("small")
    return builders.catalog(folder, *films, credits=[credits_of(1, cast, crew)])


@pytest.fixture
def info(catalog: Catalog) -> Any:
    """What Strawberry passes to resolvers."""
    return info_of(catalog)
