"""What the recommender costs: `python -m benchmarks.recommender SNAPSHOTS [--recall] [--times N]`.

Prints seconds of each signal's fit, milliseconds of questions and bytes per film of the files of
TONE and TASTE.  Times are of the processor, so that a busy machine counts less.  With --recall also
how many of the ten nearest films the approximate search finds, and with --times what a question
takes where every film is there N times.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import current
from model.answers import Tuning
from model.approximate import BLOCK, ApproximateSearch
from model.dense_block import DenseBlock
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, empty_tables
from model.recall import recall, sample_of
from model.recommender import Recommender, read_blocks
from model.scores import Votes
from model.signals.weights import SIGNALS
from model.space import Block
from model.tuned_search import TunedSearch

QUESTIONS, SEED = 200, 8


def fits(catalog: Catalog) -> None:
    """Print how long each signal's block takes."""
    blocks: dict[Signal, Any] = {}
    for spec in SIGNALS:
        begin = time.process_time()
        blocks[spec.signal] = spec.block().fit_transform(blocks if spec.of_blocks else catalog)
        print(f"fit {spec.signal.name}: {time.process_time() - begin:.2f} s")


def questions(recommender: Recommender, catalog: Catalog) -> None:
    """Print how long a question takes that no table answers, and reasons."""
    shown = catalog.visible.mask
    films = np.random.default_rng(SEED).choice(np.flatnonzero(shown), QUESTIONS).tolist()
    for basis in Basis:
        taken = []
        for film in films:
            begin = time.process_time()
            recommender.nearest(recommender.query([film], [], basis), 10, Tuning(shown))
            taken.append(time.process_time() - begin)
        print(f"question, {basis.value}: {_milliseconds(taken)}")
    for first in (3, len(Signal)):
        taken = []
        for film in films:
            begin = time.process_time()
            for neighbor in recommender.similar(MovieRow(film), 10):
                recommender.reasons(neighbor, first)
            taken.append(time.process_time() - begin)
        print(f"ten neighbors, {first} reasons each: {_milliseconds(taken)}")


def more_films(snapshot: Snapshot, catalog: Catalog, times: int) -> None:
    """Print how long a question takes where every film is there several times."""
    recommender = Recommender(snapshot, catalog)
    blocks = {s: _repeated(block, times) for s, block in read_blocks(snapshot).items()}
    votes = Votes(*(np.tile(part, times) for part in Votes.of_catalog(catalog)))
    search, tuning = TunedSearch(blocks, votes), Tuning(np.ones(len(votes.pull), dtype=bool))
    films = np.random.default_rng(SEED).integers(len(votes.pull) // times, size=QUESTIONS // 4)
    for basis in Basis:
        taken = []
        for film in films.tolist():
            begin = time.process_time()
            search.nearest(recommender.query([film], [], basis), 10, tuning)
            taken.append(time.process_time() - begin)
        print(f"question, {basis.value}, {len(votes.pull):,} films: {_milliseconds(taken)}")


def _repeated(block: Block | DenseBlock, times: int) -> Block | DenseBlock:
    parts = block.parts
    if isinstance(block, DenseBlock):
        return DenseBlock.of(np.tile(parts["rows"], (times, 1)))
    cells = parts["values"], parts["columns"], parts["row_offsets"]
    rows = csr_matrix(cells, shape=(block.n_movies, block.n_features))
    return Block.of(vstack([rows] * times, format="csr"))


def _milliseconds(taken: Sequence[float]) -> str:
    """The median, and the least, which other work on the machine changes least."""
    return f"{1_000 * statistics.median(taken):.2f} ms (least {1_000 * min(taken):.2f})"


def sizes(folder: Path, films: int) -> None:
    """Print how large the files of the two signals are."""
    files = [f for part in ("tone", "taste") for f in folder.glob(f"space-{part}*")]
    total = sum(file.stat().st_size for file in files)
    print(f"TONE and TASTE: {total / films:.0f} bytes per film")


def found(catalog: Catalog) -> None:
    """Print the recall of the approximate search, over a sample of the films."""
    model, votes = ReferenceNeighbors().fit(catalog), Votes.of_catalog(catalog)
    hidden = catalog.movies.adult.values
    search = ApproximateSearch(model, votes, hidden)
    tables = empty_tables(len(hidden), search.n_neighbors)
    sample = sample_of(len(hidden))
    for begin in range(0, len(sample), BLOCK):
        movies = sample[begin : begin + BLOCK]
        for basis, (rows, scores) in search.of_block(movies).items():
            tables[basis].rows[movies], tables[basis].scores[movies] = rows, scores
    for basis, share in recall(tables, ExactSearch(model, votes, hidden)).items():
        print(f"recall@10, {basis.value}: {share:.4f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What the recommender costs.")
    parser.add_argument("snapshots", type=Path)
    parser.add_argument("--recall", action="store_true")
    parser.add_argument("--times", type=int)
    options = parser.parse_args()
    snapshot = Snapshot.open(current(options.snapshots))
    catalog = Catalog(snapshot)
    sizes(snapshot.folder, len(catalog.movies))
    questions(Recommender(snapshot, catalog), catalog)
    if options.times:
        more_films(snapshot, catalog, options.times)
    fits(catalog)
    if options.recall:
        found(catalog)


if __name__ == "__main__":
    main()
