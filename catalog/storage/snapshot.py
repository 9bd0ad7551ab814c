"""A snapshot: a folder of arrays, tables and JSON that is written once and then only read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.errors import SnapshotCorrupt
from catalog.storage.manifest import FORMAT, MANIFEST, Manifest, sha256
from catalog.storage.mapping import NO_ARRAY, map_file
from catalog.storage.table import Table

T = TypeVar("T", bound=Table[Any])
FLUSHES = 16
"""Files that are flushed at the same time: disks take many flushes together as fast as one."""


class Stamp(NamedTuple):
    """What tells a file that was written to, or replaced, from what it was before."""

    inode: int
    size: int
    modified: int


class Snapshot:
    """An open snapshot: arrays are memory-mapped, and read from disk when they are used.

    Parameters
    ----------
    folder
        The folder of the snapshot.
    manifest
        Its manifest; None while it is being written.
    """

    def __init__(self, folder: Path, manifest: Manifest | None = None) -> None:
        self.folder, self.manifest = folder, manifest
        self._stamps: dict[str, Stamp] = {}

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a finished snapshot; the size of every file must be that of the manifest.

        Raises
        ------
        SnapshotCorrupt
            A file is missing or has another size; the error names it.
        """
        manifest = Manifest.read(folder)
        opened = cls(folder, manifest)
        for name, (size, _) in manifest.files.items():
            stamp = _stamp(folder / name)
            if stamp is None or stamp.size != size:
                found = "no file" if stamp is None else f"{stamp.size} bytes"
                raise SnapshotCorrupt(folder / name, f"{size} bytes", found)
            opened._stamps[name] = stamp
        return opened

    def verify(self) -> None:
        """Compare the checksum of every file with the manifest.

        Raises
        ------
        SnapshotCorrupt
            A file is missing or was changed; the error names it.
        """
        for name, (_, checksum) in Manifest.read(self.folder).files.items():
            _verify(self.folder / name, checksum)

    def verify_changes(self) -> None:
        """Compare the checksums of the files that were written to since the last time.

        Not of those that are gone, or replaced by another file: what is memory-mapped is still
        there, as when a snapshot is removed that some process serves.

        Raises
        ------
        SnapshotCorrupt
            A file was changed; the error names it.
        """
        files = self.manifest.files if self.manifest else {}
        for name, before in self._stamps.items():
            stamp = _stamp(self.folder / name)
            if stamp is not None and stamp != before and stamp.inode == before.inode:
                _verify(self.folder / name, files[name][1])
                self._stamps[name] = stamp

    def array(self, name: str) -> NDArray[Any]:
        """The array that was written under `name`."""
        file = self.folder / f"{name}.npy"
        try:
            return map_file(file)
        except PermissionError:
            raise  # nothing is wrong with the file
        except NO_ARRAY as error:
            raise SnapshotCorrupt(file, "an array", str(error)) from error

    def arrays(self, group: str) -> dict[str, NDArray[Any]]:
        """The arrays that were written together under `group`."""
        begin, end = f"{group}.", ".npy"
        names = sorted(
            file.removesuffix(end)
            for file in os.listdir(self.folder)  # noqa: PTH208 - many times as quick as a glob
            if file.startswith(begin) and file.endswith(end)
        )
        if not names:
            raise SnapshotCorrupt(self.folder / f"{group}.*.npy", "arrays", "no file")
        return {name.removeprefix(begin): self.array(name) for name in names}

    def json(self, name: str) -> Any:
        """The JSON value that was written under `name`."""
        file = self.folder / f"{name}.json"
        try:
            return json.loads(file.read_bytes())
        except PermissionError:
            raise
        except (ValueError, OSError) as error:
            raise SnapshotCorrupt(file, "JSON", str(error)) from error

    def table(self, kind: type[T]) -> T:
        """The table of this kind, its columns memory-mapped."""
        parts: dict[str, dict[str, NDArray[Any]]] = {}
        for name, values in self.arrays(kind.table_name).items():
            column, part = name.split(".")
            parts.setdefault(column, {})[part] = values
        missing = kind.columns().keys() - parts.keys()
        if missing:
            file = self.folder / f"{kind.table_name}.{min(missing)}.npy"
            raise SnapshotCorrupt(file, "a column", "no file")
        return kind({name: kind.columns()[name].open(parts[name]) for name in kind.columns()})


class Draft(Snapshot):
    """A snapshot that is being written; what is written can be read."""

    def write_array(self, name: str, values: NDArray[Any]) -> None:
        """Write `values` under `name`."""
        plain = np.ascontiguousarray(values)
        with (self.folder / f"{name}.npy").open("wb") as stream:
            header = np.lib.format.header_data_from_array_1_0(plain)
            np.lib.format.write_array_header_1_0(stream, header)
            stream.write(
                plain.reshape(-1).view(np.uint8).data
            )  # raises OSError with the reason, unlike tofile

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
        for name in table.columns():
            self.write_arrays(f"{table.table_name}.{name}", table.column(name).parts)

    def seal(self, *, fingerprint: str, built_at: str, source: str) -> None:
        """Write the manifest, and wait until all files are on the disk."""
        found = sorted(file for file in self.folder.rglob("*") if file.is_file())
        files = {
            file.relative_to(self.folder).as_posix(): (file.stat().st_size, sha256(file))
            for file in found
        }
        manifest = Manifest(FORMAT, fingerprint, built_at, source, files)
        (self.folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1))
        with ThreadPoolExecutor(FLUSHES) as pool:
            list(pool.map(flush, (*self.folder.rglob("*"), self.folder)))


def _stamp(file: Path) -> Stamp | None:
    """What tells whether a file was written to; None if there is none."""
    try:
        status = file.stat()
    except FileNotFoundError:
        return None
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns)


def _verify(file: Path, checksum: str) -> None:
    found = sha256(file) if file.is_file() else "no file"
    if found != checksum:
        raise SnapshotCorrupt(file, f"SHA-256 {checksum}", found)


def flush(path: Path) -> None:
    """Wait until the file or folder at `path` is on the disk (fsync)."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
