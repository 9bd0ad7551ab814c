"""How many users are enough: `python -m benchmarks.raters SNAPSHOTS [LENS] USERS…`.

For each number of users, as many of those of the current snapshot teach the model, and films are
recommended to others, whose ratings it has not seen.  With LENS, a folder that
`benchmarks.data.movielens` wrote for this snapshot, the users are those made ones, all of them.

Prints the IPW of each design beside what the users cost: seconds of the processor to fit the model,
and to compare films.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_matrix

from benchmarks.data.dataset import opened
from catalog.catalog import Catalog
from catalog.enums import Basis
from catalog.storage.columns import NumberColumn
from model.evaluation.designs import Design, model_design
from model.evaluation.likes import Likes
from model.evaluation.metrics import top_lists
from model.knn import ReferenceNeighbors
from model.signals.audience import MIN_LIKE, audience
from model.signals.weights import default_weights

HELD_OUT = 120
"""Users that films are recommended to."""
MOST_LIKES = 100
"""Likes of a user who is asked about, at the most: one with more takes longer and says the same."""
SEED = 8


def curve(
    catalog: Catalog, counts: Sequence[int], held_out: int = HELD_OUT
) -> Iterator[dict[str, Any]]:
    """IPW and cost for each number of users; films are recommended to `held_out` others.

    Yields
    ------
    As JSON: `users`, `ratings` by them, `fit` and `compare` in seconds of the processor, and `ipw`
    by the name of the design.
    """
    ratings = catalog.ratings
    liked = ratings.rating.values >= MIN_LIKE
    users, likes = np.unique(ratings.user.values[liked], return_counts=True)
    order = np.random.default_rng(SEED).permutation(len(users))
    fit_to_ask = order[(likes[order] > 1) & (likes[order] <= MOST_LIKES)]
    asking = fit_to_ask[:held_out]
    others = np.setdiff1d(order, asking)
    others = np.random.default_rng(SEED).permutation(others)
    asked = Likes(catalog, frozenset(users[asking].tolist()))
    of_held_out = liked & np.isin(ratings.user.values, users[asking])
    queries = np.unique(ratings.movie.values[of_held_out]).astype(np.intp)
    for count in counts:
        train = users[others[:count]].tolist()
        begin = time.process_time()
        model = ReferenceNeighbors(users=train).fit(catalog)
        fitted = time.process_time()
        measured = {
            name: _ipw(asked, queries, design)
            for name, design in _designs(catalog, model, train).items()
        }
        yield {
            "users": len(train),
            "ratings": int(np.isin(ratings.user.values, train).sum()),
            "fit": fitted - begin,
            "compare": time.process_time() - fitted,
            "ipw": measured,
        }


def with_ratings(catalog: Catalog, lens: Path) -> Any:
    """The catalog, with the made ratings of a folder in place of its own."""
    columns = {"userId": pl.Int32, "movieId": pl.Int32, "rating": pl.Float32}
    made = pl.read_csv(lens / "ratings.csv", columns=list(columns), schema_overrides=columns)
    ratings = SimpleNamespace(
        user=NumberColumn({"values": made["userId"].to_numpy()}),
        movie=NumberColumn({"values": (made["movieId"] - 1).to_numpy()}),
        rating=NumberColumn({"values": made["rating"].to_numpy()}),
    )
    return SimpleNamespace(**{**vars(catalog), "ratings": ratings})


def _designs(
    catalog: Catalog, model: ReferenceNeighbors, users: Sequence[int]
) -> dict[str, Design]:
    likes = csr_matrix(audience(users).fit_transform(catalog))
    columns = csr_matrix(likes.T)
    bases = (Basis.TASTE, Basis.BLEND)
    ours = {b.value: model_design(model, catalog, default_weights(b)) for b in bases}
    return {"audience alone": lambda rows: (likes[rows] @ columns).toarray(), **ours}


def _ipw(asked: Likes, queries: np.ndarray[Any, np.dtype[np.intp]], design: Design) -> float:
    found = dict(zip(queries.tolist(), top_lists(design)(queries), strict=True))
    return float(np.mean([figures[-1] for figures in asked.measure(found).values()]))


def main() -> None:
    """Print one line of JSON for each number of users."""
    snapshots, *others = sys.argv[1:]
    catalog = Catalog(opened(Path(snapshots)))
    if not others[0].isdigit():
        catalog = with_ratings(catalog, Path(others.pop(0)))
    for found in curve(catalog, [int(count) for count in others]):
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
