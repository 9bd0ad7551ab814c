"""Snapshots in object storage, as they are in a folder: a prefix per fingerprint, and a pointer.

A snapshot is sent files first, manifest after them and pointer last, so whoever follows the pointer
finds all of it.  It is served from a local copy whose every checksum was compared; the server
follows the copy like any folder of snapshots and knows nothing of the bucket.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from catalog.errors import SnapshotCorrupt
from catalog.storage.manifest import FORMAT, MANIFEST, Manifest
from catalog.storage.store import POINTER
from cluster.errors import BucketEmpty, BucketError, ObjectCorrupt
from cluster.extra import library

MAX_PARALLEL = 8
"""Objects that are sent or fetched at the same time."""
TIMEOUT = timedelta(seconds=30)
"""Time that a request may take, and all its retries together."""


class Pointer(NamedTuple):
    """Which snapshot of a bucket is the current one; `written` changes when it is set again."""

    name: str
    written: object


class Bucket:
    """The snapshots under a prefix of a bucket.

    Parameters
    ----------
    address
        ``s3://bucket/prefix``; credentials, region and endpoint are read from ``AWS_…`` variables.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        self._obstore = library("obstore", self.address)
        plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http:")
        with self._translate_errors(""):
            self._store = library("obstore.store", self.address).from_url(
                self.address,
                client_options={"timeout": TIMEOUT, "allow_http": plain},
                retry_config={"max_retries": 5, "retry_timeout": TIMEOUT},
            )

    def current(self) -> Pointer:
        """Which snapshot is the current one.

        Raises
        ------
        BucketError
            There is none, or the bucket cannot be reached.
        """
        try:
            found = self._get(POINTER)
        except ObjectCorrupt:
            raise BucketEmpty(self.address) from None
        name = bytes(found.bytes()).decode(errors="replace").strip()
        if not re.fullmatch(r"[\w-]+", name):
            raise ObjectCorrupt(self._place(POINTER), "the name of a snapshot", repr(name[:80]))
        return Pointer(name, (found.meta["e_tag"], found.meta["last_modified"]))

    def push(self, folder: Path) -> None:
        """Upload a finished snapshot, unless all of it is there, and make it the current one."""
        name = folder.name
        if not self._holds(name):
            self._each(
                Manifest.read(folder).files, lambda file: self._put(folder / file, name, file)
            )
            self._put(folder / MANIFEST, name, MANIFEST)
        self._put(f"{name}\n".encode(), POINTER)

    def fetch(self, name: str, folder: Path) -> None:
        """Download a snapshot into `folder` and compare every file with the manifest.

        Raises
        ------
        ObjectCorrupt
            Naming the first object that is missing, cut off or changed.
        """
        manifest = self._manifest(name, folder)
        if manifest.fingerprint != name:
            raise ObjectCorrupt(self._place(name, MANIFEST), name, manifest.fingerprint)

        def fetch(file: str) -> None:
            place = PurePosixPath(file)
            if place.is_absolute() or ".." in place.parts:
                raise ObjectCorrupt(self._place(name, MANIFEST), "names of files", repr(file))
            found, expected = self._save(folder / file, name, file), manifest.files[file]
            if found != expected:
                raise ObjectCorrupt(
                    self._place(name, file), _description(expected), _description(found)
                )

        self._each(manifest.files, fetch)

    def _holds(self, name: str) -> bool:
        """Whether the bucket has all of a snapshot, whoever sent it."""
        with self._translate_errors(name):
            pages = list(self._obstore.list(self._store, name))
        sizes = {found["path"]: found["size"] for page in pages for found in page}
        if f"{name}/{MANIFEST}" not in sizes:
            return False
        with tempfile.TemporaryDirectory() as folder:
            files = self._manifest(name, Path(folder)).files
        return all(sizes.get(f"{name}/{file}") == size for file, (size, _) in files.items())

    def _manifest(self, name: str, folder: Path) -> Manifest:
        self._save(folder / MANIFEST, name, MANIFEST)
        try:
            return Manifest.read(folder)
        except SnapshotCorrupt:
            place = self._place(name, MANIFEST)
            raise ObjectCorrupt(place, f"a manifest of format {FORMAT}", "another one") from None

    def _put(self, content: Path | bytes, *name: str) -> None:
        with self._translate_errors(*name):
            self._obstore.put(self._store, "/".join(name), content)

    def _get(self, *name: str) -> Any:
        with self._translate_errors(*name):
            return self._obstore.get(self._store, "/".join(name))

    def _save(self, file: Path, *name: str) -> tuple[int, str]:
        """Write an object to a file; return its size and SHA-256."""
        digest, size = sha256(), 0
        file.parent.mkdir(parents=True, exist_ok=True)
        found = self._get(*name)
        with file.open("wb") as stream, self._translate_errors(*name):
            for block in found.stream():
                digest.update(block)
                size += stream.write(block)
        return size, digest.hexdigest()

    def _each(self, files: Iterable[str], do: Callable[[str], None]) -> None:
        with ThreadPoolExecutor(MAX_PARALLEL) as pool:
            try:
                for _ in pool.map(do, files):
                    pass
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

    @contextmanager
    def _translate_errors(self, *name: str) -> Iterator[None]:
        """Raise what obstore raises as an error of ours."""
        try:
            yield
        except FileNotFoundError as error:
            raise ObjectCorrupt(self._place(*name), "an object", "none") from error
        except (self._obstore.exceptions.BaseError, ValueError) as error:
            raise BucketError(self._place(*name), error) from error

    def _place(self, *name: str) -> str:
        return "/".join((self.address, *filter(None, name)))


def _description(file: tuple[int, str]) -> str:
    return f"{file[0]} bytes of SHA-256 {file[1]}"
