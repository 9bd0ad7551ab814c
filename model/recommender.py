"""Answers "what is like this?", from the table of neighbors or, tuned, from the space itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import count, repeat
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

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
from model.diversity import diversify
from model.errors import WeightsAllZero
from model.lazy import LazyQuery
from model.reason_texts import Reason, Wording
from model.scores import Votes, Weights, top_k, vote_factor, weights_in_use
from model.space import Block
from model.taste_features import TasteFeatures
from model.tone_words import ToneWords

LEARNED = (Signal.TONE, Signal.TASTE)
"""Signals whose columns are dimensions, which say nothing by themselves."""
DIVERSITY_POOL = 200
"""How many of the best films a diverse answer is chosen from."""


class Recommender:
    """The model of one snapshot, as the server asks it.

    It reads what the build wrote: the space, the tables of neighbors and the weights.  Scores are
    those of `model.knn.ReferenceNeighbors` times the `vote_factor`; tests compare them.  Nothing
    in it changes after it was made (the card is read once), so threads share one.
    """

    def __init__(self, snapshot: Snapshot, catalog: Catalog) -> None:
        card: Any = snapshot.json("model")
        self._snapshot = snapshot
        parts = {signal: snapshot.arrays(f"space-{signal.value}") for signal in Signal}
        self._blocks = {
            signal: DenseBlock(found) if "rows" in found else Block(found)
            for signal, found in parts.items()
        }
        self._tables = {
            basis: NeighborTable(**snapshot.arrays(f"neighbors-{basis.value}")).flat()
            for basis in STORED
        }
        self._has_taste = len(snapshot.arrays("space-taste-features")["teachers"]) > 0
        self._weights = {
            basis: {Signal[s["signal"]]: s[basis.value] for s in card["signals"]} for basis in Basis
        }
        self._votes = Votes.of_catalog(catalog)
        self._most_pull = float(self._votes.pull.max(initial=0))
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
        has_taste = len(vectors[Signal.TASTE].columns) > 0
        whole = weights_in_use(self._weights[Basis.BLEND], likes=likes, has_taste=has_taste)
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
        scores = self._scores(query) * tuning.candidates
        scores[[*query.liked, *query.unliked]] = 0
        scores[scores < tuning.min_score] = 0
        wanted = max(k, DIVERSITY_POOL) if tuning.diversity else k
        best = top_k(scores, wanted)
        if tuning.diversity:
            likeness = self._likeness(best.tolist(), query.weights)
            best = best[diversify(scores[best], likeness, k, tuning.diversity)]
        return [
            Neighbor(MovieRow(row), rank, float(scores[row]), lambda: query)
            for rank, row in enumerate(best.tolist(), 1)
        ]

    def contributions(self, neighbor: Neighbor) -> list[Contribution]:
        """What makes up the score of a neighbor, largest first; the shares add up to it."""
        query, movie = neighbor.query(), int(neighbor.movie)
        own_pull = self._votes.pull[movie : movie + 1]
        (factor,) = vote_factor(own_pull, query.log_votes, self._most_pull)
        found = []
        for signal, weight in query.weights.items():
            if weight > 0:
                both = self._blocks[signal].shared(query.vectors[signal], movie)
                share = float(weight * factor * both.values.sum())
                if share:
                    heaviest = both.columns[np.argsort(-both.values, kind="stable")]
                    shared = () if signal in LEARNED else tuple(heaviest.tolist())
                    found.append(Contribution(signal, share, shared))
        return sorted(found, key=lambda contribution: -contribution.share)

    def reasons(self, neighbor: Neighbor) -> list[Reason]:
        """Why a film is a neighbor, the largest contribution first."""
        query, movie = neighbor.query(), int(neighbor.movie)
        return [self._wording.reason(part, query, movie) for part in self.contributions(neighbor)]

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

    def _scores(self, query: Query) -> NDArray[np.float64]:
        """The score of every film, of shape (n_movies,)."""
        total = np.zeros(len(self._votes.pull))
        for signal, weight in query.weights.items():
            if weight > 0:
                total += weight * self._blocks[signal].products(query.vectors[signal])
        return total * self._factor(query)

    def _factor(self, query: Query) -> NDArray[np.float64]:
        return vote_factor(self._votes.pull, query.log_votes)

    def _likeness(self, movies: Sequence[int], weights: Weights) -> NDArray[np.float64]:
        """The score of every two of some films without the factor of votes, of shape (n, n)."""
        total = np.zeros((len(movies), len(movies)))
        for signal, weight in weights.items():
            if weight > 0:
                rows = self._blocks[signal].dense(movies)
                total += weight * (rows @ rows.T)
        return total
