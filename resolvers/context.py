"""What resolvers work with: the catalog and the recommender of one snapshot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from catalog.rows import MovieRow
from model.answers import Neighbor, Query, Tuning
from model.card import ModelCard
from model.reason_texts import Reason


class Recommender(Protocol):
    """Finds similar films and says why they are similar; `model.recommender` has the real one."""

    @property
    def model(self) -> ModelCard:
        """The model card."""

    def similar(self, movie: MovieRow, k: int, mode: Mode) -> Sequence[Neighbor]:
        """The `k` films nearest to one film, nearest first, as precomputed."""

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        mode: Mode,
        factors: Mapping[Signal, float] | None = None,
    ) -> Query:
        """What films are compared with: films liked and unliked, and a factor for some signals."""

    def nearest(self, query: Query, k: int, tuning: Tuning) -> Sequence[Neighbor]:
        """The `k` films nearest to a query, nearest first."""

    def reasons(self, neighbor: Neighbor) -> Sequence[Reason]:
        """Why a film is a neighbor, the reason that counts most first."""


@dataclass(frozen=True, slots=True)
class Context:
    """One snapshot.  Requests and threads share it; nothing in it changes."""

    catalog: Catalog
    recommender: Recommender
