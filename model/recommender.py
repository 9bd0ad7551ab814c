"""Answers "what is like this?", from the table of neighbors or, tuned, from the space itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import count, repeat
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.enums import Mode, Signal
from catalog.lists.keyed import Keyed
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from catalog.storage.text_columns import TextColumn
from model.card import Model
from model.reasons import Reason, Wording
from model.space import Block, Vector, largest, log_votes, vote_factor

NONE = -1
POOL = 200
"""Films among which a diverse answer is chosen."""

Weights = Mapping[Signal, float]


class Neighbors(NamedTuple):
    """The neighbors of every film, nearest first; ties by row.

    Both have the shape (n_movies, n_neighbors); where a film has fewer neighbors with a score
    above 0, rows are `NONE` and scores 0.
    """

    rows: NDArray[np.int32]
    scores: NDArray[np.float32]

    def flat(self) -> tuple[memoryview[int], memoryview[float], int]:
        """Rows and scores, a film after the other, and the length of each; to be sliced fast."""
        scores: memoryview[Any] = self.scores.reshape(-1).data
        return self.rows.reshape(-1).data, scores, self.rows.shape[1]


@dataclass(frozen=True, slots=True)
class Query:
    """What films are compared with: one film, or several mixed.

    `pull` is L = log10(1 + votes) of the film, or the mean of several; `weights` add up to 1.
    """

    liked: tuple[int, ...]
    unliked: tuple[int, ...]
    weights: Weights
    pull: float
    vectors: Mapping[Signal, Vector]


class Neighbor(NamedTuple):
    """A film like another: `rank` counts from 1, `score` is 0 to 1.

    `query` gives what it was compared with, which only the reasons ask.
    """

    movie: MovieRow
    rank: int
    score: float
    query: Callable[[], Query]


LookUp = Callable[[MovieRow, int, Mode], Sequence[Neighbor]]


class Nearest(Keyed, Sequence[Neighbor]):
    """The first neighbors of a film in the table, looked up when somebody looks at them."""

    def __init__(self, look_up: LookUp, movie: MovieRow, k: int, mode: Mode) -> None:
        self.key = movie, k, mode.value
        self._found_by = partial(look_up, movie, k, mode)

    @cached_property
    def _found(self) -> Sequence[Neighbor]:
        return self._found_by()

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: Any) -> Any:
        return self._found[at]


class _Once:
    """What a film is compared with, worked out when somebody asks and then kept."""

    __slots__ = ("_made", "_of")

    def __init__(self, recommender: Recommender, movie: MovieRow, mode: Mode) -> None:
        self._of = recommender, movie, mode
        self._made: Query | None = None

    def __call__(self) -> Query:
        if self._made is None:
            recommender, movie, mode = self._of
            self._made = recommender.query([movie], [], mode)
        return self._made


class Contribution(NamedTuple):
    """One signal's share of a score; `shared` are the columns that both have, heaviest first."""

    signal: Signal
    share: float
    shared: tuple[int, ...]


class WeightsAllZero(Exception):
    """No signal is left to compare by."""


@dataclass(frozen=True, slots=True)
class Tuning:
    """How a question differs from the usual one.

    `candidates` of shape (n_movies,) are the films that may be answers; `diversity` and
    `min_score` are 0 to 1.
    """

    candidates: NDArray[np.bool_]
    diversity: float = 0.0
    min_score: float = 0.0


class Recommender:
    """The model of one snapshot."""

    def __init__(self, snapshot: Snapshot, catalog: Catalog) -> None:
        card: Any = snapshot.json("model")
        self._snapshot = snapshot
        self._blocks = {
            signal: Block(snapshot.arrays(f"space-{signal.value}")) for signal in Signal
        }
        self._neighbors = {
            mode: Neighbors(**snapshot.arrays(f"neighbors-{mode.value}")).flat() for mode in Mode
        }
        self._weights = {
            mode: {Signal[s["signal"]]: s[mode.value] for s in card["signals"]} for mode in Mode
        }
        self._log_votes = log_votes(catalog.movies.vote_count.values)
        words: TextColumn[str] = TextColumn(snapshot.arrays("space-words"))
        self._wording = Wording(catalog, words, self._blocks[Signal.AUDIENCE])

    @cached_property
    def model(self) -> Model:
        """The model card."""
        return Model.read(self._snapshot)

    def similar(self, movie: MovieRow, k: int, mode: Mode = Mode.CONTENT) -> list[Neighbor]:
        """The `k` nearest films of the table; fewer where no more have anything in common."""
        all_rows, all_scores, width = self._neighbors[mode]
        begin = movie * width
        end = begin + min(k, width)
        rows: list[Any] = all_rows[begin:end].tolist()  # plain ints stand for films here
        scores = all_scores[begin:end].tolist()
        if NONE in rows:
            del rows[rows.index(NONE) :]
        query = _Once(self, movie, mode)
        return list(map(Neighbor, rows, count(1), scores, repeat(query)))

    def query(
        self,
        liked: Sequence[int],
        unliked: Sequence[int],
        mode: Mode,
        factors: Weights | None = None,
    ) -> Query:
        """What to compare with; nobody's audience counts where nobody rated the films.

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
        heard = len(vectors[Signal.AUDIENCE].columns) > 0
        base = self._weights[mode if heard else Mode.CONTENT]
        weights = {s: weight * (factors or {}).get(s, 1.0) for s, weight in base.items()}
        if factors and factors.get(Signal.AUDIENCE) and mode is Mode.CONTENT and heard:
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
        wanted = max(k, POOL) if tuning.diversity else k
        best = largest(scores, wanted).tolist()
        if tuning.diversity:
            best = self._diverse(best, scores, query.weights, k, tuning.diversity)
        return [
            Neighbor(MovieRow(row), rank, float(scores[row]), lambda: query)
            for rank, row in enumerate(best, 1)
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
        """Why a film is a neighbor, the weightiest reason first."""
        query, movie = neighbor.query(), int(neighbor.movie)
        return [
            self._wording.reason(part.signal, part.share, part.shared, query.liked, movie)
            for part in self.contributions(neighbor)
        ]

    def _scores(self, query: Query) -> NDArray[np.float64]:
        total = np.zeros(len(self._log_votes))
        for signal, weight in query.weights.items():
            if weight > 0:
                total += weight * self._blocks[signal].products(query.vectors[signal])
        return total * self._factor(query)

    def _factor(self, query: Query) -> NDArray[np.float64]:
        return vote_factor(self._log_votes, query.pull)

    def _diverse(
        self,
        pool: Sequence[int],
        scores: NDArray[np.float64],
        weights: Weights,
        k: int,
        diversity: float,
    ) -> list[int]:
        """Maximal marginal relevance (Carbonell and Goldstein, 1998).

        Each next film has the largest (1 - diversity) · score - diversity · its likeness to the
        most similar one that was chosen before.
        """
        relevance = (1 - diversity) * scores[list(pool)]
        likeness = diversity * self._likenesses(pool, weights)
        chosen: list[int] = []
        penalty = np.zeros(len(pool))
        while len(chosen) < min(k, len(pool)):
            worth = relevance - penalty
            worth[chosen] = -np.inf
            chosen.append(int(worth.argmax()))
            penalty = np.maximum(penalty, likeness[chosen[-1]])
        return [pool[at] for at in chosen]

    def _likenesses(self, pool: Sequence[int], weights: Weights) -> NDArray[np.float64]:
        """The score of every pair of the pool but for votes, of shape (len(pool), len(pool))."""
        total = np.zeros((len(pool), len(pool)))
        for signal, weight in weights.items():
            if weight > 0:
                rows = self._blocks[signal].dense(pool)
                total += weight * (rows @ rows.T)
        return total
