"""Source → tables → open as a catalog → fit → neighbors → rename: where etl and model meet."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from catalog import indexes, snapshot
from catalog.catalog import Catalog
from etl import load, pipeline, sources
from etl.errors import SourceError
from etl.sources.raw import Raw
from model import artifact
from model.knn import SimilarFilms
from model.neighbors import Exact, all_neighbors
from model.space import log_votes

ROOT = Path(__file__).parent
ROOMS = ("catalog", "etl", "model")
LIBRARIES = ("babel", "numpy", "polars", "pyjson5", "scikit-learn", "scipy", "tantivy")

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


def build(source: Path, snapshots: Path, progress: Progress = lambda _step, _share: None) -> Built:
    """Build the snapshot of a source and make it the current one.

    The same source, code and libraries give the same fingerprint; a snapshot that is there
    already is not built again.

    Raises
    ------
    etl.errors.SourceError
        The source cannot be used; no snapshot is left behind.
    """
    progress("reading the source", 0)
    raw = sources.read(source)
    fingerprint = fingerprint_of(raw)
    folder = snapshots / fingerprint
    fresh = not (folder / snapshot.MANIFEST).is_file()
    if fresh:
        with snapshot.draft(snapshots) as draft:
            _fill(draft, source, raw, progress)
            progress("writing the snapshot", 0.97)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            draft.seal(fingerprint=fingerprint, built_at=now, source=f"{raw.format}: {source.name}")
            snapshot.publish(snapshots, draft)
    snapshot.point(snapshots, fingerprint)
    progress("done", 1)
    account = snapshot.Snapshot.open(folder).json("account")
    return Built(
        folder,
        fingerprint,
        account["read"]["movies"],
        account["kept"]["movies"],
        len(account["findings"]),
        fresh,
    )


def fingerprint_of(raw: Raw) -> str:
    """A hash of the source's bytes, the code that builds and the libraries it builds with."""
    parts = [raw.format, raw.digest, str(snapshot.FORMAT)]
    parts += [f"{library} {version(library)}" for library in LIBRARIES]
    files = [Path(__file__), *(f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py")))]
    parts += [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _fill(draft: snapshot.Draft, source: Path, raw: Raw, progress: Progress) -> None:
    progress("reading the cells", 0.05)
    frames = pipeline.run(raw)
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
    finished, total = 0, max(len(catalog.movies), 1)

    def advance(films: int) -> None:
        nonlocal finished
        finished += films
        progress("finding neighbors", 0.65 + 0.32 * finished / total)

    movies = catalog.movies
    votes = log_votes(movies.vote_count.values)
    search = Exact(model, votes, movies.adult.values)
    neighbors = all_neighbors(search, advance)
    artifact.write(draft, model, neighbors)
