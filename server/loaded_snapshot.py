"""A snapshot that is loaded, and everything that is made from it.

A request takes one of these and answers from it alone.  So its answer is of one snapshot even if
another one takes over meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache

from catalog.cache_budgets import DEFAULT, MEGABYTE, Budgets
from catalog.catalog import Catalog
from catalog.storage.manifest import Manifest
from catalog.storage.snapshot import Snapshot
from catalog.weighed_cache import Usage, WeighedCache
from execution.executor import Executor
from execution.limits.limits import Limits
from model.recommender import Recommender
from resolvers.context import Context
from schema import schema
from server.responses import Response
from settings import ROOT, Settings

ANSWERING_ROOMS = ("catalog", "execution", "model", "resolvers", "schema")
"""Rooms whose code decides what an answer says."""
RESPONSE_OVERHEAD = 500
"""Bytes that a cached response takes beside its body and its key."""

ResponseKey = tuple[str, bool, bytes, bytes | None]
"""What a response depends on: its media type, gzip or not, body, and query string of a GET."""


class LoadedSnapshot:
    """A snapshot that is loaded, with its executor and the cache of its responses.

    Nothing in it changes but caches.  Threads run the executor at the same time, which is made for
    that; only the event loop uses `responses`.
    """

    def __init__(self, opened: Snapshot, settings: Settings) -> None:
        self.snapshot = opened
        self.manifest = opened.manifest or Manifest.read(opened.folder)
        budgets = budgets_of(settings)
        self.context = context_of(opened, budgets)
        self.executor = executor_of(self.context, settings)
        self.etag = f'W/"{self.manifest.fingerprint}.{code_hash()}"'.encode()
        self.responses: WeighedCache[ResponseKey, Response] = WeighedCache(
            budgets.responses,
            lambda key, response: (
                RESPONSE_OVERHEAD + len(response.body) + len(key[2]) + len(key[3] or b"")
            ),
        )

    @property
    def cache_usage(self) -> Mapping[str, Usage]:
        """How full each cache is that goes with the snapshot."""
        return {
            "responses": self.responses.usage,
            **self.executor.cache_usage,
            **self.context.catalog.cache_usage,
        }


@cache
def code_hash() -> str:
    """Hash the code that decides what answers say, so that no cache outlives a release."""
    files = (file for room in ANSWERING_ROOMS for file in sorted((ROOT / room).rglob("*.py")))
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def budgets_of(settings: Settings) -> Budgets:
    """Divide the memory for caches."""
    given = {"responses": settings.response_cache_mb, "answer_texts": settings.text_cache_mb}
    megabytes = {name: None if size is None else size * MEGABYTE for name, size in given.items()}
    return Budgets.of(settings.caches_mb * MEGABYTE, **megabytes)


def context_of(opened: Snapshot, budgets: Budgets = DEFAULT) -> Context:
    """Make what resolvers see of a snapshot."""
    catalog = Catalog(opened, budgets)
    return Context(catalog, Recommender(opened, catalog))


def limits_of(settings: Settings) -> Limits:
    """Make the limits on what a query may ask."""
    return Limits(
        tokens=settings.max_tokens,
        depth=settings.max_depth,
        aliases=settings.max_aliases,
        fields=settings.max_fields,
        directives=settings.max_directives,
        name_letters=settings.max_name,
        cost=settings.max_cost,
        answer_bytes=settings.max_answer,
        seconds=settings.deadline_ms / 1_000,
    )


def executor_of(context: Context, settings: Settings) -> Executor:
    """Make the executor that answers from a context, within the limits of the settings."""
    limits, budgets = limits_of(settings), budgets_of(settings)
    return Executor(schema, context, limits, budgets, compiled=settings.compiled)
