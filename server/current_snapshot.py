"""What is being served: one generation at a time, each made from one snapshot."""

from __future__ import annotations

import asyncio
import gc
import hashlib
import logging
import signal
import threading
import time
from collections.abc import Callable
from functools import cache

from catalog.catalog import Catalog
from catalog.errors import CatalogError
from catalog.storage import store
from catalog.storage.manifest import Manifest
from catalog.storage.snapshot import Snapshot
from execution.cache.recent import Recent
from execution.executor import Executor
from execution.limits.limits import Limits
from model.recommender import Recommender
from resolvers.context import Context
from schema import schema
from server.errors import NotReady
from server.responses import Response
from settings import ROOT, Settings

log = logging.getLogger("reelgraph")

MEGABYTE = 1_000_000
ANSWERING = ("catalog", "execution", "model", "resolvers", "schema")
LOOK = 1.0
"""Seconds between two looks at which snapshot is the current one."""
OVERHEAD = 500
"""Bytes that a kept response takes beside its body and its key."""

Pointer = tuple[int, int]
"""Inode and time of the file that names the current snapshot."""
Key = tuple[bytes | None, bytes | None, bool, bytes, bytes | None]
"""Of a response: content type, what is accepted, whether zipped, body, and address of a GET."""


class Generation:
    """A snapshot and all that was made from it; a request sees one from begin to end."""

    def __init__(self, opened: Snapshot, settings: Settings) -> None:
        self.snapshot = opened
        self.manifest = opened.manifest or Manifest.read(opened.folder)
        self.context = context_of(opened)
        limits = Limits(
            settings.max_tokens,
            settings.max_depth,
            settings.max_aliases,
            settings.max_fields,
            settings.max_directives,
            settings.max_cost,
            settings.deadline_ms / 1_000,
        )
        self.executor = Executor(
            schema,
            self.context,
            settings.fragment_cache_mb * MEGABYTE,
            limits,
            compiled=settings.compiled,
        )
        self.etag = f'W/"{self.manifest.fingerprint}.{code()}"'.encode()
        self.responses: Recent[Key, Response] = Recent(
            settings.response_cache_mb * MEGABYTE,
            lambda key, kept: OVERHEAD + len(kept.body) + len(key[3]) + len(key[4] or b""),
        )


class Served:
    """The generation that answers, if a snapshot is loaded.

    `damage` says which file of its snapshot was found to be damaged after it was loaded; all of
    one that is `verified` was read and compared.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._refused: Pointer | None = None
        self._complaint = ""
        self._loading = threading.Lock()
        self.generation: Generation | None = None
        self.loaded_at = 0.0
        self.swaps = 0
        self.damage: str | None = None
        self.verified = False

    def load(self) -> None:
        """Open the current snapshot and answer from it.

        Raises
        ------
        catalog.errors.CatalogError
            There is none, or it is damaged.
        """
        opened = Snapshot.open(store.current(self._settings.snapshots))
        try:
            generation = Generation(opened, self._settings)
        except Exception:
            opened.verify()  # where a file is damaged, it is what to name
            raise
        self._answer_from(generation)

    def close(self) -> None:
        """Let go of the snapshot: its files, and the folder through which names are searched.

        A process that ends by a signal runs nothing that would do so later.
        """
        self.generation = None
        gc.unfreeze()
        gc.collect()

    def now(self) -> Generation:
        """What to answer a request from."""
        if self.generation is None:
            raise NotReady
        return self.generation

    def verify(self) -> None:
        """Compare every checksum of the snapshot that is served; takes as long as reading it."""
        generation = self.now()
        try:
            generation.snapshot.verify()
        except (CatalogError, OSError) as error:
            self.damage = str(error)
            log.critical("the snapshot that is served is damaged: %s", error)
            return
        self.verified = True

    def refresh(self) -> None:
        """Go over to the current snapshot if it is another one; a damaged one is not taken."""
        with self._loading:
            pointer = _pointer(self._settings)
            if pointer is not None and pointer == self._refused:
                return
            try:
                folder = store.current(self._settings.snapshots)
                if self.generation and folder.name == self.generation.snapshot.folder.name:
                    self._forgive()
                    return
                opened = Snapshot.open(folder)
                opened.verify()
                self._answer_from(Generation(opened, self._settings))
            except Exception as error:  # whatever it is, the old one serves on
                self._refused = None if isinstance(error, OSError) else pointer
                if str(error) != self._complaint:
                    expected = isinstance(error, CatalogError | OSError)
                    log.error(
                        "the new snapshot is not taken: %s",
                        error,
                        exc_info=None if expected else error,
                    )
                self._complaint = str(error)
                return
            self._forgive()
            _forget()
            self.swaps, self.verified = self.swaps + 1, True
            log.info("snapshot %s is served now", folder.name)

    async def watch(self) -> None:
        """Follow the current snapshot until cancelled; SIGHUP makes it look at once."""
        hurry = asyncio.Event()
        _on_hangup(lambda: self._retry(hurry))
        while True:
            await asyncio.to_thread(self.refresh)
            try:
                await asyncio.wait_for(hurry.wait(), LOOK)
                hurry.clear()
            except TimeoutError:
                continue

    def _retry(self, hurry: asyncio.Event) -> None:
        self._forgive()
        hurry.set()

    def _forgive(self) -> None:
        self._refused, self._complaint = None, ""

    def _answer_from(self, generation: Generation) -> None:
        self.generation = generation
        self.loaded_at = time.time()
        gc.freeze()  # it stays; to look through it all for garbage takes a tenth of a second


def _forget() -> None:
    """Take back what earlier generations have left."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@cache
def code() -> str:
    """A hash of the code that makes answers, so that caches do not outlive a release."""
    files = (file for room in ANSWERING for file in sorted((ROOT / room).rglob("*.py")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def context_of(opened: Snapshot) -> Context:
    """What resolvers see of a snapshot."""
    catalog = Catalog(opened)
    return Context(catalog, Recommender(opened, catalog))


def _pointer(settings: Settings) -> Pointer | None:
    """What tells whether the current snapshot was named anew, be it by the same name."""
    try:
        status = (settings.snapshots / store.POINTER).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _on_hangup(act: Callable[[], None]) -> None:
    """Signals can only be heard in the main thread; tests run the app in others."""
    if threading.current_thread() is threading.main_thread():
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, act)
