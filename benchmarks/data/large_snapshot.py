"""A snapshot several times over: `python -m benchmarks.data.large_snapshot SNAPSHOTS INTO TIMES`.

There are TIMES as many films, people, companies, keywords, collections and credits.  Each copy has
ids and names of its own and refers to rows of the same copy.  Genres, countries and languages stay
what they are.  Copy c of row r of a table of n rows is row r + c · n, so keys ascend as they must.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from benchmarks.contest.rounds import Progress
from benchmarks.data.table_copies import TableCopies
from catalog import indexes, tables
from catalog.enums import Signal
from catalog.storage import store
from catalog.storage.manifest import MANIFEST, Manifest
from catalog.storage.snapshot import Draft, Snapshot
from catalog.storage.table import Table
from model.answers import STORED
from model.space import Block

CODE = ("large_snapshot.py", "table_copies.py")
"""The files that decide what a large snapshot is."""


class Unknown(Exception):
    """The snapshot has files that this module cannot copy yet."""


def multiply(source: Snapshot, snapshots: Path, times: int, progress: Progress) -> Path:
    """Write a snapshot that is `times` as large, if that was not done yet.

    Parameters
    ----------
    source
        The snapshot to copy.
    snapshots
        The folder of which the larger one becomes the current snapshot.

    Returns
    -------
    The folder of the larger snapshot.

    Raises
    ------
    Unknown
        The source has files that this module cannot copy.
    """
    manifest = Manifest.read(source.folder)
    fingerprint = fingerprint_of(manifest.fingerprint, times)
    folder = snapshots / fingerprint
    if not (folder / MANIFEST).is_file():
        with store.draft(snapshots) as draft:
            _tables(source, draft, times, progress)
            progress("indexing names")
            indexes.write(draft)
            progress("copying the model")
            _model(source, draft, times)
            missing = _parts(source) - _parts(draft) - {MANIFEST}
            if missing:
                raise Unknown(f"not multiplied: {', '.join(sorted(missing))}")
            progress("writing the snapshot")
            now = datetime.now(UTC).isoformat(timespec="seconds")
            name = f"{manifest.source}, {times} times"
            draft.seal(fingerprint=fingerprint, built_at=now, source=name)
            store.publish(snapshots, draft)
    store.point(snapshots, fingerprint)
    return folder


def fingerprint_of(fingerprint: str, times: int) -> str:
    """The fingerprint of a snapshot that this code makes by copying another `times` times."""
    code = "".join(Path(__file__).with_name(name).read_text() for name in CODE)
    return hashlib.sha256(f"{fingerprint} {times} {code}".encode()).hexdigest()[:16]


def _tables(source: Snapshot, draft: Draft, times: int, progress: Progress) -> None:
    opened: dict[type[Table[Any]], Table[Any]] = {k: source.table(k) for k in tables.TABLES}
    copies = TableCopies(opened, times)
    for table in opened.values():
        progress(f"multiplying {table.table_name}")
        draft.write_table(copies.table(table))
    account = source.json("account")
    for side in ("read", "kept"):
        account[side] = {name: count * times for name, count in account[side].items()}
    draft.write_json("account", account)


def _model(source: Snapshot, draft: Draft, times: int) -> None:
    draft.write_json("model", source.json("model"))
    for name in ("space-words", "space-tone-words", "space-taste-features"):
        draft.write_arrays(name, source.arrays(name))
    for basis in STORED:
        neighbors = source.arrays(f"neighbors-{basis.value}")
        for name, values in neighbors.items():
            copied = np.tile(values, (times, 1))
            if name == "rows":
                _shift(copied, len(values), times)
            draft.write_array(f"neighbors-{basis.value}.{name}", copied)
    for signal in Signal:
        parts = source.arrays(f"space-{signal.value}")
        draft.write_arrays(f"space-{signal.value}", _space(parts, times))


def _shift(rows: NDArray[np.int32], count: int, times: int) -> None:
    """Let each copy refer to its own films; in place, since this is most of a snapshot."""
    for copy in range(1, times):
        own = rows[copy * count : (copy + 1) * count]
        own[own >= 0] += copy * count


def _space(parts: Mapping[str, NDArray[Any]], times: int) -> Mapping[str, NDArray[Any]]:
    """The rows `times` over: a film and its copies have the same features."""
    if "rows" in parts:
        return {"rows": np.tile(parts["rows"], (times, 1))}
    lengths = np.tile(np.diff(parts["row_offsets"]), times)
    rows = csr_matrix(
        (
            np.tile(parts["values"], times),
            np.tile(parts["columns"], times),
            np.concatenate(([0], np.cumsum(lengths))),
        ),
        shape=(len(lengths), len(parts["column_offsets"]) - 1),
    )
    return Block.of(rows).parts


def _parts(of: Snapshot) -> set[str]:
    return {file.name for file in of.folder.iterdir() if file.is_file()}


def main() -> None:
    """Multiply the current snapshot of a folder and print the folder of the larger one."""
    found, into, times = sys.argv[1:]
    opened = Snapshot.open(store.current(Path(found)))
    print(multiply(opened, Path(into), int(times), lambda step: print(step, flush=True)))


if __name__ == "__main__":
    main()
