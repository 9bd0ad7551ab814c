"""What resolvers work with: the catalog and the recommender of one snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from model.answers import Neighbor, Query, Tuning
from model.card import ModelCard
from model.reason_texts import Reason


class Recommender(Protocol):
    """Finds similar films and says why they are similar; `model.recommender` has the real one."""

    @property
    def model(self) -> ModelCard:
        """The model card."""

    def is_stored(self, basis: Basis) -> bool:
        """Whether `similar` can answer on this basis."""

    def similar(self, movie: MovieRow, k: int, basis: Basis) -> Sequence[Neighbor]:
        """The `k` films nearest to one film, nearest first, as precomputed."""

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        basis: Basis,
        factors: Mapping[Signal, float] | None = None,
    ) -> Query:
        """What films are compared with: films liked and unliked, and a factor for some signals."""

    def nearest(self, query: Query, k: int, tuning: Tuning) -> Sequence[Neighbor]:
        """The `k` films nearest to a query, nearest first."""

    def confidence(self, neighbor: Neighbor) -> float:
        """How much is known to compare a neighbor by, 0 to 1."""

    def reasons(self, neighbor: Neighbor, first: int = len(Signal)) -> Sequence[Reason]:
        """Why a film is a neighbor: the `first` reasons that count most, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Context:
    """One snapshot.  Requests and threads share it; nothing in it changes."""

    catalog: Catalog
    recommender: Recommender
