"""Automatic persisted queries (APQ): a client sends the hash of a query in place of its text.

https://www.apollographql.com/docs/apollo-server/performance/apq
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from sys import getsizeof
from typing import Any

from catalog.weighed_cache import Usage, WeighedCache
from server.errors import BadRequest, PersistedQueryNotFound, quoted

BYTES_PER_PERSISTED = 250
"""What a persisted query takes in memory beside its text, its hash included."""


class PersistedQueries:
    """Recently used texts of queries by their SHA-256.

    Only the event loop reads and writes it.

    Parameters
    ----------
    budget
        Bytes that the texts may take.
    """

    def __init__(self, budget: int) -> None:
        self._texts: WeighedCache[str, str] = WeighedCache(
            budget, lambda _, text: BYTES_PER_PERSISTED + getsizeof(text)
        )

    @property
    def usage(self) -> Usage:
        """How full it is."""
        return self._texts.usage

    def text(self, text: str | None, extensions: Mapping[str, Any]) -> str:
        """Give the text of the query: as sent, or as it was sent before under the same hash.

        Raises
        ------
        BadRequest
            There is neither a text nor a hash, or the hash is not that of the text.
        PersistedQueryNotFound
            There is only a hash, and its text is not known.
        """
        match extensions.get("persistedQuery"):
            case None if text is not None:
                return text
            case None:
                raise BadRequest("query", "missing", "a GraphQL document")
            case {"version": 1, "sha256Hash": str(digest)}:
                return self._by_hash(text, digest)
        raise BadRequest(
            "extensions.persistedQuery",
            quoted(extensions["persistedQuery"]),
            '{"version": 1, "sha256Hash": SHA-256 of the query in hex}',
        )

    def _by_hash(self, text: str | None, digest: str) -> str:
        if text is None:
            found = self._texts.get(digest)
            if found is None:
                raise PersistedQueryNotFound
            return found
        if hashlib.sha256(text.encode()).hexdigest() != digest:
            raise BadRequest("sha256Hash", repr(digest[:64]), "the SHA-256 of the query in hex")
        self._texts.put(digest, text)
        return text
