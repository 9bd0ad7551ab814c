"""Answers "what is like this?", from the table of neighbors or, tuned, from the space itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import count, repeat
from typing import Any, cast

import numpy as np

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from catalog.storage.text_columns import TextColumn
from model.answers import (
    NO_NEIGHBOR,
    STORED,
    Contribution,
    Neighbor,
    NeighborTable,
    Query,
    Tuning,
)
from model.card import ModelCard
from model.dense_block import DenseBlock
from model.errors import WeightsAllZero
from model.film_features import FeatureRow, FilmFeatures, in_both
from model.lazy import LazyQuery
from model.reason_texts import Reason, Wording
from model.scores import BESIDE, Votes, Weights, weights_in_use
from model.space import Block, Vector
from model.taste_features import TasteFeatures
from model.tone_words import ToneWords
from model.tuned_search import TunedSearch


def read_blocks(snapshot: Snapshot) -> dict[Signal, Block | DenseBlock]:
    """The block of each signal, as the build wrote it."""
    parts = {signal: snapshot.arrays(f"space-{signal.value}") for signal in Signal}
    return {
        signal: DenseBlock(found) if "rows" in found else Block(found)
        for signal, found in parts.items()
    }


class Recommender:
    """The model of one snapshot, as the server asks it.

    It reads what the build wrote: the space, the tables of neighbors and the weights.  Scores are
    those of `model.knn.ReferenceNeighbors` times the `vote_factor`; tests compare them.  Nothing
    in it changes after it was made (the card is read once), so threads share one.
    """

    def __init__(self, snapshot: Snapshot, catalog: Catalog) -> None:
        card: Any = snapshot.json("model")
        self._snapshot = snapshot
        self._blocks = read_blocks(snapshot)
        self._features = FilmFeatures(
            {s: block for s, block in self._blocks.items() if isinstance(block, Block)}
        )
        self._learned = {s: b for s, b in self._blocks.items() if isinstance(b, DenseBlock)}
        self._tables = {
            basis: NeighborTable(**snapshot.arrays(f"neighbors-{basis.value}")).flat()
            for basis in STORED
        }
        self._has_taste = len(snapshot.arrays("space-taste-features")["teachers"]) > 0
        self._weights = {
            basis: {Signal[s["signal"]]: s[basis.value] for s in card["signals"]} for basis in Basis
        }
        self._votes = Votes.of_catalog(catalog)
        self._search = TunedSearch(self._blocks, self._votes)
        words: TextColumn[str] = TextColumn(snapshot.arrays("space-words"))
        taste = TasteFeatures(self._blocks, snapshot.arrays("space-taste-features"))
        tone = ToneWords(
            cast("Block", self._blocks[Signal.KEYWORD]),
            cast("DenseBlock", self._blocks[Signal.TONE]),
            snapshot.arrays("space-tone-words"),
        )
        audience = cast("Block", self._blocks[Signal.AUDIENCE])
        self._wording = Wording(catalog, words, audience, tone, taste)

    @cached_property
    def model(self) -> ModelCard:
        """The model card."""
        return ModelCard.read(self._snapshot)

    def is_stored(self, basis: Basis) -> bool:
        """Whether the neighbors of films are stored; without ratings all bases are the same."""
        return basis in STORED or not self._has_taste

    def similar(self, movie: MovieRow, k: int, basis: Basis = Basis.TASTE) -> list[Neighbor]:
        """The `k` nearest films of the table; fewer where no more have anything in common.

        Parameters
        ----------
        basis
            One that `is_stored`.
        """
        table = basis if basis in STORED else Basis.TASTE
        all_rows, all_scores, width = self._tables[table]
        begin = movie * width
        end = begin + min(k, width)
        rows: list[Any] = all_rows[begin:end].tolist()  # plain ints stand for films here
        scores = all_scores[begin:end].tolist()
        if NO_NEIGHBOR in rows:
            del rows[rows.index(NO_NEIGHBOR) :]
        query = LazyQuery(partial(self.query, [movie], [], basis))
        return list(map(Neighbor, rows, count(1), scores, repeat(query)))

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        basis: Basis,
        factors: Weights | None = None,
    ) -> Query:
        """What to compare films with.

        Parameters
        ----------
        liked, unliked
            Rows of films; at least one is liked.
        basis
            Whose weights apply, within `weights_in_use`.
        factors
            What the weight of a signal is multiplied by, 1 without.  A signal that the basis leaves
            out has the weight, beside those of the content, that it has in the blend.

        Raises
        ------
        WeightsAllZero
            The factors leave no signal.
        """
        one = len(liked) == 1 and not unliked
        vectors = {
            signal: block.row(liked[0]) if one else block.mix(liked, unliked)
            for signal, block in self._blocks.items()
        }
        likes = len(vectors[Signal.AUDIENCE].columns)
        lacking = {signal for signal in BESIDE if not len(vectors[signal].columns)}
        whole = weights_in_use(self._weights[Basis.BLEND], likes=likes, lacking=lacking)
        given = {s: 0.0 for s, weight in self._weights[basis].items() if not weight}
        given |= factors or {}
        weights = {s: weight * given.get(s, 1.0) for s, weight in whole.items()}
        total = sum(weights.values())
        if total <= 0:
            raise WeightsAllZero
        return Query(
            tuple(liked),
            tuple(unliked),
            {signal: weight / total for signal, weight in weights.items()},
            float(self._votes.log_votes[list(liked)].mean()),
            vectors,
        )

    def nearest(self, query: Query, k: int, tuning: Tuning) -> list[Neighbor]:
        """The `k` nearest films among the candidates, the query's own left out."""
        rows, scores = self._search.nearest(query, k, tuning)
        return [
            Neighbor(MovieRow(row), rank, score, lambda: query)
            for rank, (row, score) in enumerate(zip(rows.tolist(), scores.tolist(), strict=True), 1)
        ]

    def contributions(self, neighbor: Neighbor) -> list[Contribution]:
        """What makes up the score of a neighbor, largest first; the shares add up to it."""
        query, movie = neighbor.query(), int(neighbor.movie)
        factor = self._search.factor(query, movie)
        if "features" not in query.explained:
            query.explained["features"] = self._weighted(query)
        both = in_both(query.explained["features"], self._features.row(movie))
        order = np.lexsort((-both.values, both.signals))
        columns, signals = both.columns[order].tolist(), self._features.signals
        ends = np.bincount(both.signals, minlength=len(signals)).cumsum().tolist()
        shares = np.bincount(both.signals, factor * both.values, len(signals)).tolist()
        found = [
            Contribution(signal, share, tuple(columns[begin:end]))
            for signal, share, begin, end in zip(signals, shares, [0, *ends], ends, strict=False)
            if share
        ]
        for signal, block in self._learned.items():
            if weight := query.weights.get(signal, 0.0):
                share = weight * factor * block.product(query.vectors[signal], movie)
                if share:
                    found.append(Contribution(signal, share, ()))
        return sorted(found, key=lambda contribution: -contribution.share)

    def _weighted(self, query: Query) -> FeatureRow:
        """What a query has on the signals whose columns mean something, times their weights."""
        vectors = [
            Vector(columns, values * np.float64(query.weights.get(signal, 0.0)))
            for signal in self._features.signals
            for columns, values in (query.vectors[signal],)
        ]
        return self._features.of(vectors)

    def reasons(self, neighbor: Neighbor, first: int = len(Signal)) -> list[Reason]:
        """Why a film is a neighbor: the `first` largest contributions, the largest first."""
        query, movie = neighbor.query(), int(neighbor.movie)
        parts = self.contributions(neighbor)[:first]
        return [self._wording.reason(part, query, movie) for part in parts]

    def confidence(self, neighbor: Neighbor) -> float:
        """How much the score of a neighbor rests on, 0 to 1.

        The share of the weights of the content on which both films have data.  COLLECTION does not
        count, as most films belong to none, which is no gap.
        """
        query, movie = neighbor.query(), int(neighbor.movie)
        known = {
            signal: bool(len(query.vectors[signal].columns) and self._blocks[signal].has(movie))
            for signal in query.weights
            if signal not in (Signal.COLLECTION, Signal.AUDIENCE, Signal.TASTE)
        }
        total = sum(query.weights[signal] for signal in known)
        return sum(query.weights[s] for s, both in known.items() if both) / total if total else 0.0
