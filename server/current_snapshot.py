"""The snapshot that is served: loaded at the start, replaced when another one becomes current."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import threading
from collections.abc import Callable

from catalog.errors import CatalogError
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from server.errors import NotReady
from server.loaded_snapshot import LoadedSnapshot
from settings import Settings

log = logging.getLogger("reelgraph")

POLL_INTERVAL = 1.0
"""Seconds between two looks at which snapshot is the current one."""

Pointer = tuple[int, int]
"""Inode and modification time of the file that names the current snapshot."""


class CurrentSnapshot:
    """Loads the current snapshot, and goes over to another one when that becomes the current one.

    Threads load, verify and replace it while the event loop answers.  They share nothing but the
    attributes below, and each of those is assigned whole, so that a reader sees the old value or
    the new one.

    Attributes
    ----------
    current
        What requests are answered from; None before the first snapshot is loaded.
    damage
        Names the file that was found to be damaged after it was loaded, and how.
    verified
        Whether every file was read and agrees with its checksum.
    swaps
        How often another snapshot took over.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._refused_pointer: Pointer | None = None
        self._last_error = ""
        self._refreshing = threading.Lock()
        self.current: LoadedSnapshot | None = None
        self.damage: str | None = None
        self.verified = False
        self.swaps = 0

    def loaded(self) -> LoadedSnapshot:
        """Give what a request is to be answered from.

        Raises
        ------
        NotReady
            No snapshot is loaded yet.
        """
        if self.current is None:
            raise NotReady
        return self.current

    def load(self) -> None:
        """Load the current snapshot, when the server starts.

        Raises
        ------
        catalog.errors.CatalogError
            There is none, or it is damaged.
        """
        opened = Snapshot.open(store.current(self._settings.snapshots))
        try:
            loaded = LoadedSnapshot(opened, self._settings)
        except Exception:
            opened.verify()  # if a damaged file is the cause, name it
            raise
        self._replace(loaded)

    def close(self) -> None:
        """Release the snapshot: its files, and the temporary folder of the index of names.

        The interpreter would not do it later where the process ends by a signal.
        """
        self.current = None
        gc.unfreeze()
        gc.collect()

    def verify(self) -> None:
        """Compare every file with its checksum, which takes as long as reading the snapshot.

        Once that is done, only the files that were written to since.
        """
        loaded = self.loaded()
        try:
            if self.verified:
                loaded.snapshot.verify_changes()
            else:
                loaded.snapshot.verify()
        except (CatalogError, OSError) as error:
            if loaded is self.current:
                self.verified, self.damage = False, str(error)
                log.critical("the snapshot that is served is damaged: %s", error)
            return
        self.verified = True

    def refresh(self) -> None:
        """Go over to the current snapshot if it is another one.

        One that cannot be loaded is refused: it is logged, and the old one stays.
        """
        with self._refreshing:
            pointer = _pointer(self._settings)
            if pointer is not None and pointer == self._refused_pointer:
                return
            try:
                folder = store.current(self._settings.snapshots)
                if self.current and folder.name == self.current.snapshot.folder.name:
                    self._retry_refused()
                    return
                opened = Snapshot.open(folder)
                opened.verify()
                self._replace(LoadedSnapshot(opened, self._settings))
            except Exception as error:  # noqa: BLE001 - the old snapshot serves on, whatever it is
                self._refuse(pointer, error)
                return
            self._retry_refused()
            _collect_garbage()
            self.swaps, self.verified = self.swaps + 1, True
            log.info("snapshot %s is served now", folder.name)

    async def watch(self) -> None:
        """Refresh once a second until cancelled; SIGHUP makes it refresh at once."""
        hangup = asyncio.Event()
        _on_hangup(lambda: self._refresh_soon(hangup))
        while True:
            await asyncio.to_thread(self.refresh)
            try:
                await asyncio.wait_for(hangup.wait(), POLL_INTERVAL)
                hangup.clear()
            except TimeoutError:
                continue

    def _refresh_soon(self, hangup: asyncio.Event) -> None:
        self._retry_refused()
        hangup.set()

    def _replace(self, loaded: LoadedSnapshot) -> None:
        self.current = loaded
        gc.freeze()  # it stays; looking through all of it for garbage takes a tenth of a second

    def _refuse(self, pointer: Pointer | None, error: Exception) -> None:
        """Log why a snapshot is refused, once; try again only if that may help."""
        self._refused_pointer = None if isinstance(error, OSError) else pointer
        if str(error) != self._last_error:
            expected = isinstance(error, CatalogError | OSError)
            log.error(
                "the new snapshot was refused: %s", error, exc_info=None if expected else error
            )
        self._last_error = str(error)

    def _retry_refused(self) -> None:
        """Forget which snapshot was refused, so that it is tried again."""
        self._refused_pointer, self._last_error = None, ""


def _collect_garbage() -> None:
    """Free what belonged to earlier snapshots, which `gc.freeze` has set aside."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def _pointer(settings: Settings) -> Pointer | None:
    """Tell one naming of the current snapshot from the next, even if the name is the same."""
    try:
        status = (settings.snapshots / store.POINTER).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def _on_hangup(act: Callable[[], None]) -> None:
    """Call `act` on SIGHUP; in the main thread only, as tests run the app in others."""
    if threading.current_thread() is threading.main_thread():
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, act)
