"""The folder format: one immutable folder per fingerprint, and a pointer to the current one.

::

    snapshots/
      current               the name of the snapshot to serve
      3f8a…/                one snapshot
        manifest.json       what it is, and the size and SHA-256 of every other file
        movies.runtime.values.npy …
"""

from __future__ import annotations

import ctypes
import fcntl
import hashlib
import json
import mmap
import os
import shutil
import tempfile
import tokenize
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from catalog.errors import SnapshotCorrupt, SnapshotMissing
from catalog.storage.table import Table

FORMAT = 3
MANIFEST = "manifest.json"
POINTER = "current"
DRAFT = ".draft-"
T = TypeVar("T", bound=Table[Any])

_NO_ARRAY = (ValueError, TypeError, EOFError, OSError, SyntaxError, tokenize.TokenError)
"""What a file that holds no array can raise."""
_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.mmap.restype = ctypes.c_void_p
_LIBC.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
_LIBC.munmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t]
_FAILED = ctypes.c_void_p(-1).value


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
            return _mapped(file)
        except _NO_ARRAY as error:
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
        plain = np.ascontiguousarray(values)
        with (self.folder / f"{name}.npy").open("wb") as stream:
            header = np.lib.format.header_data_from_array_1_0(plain)
            np.lib.format.write_array_header_1_0(stream, header)
            stream.write(plain.reshape(-1).view(np.uint8).data)  # which says why it cannot

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
    """A folder beside the finished snapshots that vanishes unless it is published.

    Drafts of builds that were killed are removed first: whoever writes one holds a lock on it.
    """
    snapshots.mkdir(parents=True, exist_ok=True)
    with _locked(snapshots):
        _sweep(snapshots)
        folder = Path(tempfile.mkdtemp(prefix=DRAFT, dir=snapshots))
        held = os.open(folder, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    folder.chmod(0o755)
    try:
        yield Draft(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(held)


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
    with _locked(snapshots):
        _sweep(snapshots)
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


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _sweep(snapshots: Path) -> None:
    """Remove what nobody writes any more."""
    for litter in snapshots.glob(f".{POINTER}-*"):
        litter.unlink(missing_ok=True)
    for litter in snapshots.glob(f"{DRAFT}*"):
        descriptor = os.open(litter, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(litter, ignore_errors=True)
        finally:
            os.close(descriptor)


def _mapped(file: Path) -> NDArray[Any]:
    """The array in a file, memory-mapped.

    Python's own maps keep their file open, and a snapshot has more files than a process may have.
    """
    with file.open("rb") as stream:
        version = np.lib.format.read_magic(stream)
        if version != (1, 0):
            raise ValueError(f"version {version} of the format")
        shape, by_columns, kind = np.lib.format.read_array_header_1_0(stream)
        if kind.hasobject:
            raise ValueError("Python objects")
        begin, end = stream.tell(), os.fstat(stream.fileno()).st_size
        address = _LIBC.mmap(None, end, mmap.PROT_READ, mmap.MAP_SHARED, stream.fileno(), 0)
    if address == _FAILED:
        raise OSError(ctypes.get_errno(), "cannot be mapped")
    content = (ctypes.c_char * end).from_address(address)
    weakref.finalize(content, _LIBC.munmap, address, end).atexit = False
    order: Literal["F", "C"] = "F" if by_columns else "C"
    values: NDArray[Any] = np.ndarray(shape, kind, content, begin, order=order)  # type: ignore[arg-type]  # a buffer
    values.flags.writeable = False
    return values


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
