"""What is being served: one generation at a time, each made from one snapshot."""

from __future__ import annotations

from typing import NamedTuple

from catalog import snapshot
from catalog.catalog import Catalog
from execution.executor import Executor
from execution.recent import Recent
from model.recommender import Recommender
from resolvers.context import Context
from schema import schema
from server.errors import NotReady
from settings import Settings

MEGABYTE = 1_000_000
OVERHEAD = 500
"""Bytes that a kept response takes beside its body and its key."""

Headers = list[tuple[bytes, bytes]]


class Response(NamedTuple):
    """A response that is ready to be sent."""

    status: int
    headers: Headers
    body: bytes


class Generation:
    """A snapshot and all that was made from it; a request sees one from begin to end."""

    def __init__(self, opened: snapshot.Snapshot, settings: Settings) -> None:
        self.snapshot = opened
        self.context = context_of(opened)
        self.executor = Executor(
            schema,
            self.context,
            settings.fragment_cache_mb * MEGABYTE,
            compiled=settings.compiled,
        )
        fingerprint = opened.manifest.fingerprint if opened.manifest else ""
        self.etag = f'W/"{fingerprint}"'.encode()
        self.responses: Recent[tuple[bytes, ...], Response] = Recent(
            settings.response_cache_mb * MEGABYTE,
            lambda key, kept: OVERHEAD + len(kept.body) + sum(map(len, key)),
        )


class Served:
    """The generation that answers, if a snapshot is loaded."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.generation: Generation | None = None

    def load(self) -> None:
        """Open the current snapshot and answer from it.

        Raises
        ------
        catalog.errors.CatalogError
            There is none, or it is damaged.
        """
        folder = snapshot.current(self._settings.snapshots)
        self.generation = Generation(snapshot.Snapshot.open(folder), self._settings)

    def now(self) -> Generation:
        """What to answer a request from."""
        if self.generation is None:
            raise NotReady
        return self.generation


def context_of(opened: snapshot.Snapshot) -> Context:
    """What resolvers see of a snapshot."""
    catalog = Catalog(opened)
    return Context(catalog, Recommender(opened, catalog))
