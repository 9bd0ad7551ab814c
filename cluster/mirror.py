"""The local copy of a bucket's snapshots, which a server opens."""

from __future__ import annotations

import fcntl
import logging
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from catalog.errors import CatalogError
from catalog.storage import store
from catalog.storage.manifest import MANIFEST
from catalog.storage.snapshot import Snapshot
from cluster.bucket import Bucket, Pointer
from cluster.errors import ClusterError, ObjectCorrupt

log = logging.getLogger("reelgraph")

POLL_INTERVAL = 5.0
"""Seconds between two checks which snapshot of the bucket is the current one."""
LOCK = ".pulling"


class Mirror:
    """A folder of snapshots that follows a bucket; processes of one machine may share it.

    It keeps the current snapshot and the previous one.

    Parameters
    ----------
    cache
        Folder of the copies of all buckets.
    """

    def __init__(self, bucket: Bucket, cache: Path) -> None:
        self.bucket = bucket
        self.folder = cache / bucket.address.partition("//")[2]
        self._last_pointer: Pointer | None = None
        self._intact: set[str] = set()

    @classmethod
    def of(cls, snapshots: Path, cache: Path) -> Mirror | None:
        """The mirror of `snapshots` if that is an address in object storage, else None."""
        scheme, _, place = str(snapshots).partition("/")  # a path has lost one of two slashes
        return cls(Bucket(f"s3://{place.lstrip('/')}"), cache) if scheme == "s3:" else None

    def pull(self) -> None:
        """Make the current snapshot of the bucket the current one of the copy.

        A snapshot that an earlier process left is verified by its checksums, once, and fetched
        again if it is damaged.  One that was refused is tried again when the pointer is rewritten.

        Raises
        ------
        cluster.errors.BucketError
            The bucket cannot be reached or holds nothing; or an object is damaged, which leaves the
            copy as it was.
        """
        pointer = self.bucket.current()
        if pointer == self._last_pointer:
            return
        with self._lock():
            before = self._current()
            try:
                if not self._has(pointer.name):
                    self._fetch(pointer.name)
            except (ObjectCorrupt, CatalogError):
                self._last_pointer = pointer
                raise
            self._intact.add(pointer.name)
            if before != pointer.name:
                store.point(self.folder, pointer.name)
                self._remove_others({pointer.name, before})
        self._last_pointer = pointer

    def follow(self) -> None:
        """Pull now, and every `POLL_INTERVAL` in a thread that ends with the process.

        Raises
        ------
        cluster.errors.BucketError
            It cannot be pulled, and the copy holds no snapshot that could be served meanwhile.
        """
        try:
            self.pull()
        except (ClusterError, CatalogError, OSError) as error:
            if self._current() is None:
                raise
            log.error("the copy is served as it is: %s", error)
        threading.Thread(target=self._follow, name="bucket", daemon=True).start()

    def _follow(self) -> None:
        complaint, never = "", threading.Event()
        while not never.wait(POLL_INTERVAL):
            try:
                self.pull()
                complaint = ""
            except Exception as error:  # whatever happens, the copy is still served
                if str(error) != complaint:
                    expected = isinstance(error, ClusterError | CatalogError | OSError)
                    log.error(
                        "the bucket's snapshot was refused: %s",
                        error,
                        exc_info=None if expected else error,
                    )
                complaint = str(error)

    def _fetch(self, name: str) -> None:
        with store.draft(self.folder) as draft:
            self.bucket.fetch(name, draft.folder)
            store.publish(self.folder, draft)
        log.info("snapshot %s was fetched from %s", name, self.bucket.address)

    def _has(self, name: str) -> bool:
        """Whether a snapshot is here and undamaged."""
        folder = self.folder / name
        if name not in self._intact and folder.is_dir():
            try:
                Snapshot.open(folder).verify()
            except CatalogError as error:
                log.warning("snapshot %s is fetched again: %s", name, error)
                return False
        return folder.is_dir()

    def _current(self) -> str | None:
        try:
            return store.current(self.folder).name
        except CatalogError:
            return None

    def _remove_others(self, names: set[str | None]) -> None:
        """Remove the other snapshots; a process that has one open keeps its files."""
        for manifest in self.folder.glob(f"*/{MANIFEST}"):
            if manifest.parent.name not in names:
                shutil.rmtree(manifest.parent, ignore_errors=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        """Hold the lock that processes of this machine share, so that one pulls at a time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
