"""The folder format: one immutable folder per fingerprint, and a pointer to the current one.

::

    snapshots/
      current               the name of the snapshot to serve
      3f8a…/                one snapshot
        manifest.json       what it is, and the size and SHA-256 of every other file
        movies.runtime.values.npy …
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import tokenize
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.errors import SnapshotCorrupt, SnapshotMissing
from catalog.table import Table

FORMAT = 2
MANIFEST = "manifest.json"
POINTER = "current"
T = TypeVar("T", bound=Table[Any])


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is; `files` maps a name to its size in bytes and its SHA-256."""

    format: int
    fingerprint: str
    built_at: str
    source: str
    files: Mapping[str, tuple[int, str]]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest in `folder`."""
        file = folder / MANIFEST
        if not file.is_file():
            raise SnapshotCorrupt(file, "a manifest", "no file")
        try:
            facts = json.loads(file.read_bytes())
            files = {name: (size, checksum) for name, (size, checksum) in facts["files"].items()}
            manifest = cls(**{**facts, "files": files})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SnapshotCorrupt(file, "a manifest", str(error)) from error
        if manifest.format != FORMAT:
            raise SnapshotCorrupt(file, f"format {FORMAT}", f"format {manifest.format}")
        return manifest


class Snapshot:
    """An open snapshot: arrays are memory-mapped, nothing is read until it is used."""

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.folder, self.manifest = folder, manifest

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a finished snapshot after comparing the size of every file with the manifest.

        Raises
        ------
        SnapshotCorrupt
            Naming the first file that is not as long as it should be.
        """
        manifest = Manifest.read(folder)
        for name, (size, _) in manifest.files.items():
            file = folder / name
            found = file.stat().st_size if file.is_file() else None
            if found != size:
                raise SnapshotCorrupt(file, f"{size} bytes", found or "no file")
        return cls(folder, manifest)

    def verify(self) -> None:
        """Compare the checksum of every file with the manifest."""
        for name, (_, checksum) in Manifest.read(self.folder).files.items():
            file = self.folder / name
            found = _sha256(file) if file.is_file() else "no file"
            if found != checksum:
                raise SnapshotCorrupt(file, f"SHA-256 {checksum}", found)

    def array(self, name: str) -> NDArray[Any]:
        """The array that was written under `name`."""
        file = self.folder / f"{name}.npy"
        try:
            return np.load(file, mmap_mode="r", allow_pickle=False).view(np.ndarray)  # type: ignore[no-any-return]  # numpy says Any
        except (ValueError, EOFError, OSError, SyntaxError, tokenize.TokenError) as error:
            raise SnapshotCorrupt(file, "an array", str(error)) from error

    def arrays(self, group: str) -> dict[str, NDArray[Any]]:
        """The arrays that were written together under `group`."""
        files = sorted(self.folder.glob(f"{group}.*.npy"))
        if not files:
            raise SnapshotCorrupt(self.folder / f"{group}.*.npy", "arrays", "no file")
        return {file.stem[len(group) + 1 :]: self.array(file.stem) for file in files}

    def json(self, name: str) -> Any:
        """The value that was written under `name`."""
        file = self.folder / f"{name}.json"
        try:
            return json.loads(file.read_bytes())
        except (ValueError, OSError) as error:
            raise SnapshotCorrupt(file, "JSON", str(error)) from error

    def table(self, kind: type[T]) -> T:
        """The table of this kind, over memory-mapped columns."""
        parts: dict[str, dict[str, NDArray[Any]]] = {}
        for name, values in self.arrays(kind.table_name).items():
            column, part = name.split(".")
            parts.setdefault(column, {})[part] = values
        missing = kind.declared().keys() - parts.keys()
        if missing:
            file = self.folder / f"{kind.table_name}.{min(missing)}.npy"
            raise SnapshotCorrupt(file, "a column", "no file")
        return kind({name: kind.declared()[name].open(parts[name]) for name in kind.declared()})


class Draft(Snapshot):
    """A snapshot that is being written; it can be read as it grows."""

    def write_array(self, name: str, values: NDArray[Any]) -> None:
        """Write `values` under `name`."""
        np.save(self.folder / f"{name}.npy", values, allow_pickle=False)

    def write_arrays(self, group: str, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Write `arrays` together under `group`."""
        for name, values in arrays.items():
            self.write_array(f"{group}.{name}", values)

    def write_json(self, name: str, value: Any) -> None:
        """Write `value` under `name`."""
        text = json.dumps(value, ensure_ascii=False, indent=1)
        (self.folder / f"{name}.json").write_text(text, encoding="utf-8")

    def write_table(self, table: Table[Any]) -> None:
        """Write every column of `table`."""
        for name in table.declared():
            self.write_arrays(f"{table.table_name}.{name}", table.column(name).parts)

    def seal(self, *, fingerprint: str, built_at: str, source: str) -> None:
        """Write the manifest and flush everything to the disk."""
        found = sorted(file for file in self.folder.rglob("*") if file.is_file())
        files = {
            file.relative_to(self.folder).as_posix(): (file.stat().st_size, _sha256(file))
            for file in found
        }
        manifest = Manifest(FORMAT, fingerprint, built_at, source, files)
        (self.folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        for path in (*self.folder.rglob("*"), self.folder):
            _flush(path)


@contextmanager
def draft(snapshots: Path) -> Iterator[Draft]:
    """A folder beside the finished snapshots that vanishes unless it is published."""
    snapshots.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".draft-", dir=snapshots))
    folder.chmod(0o755)
    try:
        yield Draft(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(snapshots: Path, finished: Draft) -> Path:
    """Rename a sealed draft to its fingerprint and point to it."""
    folder = snapshots / Manifest.read(finished.folder).fingerprint
    if folder.exists():
        shutil.rmtree(folder)
    finished.folder.rename(folder)
    point(snapshots, folder.name)
    return folder


def point(snapshots: Path, name: str) -> None:
    """Make `name` the current snapshot, in one step."""
    beside = snapshots / f".{POINTER}-{os.getpid()}"
    beside.write_text(name + "\n")
    _flush(beside)
    beside.rename(snapshots / POINTER)
    _flush(snapshots)


def current(snapshots: Path) -> Path:
    """The folder of the current snapshot.

    Raises
    ------
    SnapshotMissing
        There is none.
    """
    try:
        name = (snapshots / POINTER).read_text().strip()
    except (OSError, UnicodeDecodeError):
        raise SnapshotMissing(snapshots) from None
    folder = snapshots / name
    if not name or not folder.is_dir():
        raise SnapshotMissing(snapshots)
    return folder


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
