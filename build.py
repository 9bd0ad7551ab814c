"""Source → tables → catalog → model → snapshot: the one place where etl and model meet."""

from __future__ import annotations

import ast
import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from catalog import indexes
from catalog.catalog import Catalog
from catalog.errors import CatalogError, SnapshotCorrupt
from catalog.storage import store
from catalog.storage.manifest import FORMAT
from catalog.storage.snapshot import Draft, Snapshot
from etl import load, pipeline, sources
from etl.errors import SourceError
from etl.frames import Frames
from etl.loss import refuse_loss, refuse_shrinking
from etl.raters import MAX_RATERS
from etl.sources.raw import Raw
from etl.workers import PieceRunner
from etl.workers import run_in_threads as run_pieces_in_threads
from model import artifact
from model.approximate import ApproximateSearch
from model.knn import ReferenceNeighbors
from model.neighbors import BlockRunner, ExactSearch, all_neighbors
from model.neighbors import run_in_threads as run_blocks_in_threads
from model.recall import recall
from model.scores import Votes

log = logging.getLogger("reelgraph")

EXACT_FILMS = 200_000
ROOT = Path(__file__).parent
ROOMS = ("catalog", "etl", "model")
LIBRARIES = ("babel", "faiss-cpu", "numpy", "polars", "pyjson5", "scikit-learn", "scipy", "tantivy")

Progress = Callable[[str, float], None]
"""Called with the name of a step and the share of the whole that is done, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Built:
    """The result of a build.

    Attributes
    ----------
    folder
        The snapshot.
    rows_read, rows_kept
        Rows of films in the source, and films in the catalog.
    findings
        Rules that some rows broke.
    fresh
        False where the snapshot was there already, undamaged.
    """

    folder: Path
    fingerprint: str
    rows_read: int
    rows_kept: int
    findings: int
    fresh: bool


class Workers(NamedTuple):
    """Who does the work: on the pieces of a source, and on the blocks of films."""

    run_pieces: PieceRunner = run_pieces_in_threads
    run_blocks: BlockRunner = run_blocks_in_threads


LOCAL = Workers()
"""Threads of this process."""


def build(
    source: Path,
    snapshots: Path,
    progress: Progress = lambda _step, _share: None,
    exact_films: int = EXACT_FILMS,
    workers: Workers = LOCAL,
    *,
    others: Sequence[Path] = (),
    max_raters: int = MAX_RATERS,
    accept_loss: bool = False,
    check: Callable[[Snapshot], object] = lambda _snapshot: None,
) -> Built:
    """Build the snapshot of a source and make it the current one.

    The same source, code, libraries, `exact_films` and `max_raters` give the same fingerprint,
    whoever does the work; a snapshot that is there already is not built again, unless it is
    damaged.

    Parameters
    ----------
    source
        A folder or an archive of raw files.
    snapshots
        The folder of all snapshots.
    exact_films
        Up to so many films, each is compared with every other; among more, neighbors are looked
        for among candidates.
    others
        More sources, which add to its films; see `etl/sources/combined.py`.
    max_raters
        Users whose ratings are used, at the most; of more, a sample is taken.
    accept_loss
        Whether to publish the catalog even if most films were lost.
    check
        Called with the snapshot before it becomes the current one; where it raises, it does not.

    Raises
    ------
    etl.errors.SourceError
        The source cannot be used; no snapshot is left behind.
    etl.errors.LossError
        Too many films would be lost, see `etl/loss.py`; the current snapshot stays current.
    """
    progress("reading the source", 0)
    raw = sources.read(source, others)
    fingerprint = fingerprint_of(raw, exact_films, max_raters)
    folder = snapshots / fingerprint
    progress("verifying the snapshot that is there", 0)
    fresh = not _is_sound(folder)
    if fresh:
        with store.draft(snapshots) as draft:
            frames = _read(raw, progress, workers.run_pieces, max_raters)
            if frames.read["movies"] and not accept_loss:
                refuse_loss(frames, _current_films(snapshots))
            _refuse_none(source, frames)
            _fill(draft, frames, progress)
            del frames  # from here on all that is needed is in the draft
            _fit(draft, progress, exact_films, workers.run_blocks)
            progress("writing the snapshot", 0.97)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            draft.seal(fingerprint=fingerprint, built_at=now, source=f"{raw.format}: {source.name}")
            store.place(snapshots, draft)
    snapshot = Snapshot.open(folder)
    account = snapshot.json("account")
    if not fresh and not accept_loss:
        refuse_shrinking(account["kept"]["movies"], _current_films(snapshots))
    check(snapshot)
    store.point(snapshots, fingerprint)
    progress("done", 1)
    return Built(
        folder,
        fingerprint,
        account["read"]["movies"],
        account["kept"]["movies"],
        len(account["findings"]),
        fresh,
    )


def _is_sound(folder: Path) -> bool:
    """Whether there is a snapshot in a folder, and each of its files is as it was written."""
    if not folder.is_dir():
        return False
    try:
        Snapshot.open(folder).verify()
    except SnapshotCorrupt as damage:
        log.warning("what is there is damaged and built again: %s", damage)
        return False
    return True


def fingerprint_of(raw: Raw, exact_films: int = EXACT_FILMS, max_raters: int = MAX_RATERS) -> str:
    """A hash of the source's bytes, the code that builds, its libraries and its settings."""
    settings = (str(exact_films), str(max_raters))
    return _digest(raw.format, raw.digest, str(FORMAT), *settings, code_hash())


@cache
def code_hash() -> str:
    """A hash of the code that builds and of the versions of its libraries, 16 hexadecimal digits.

    Comments, docstrings and layout do not change it, so that prose never rebuilds a catalog.
    """
    parts = [f"{library} {version(library)}" for library in LIBRARIES]
    files = [Path(__file__), *(f for room in ROOMS for f in sorted((ROOT / room).rglob("*.py")))]
    parts += [digest_of_code(file.read_bytes()) for file in files]
    return _digest(*parts)


def digest_of_code(source: bytes) -> str:
    """A hash of what Python does with a file: of its syntax tree, without bare constants.

    `ast.dump` would do as well; it takes twice as long.
    """
    words: list[str] = []
    _collect(ast.parse(source), words)
    return _digest(*words)


def _collect(node: object, words: list[str]) -> None:
    """Add what stands for a node of a syntax tree, and for all below it."""
    if isinstance(node, ast.AST):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        words.append(type(node).__name__)
        for name in node._fields:
            value = getattr(node, name, None)
            if value is not None and value != []:
                words.append(name)
                _collect(value, words)
        words.append(")")
    elif isinstance(node, list):
        words.append("[")
        for each in node:
            _collect(each, words)
        words.append("]")
    else:
        words.append(repr(node))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _current_films(snapshots: Path) -> int | None:
    """How many films the current snapshot has; None if there is none that can be read."""
    try:
        films: int = Snapshot.open(store.current(snapshots)).json("account")["kept"]["movies"]
    except CatalogError:
        return None
    return films


def _read(raw: Raw, progress: Progress, run: PieceRunner, max_raters: int) -> Frames:
    """Read the source into typed tables."""
    progress("reading the cells", 0.05)
    return pipeline.run(raw, run, max_raters)


def _refuse_none(source: Path, frames: Frames) -> None:
    """Refuse a source of which no film is left."""
    if not frames.kept["movies"]:
        found = f"none in {frames.read['movies']} rows"
        raise SourceError(source, "a film with an id, a title and a release date", found)


def _fill(draft: Draft, frames: Frames, progress: Progress) -> None:
    """Write the tables and the indexes into the draft of a snapshot."""
    progress("laying out the tables", 0.35)
    draft.write_json("account", frames.account())
    for table in load.load(frames):
        draft.write_table(table)
    progress("indexing names", 0.45)
    indexes.write(draft)


def _fit(draft: Draft, progress: Progress, exact_films: int, run: BlockRunner) -> None:
    """Fit the model to what is in the draft, and write it and the neighbors."""
    progress("fitting the model", 0.55)
    catalog = Catalog(draft)
    model = ReferenceNeighbors().fit(catalog)
    _write_model(draft, catalog, model, progress, exact_films, run)


def _write_model(
    draft: Draft,
    catalog: Catalog,
    model: ReferenceNeighbors,
    progress: Progress,
    exact_films: int,
    run: BlockRunner,
) -> None:
    """Write the model and the neighbors; where these are approximate, also their recall."""
    movies, finished = catalog.movies, 0
    votes, hidden = Votes.of_catalog(catalog), movies.adult.values

    def advance(count: int) -> None:
        nonlocal finished
        finished += count
        progress("finding neighbors", 0.65 + 0.3 * finished / len(movies))

    progress("finding neighbors", 0.65)
    if len(movies) <= exact_films:
        exact = ExactSearch(model, votes, hidden)
        artifact.write(draft, model, all_neighbors(exact, advance, run))
        return
    tables = all_neighbors(ApproximateSearch(model, votes, hidden), advance, run)
    progress("measuring neighbors", 0.95)
    artifact.write(draft, model, tables, recall(tables, ExactSearch(model, votes, hidden)))
