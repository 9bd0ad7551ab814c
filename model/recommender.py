"""Answers "what is like this?", from the table of neighbors or, tuned, from the space itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import count, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from catalog.storage.text_columns import TextColumn
from model.answers import NO_NEIGHBOR, Contribution, Neighbor, NeighborTable, Query, Tuning
from model.card import ModelCard
from model.diversity import diversify
from model.errors import WeightsAllZero
from model.lazy import LazyQuery
from model.reason_texts import Reason, Wording
from model.scores import Weights, log_votes, top_k, vote_factor, weights_in_use
from model.space import Block

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
        self._blocks = {
            signal: Block(snapshot.arrays(f"space-{signal.value}")) for signal in Signal
        }
        self._tables = {
            mode: NeighborTable(**snapshot.arrays(f"neighbors-{mode.value}")).flat()
            for mode in Mode
        }
        self._weights = {
            mode: {Signal[s["signal"]]: s[mode.value] for s in card["signals"]} for mode in Mode
        }
        self._log_votes = log_votes(catalog.movies.vote_count.values)
        words: TextColumn[str] = TextColumn(snapshot.arrays("space-words"))
        self._wording = Wording(catalog, words, self._blocks[Signal.AUDIENCE])

    @cached_property
    def model(self) -> ModelCard:
        """The model card."""
        return ModelCard.read(self._snapshot)

    def similar(self, movie: MovieRow, k: int, mode: Mode = Mode.CONTENT) -> list[Neighbor]:
        """The `k` nearest films of the table; fewer where no more have anything in common."""
        all_rows, all_scores, width = self._tables[mode]
        begin = movie * width
        end = begin + min(k, width)
        rows: list[Any] = all_rows[begin:end].tolist()  # plain ints stand for films here
        scores = all_scores[begin:end].tolist()
        if NO_NEIGHBOR in rows:
            del rows[rows.index(NO_NEIGHBOR) :]
        query = LazyQuery(partial(self.query, [movie], [], mode))
        return list(map(Neighbor, rows, count(1), scores, repeat(query)))

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        mode: Mode,
        factors: Weights | None = None,
    ) -> Query:
        """What to compare films with.

        Parameters
        ----------
        liked, unliked
            Rows of films; at least one is liked.
        mode
            Whose weights apply, within `weights_in_use`.
        factors
            What the weight of a signal is multiplied by, 1 without.  The weight of AUDIENCE is 0
            by content; there its factor is the weight itself.

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
        rated = len(vectors[Signal.AUDIENCE].columns) > 0
        base = weights_in_use(self._weights[mode], rated=rated)
        weights = {s: weight * (factors or {}).get(s, 1.0) for s, weight in base.items()}
        if factors and factors.get(Signal.AUDIENCE) and mode is Mode.CONTENT and rated:
            weights[Signal.AUDIENCE] = factors[Signal.AUDIENCE]
        total = sum(weights.values())
        if total <= 0:
            raise WeightsAllZero
        return Query(
            tuple(liked),
            tuple(unliked),
            {signal: weight / total for signal, weight in weights.items()},
            float(self._log_votes[list(liked)].mean()),
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
        factor = self._factor(query)[movie]
        found = []
        for signal, weight in query.weights.items():
            if weight > 0:
                both = self._blocks[signal].shared(query.vectors[signal], movie)
                share = float(weight * factor * both.values.sum())
                if share > 0:
                    heaviest = both.columns[np.argsort(-both.values, kind="stable")]
                    found.append(Contribution(signal, share, tuple(heaviest.tolist())))
        return sorted(found, key=lambda contribution: -contribution.share)

    def reasons(self, neighbor: Neighbor) -> list[Reason]:
        """Why a film is a neighbor, the largest contribution first."""
        query, movie = neighbor.query(), int(neighbor.movie)
        return [
            self._wording.reason(part.signal, part.share, part.shared, query.liked, movie)
            for part in self.contributions(neighbor)
        ]

    def _scores(self, query: Query) -> NDArray[np.float64]:
        """The score of every film, of shape (n_movies,)."""
        total = np.zeros(len(self._log_votes))
        for signal, weight in query.weights.items():
            if weight > 0:
                total += weight * self._blocks[signal].products(query.vectors[signal])
        return total * self._factor(query)

    def _factor(self, query: Query) -> NDArray[np.float64]:
        return vote_factor(self._log_votes, query.log_votes)

    def _likeness(self, movies: Sequence[int], weights: Weights) -> NDArray[np.float64]:
        """The score of every two of some films without the factor of votes, of shape (n, n)."""
        total = np.zeros((len(movies), len(movies)))
        for signal, weight in weights.items():
            if weight > 0:
                rows = self._blocks[signal].dense(movies)
                total += weight * (rows @ rows.T)
        return total
