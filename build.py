"""Source → tables → open as a catalog → fit → neighbors → rename: where etl and model meet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from catalog import indexes
from catalog.catalog import Catalog
from catalog.storage import store
from catalog.storage.manifest import FORMAT, MANIFEST
from catalog.storage.snapshot import Draft, Snapshot
from etl import load, pipeline, sources, workers
from etl.errors import SourceError
from etl.sources.raw import Raw
from model import artifact, neighbors
from model.approximate import Approximate
from model.knn import SimilarFilms
from model.neighbors import Exact, all_neighbors
from model.recall import recall
from model.space import log_votes

EXACT_FILMS = 200_000
ROOT = Path(__file__).parent
ROOMS = ("catalog", "etl", "model")
LIBRARIES = ("babel", "faiss-cpu", "numpy", "polars", "pyjson5", "scikit-learn", "scipy", "tantivy")

Progress = Callable[[str, float], None]
"""Told the step and how much of the whole is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made; `fresh` is false where the snapshot was there already."""

    folder: Path
    fingerprint: str
    rows_read: int
    rows_kept: int
    findings: int
    fresh: bool


class Hands(NamedTuple):
    """Who does the work on the pieces of a source and on the blocks of films."""

    pieces: workers.Spread = workers.threads
    blocks: neighbors.Spread = neighbors.threads


THREADS = Hands()


def build(
    source: Path,
    snapshots: Path,
    progress: Progress = lambda _step, _share: None,
    exact_films: int = EXACT_FILMS,
    hands: Hands = THREADS,
) -> Built:
    """Build the snapshot of a source and make it the current one.

    The same source, code, libraries and `exact_films` give the same fingerprint, whoever does the
    work; a snapshot that is there already is not built again.

    Parameters
    ----------
    exact_films
        Films up to which each is compared with every other; among more, neighbors are looked for
        among candidates.

    Raises
    ------
    etl.errors.SourceError
        The source cannot be used; no snapshot is left behind.
    """
    progress("reading the source", 0)
    raw = sources.read(source)
    fingerprint = fingerprint_of(raw, exact_films)
    folder = snapshots / fingerprint
    fresh = not (folder / MANIFEST).is_file()
    if fresh:
        with store.draft(snapshots) as draft:
            _fill(draft, source, raw, progress, exact_films, hands)
            progress("writing the snapshot", 0.97)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            draft.seal(fingerprint=fingerprint, built_at=now, source=f"{raw.format}: {source.name}")
            store.publish(snapshots, draft)
    store.point(snapshots, fingerprint)
    progress("done", 1)
    account = Snapshot.open(folder).json("account")
    return Built(
        folder,
        fingerprint,
        account["read"]["movies"],
        account["kept"]["movies"],
        len(account["findings"]),
        fresh,
    )


def fingerprint_of(raw: Raw, exact_films: int = EXACT_FILMS) -> str:
    """A hash of the source's bytes, the code that builds, its libraries and its setting."""
    return _digest(raw.format, raw.digest, str(FORMAT), str(exact_films), code())


def code() -> str:
    """A hash of the code that builds and of the libraries it builds with."""
    parts = [f"{library} {version(library)}" for library in LIBRARIES]
    files = [Path(__file__), *(f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py")))]
    parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return _digest(*parts)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _fill(
    draft: Draft,
    source: Path,
    raw: Raw,
    progress: Progress,
    exact_films: int,
    hands: Hands,
) -> None:
    progress("reading the cells", 0.05)
    frames = pipeline.run(raw, hands.pieces)
    if not frames.kept["movies"]:
        found = f"none in {frames.read['movies']} rows"
        raise SourceError(source, "a film with an id, a title and a release date", found)
    progress("laying out the tables", 0.35)
    draft.write_json("account", frames.account())
    for table in load.load(frames):
        draft.write_table(table)
    del frames  # whatever is needed from here on is in the snapshot
    progress("indexing names", 0.45)
    indexes.write(draft)
    progress("fitting the model", 0.55)
    catalog = Catalog(draft)
    model = SimilarFilms().fit(catalog)
    _find(draft, catalog, model, progress, exact_films, hands)


def _find(
    draft: Draft,
    catalog: Catalog,
    model: SimilarFilms,
    progress: Progress,
    exact_films: int,
    hands: Hands,
) -> None:
    """Write the model and the neighbors; where they are not exact, with how many are found."""
    movies, finished = catalog.movies, 0
    votes, hidden = log_votes(movies.vote_count.values), movies.adult.values

    def advance(films: int) -> None:
        nonlocal finished
        finished += films
        progress("finding neighbors", 0.65 + 0.3 * finished / len(movies))

    progress("finding neighbors", 0.65)
    if len(movies) <= exact_films:
        exact = Exact(model, votes, hidden)
        artifact.write(draft, model, all_neighbors(exact, advance, hands.blocks))
        return
    found = all_neighbors(Approximate(model, votes, hidden), advance, hands.blocks)
    progress("measuring neighbors", 0.95)
    share = recall(found, Exact(model, votes, hidden))
    artifact.write(draft, model, found, share)
