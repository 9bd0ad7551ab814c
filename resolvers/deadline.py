"""Deadlines: past the one of its thread, a resolver is stopped at its next look-up."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from time import monotonic

from catalog.catalog import Catalog
from resolvers.context import Context, Recommender
from resolvers.errors import TimedOut


class _ThreadDeadline(threading.local):
    """When the work of a thread has to be done; each thread sees a value of its own."""

    at = inf


_CURRENT = _ThreadDeadline()


@contextmanager
def deadline(at: float) -> Iterator[None]:
    """Set the deadline of this thread for the length of a `with` block.

    Parameters
    ----------
    at
        A time of `time.monotonic`, in seconds.
    """
    before, _CURRENT.at = _CURRENT.at, at
    try:
        yield
    finally:
        _CURRENT.at = before


def with_deadline(context: Context) -> Context:
    """Return the same context, which raises once the deadline of the calling thread has passed.

    Threads share the result: which deadline counts is looked up in the thread that asks.

    Raises
    ------
    resolvers.errors.TimedOut
        Later, by the result: a resolver asked for the catalog or the recommender too late.
    """
    return _DeadlineContext(context.catalog, context.recommender)


class _DeadlineContext(Context):
    """A context that checks the deadline whenever a resolver asks for one of its parts."""

    __slots__ = ("_catalog", "_recommender")
    _catalog: Catalog
    _recommender: Recommender

    def __init__(self, catalog: Catalog, recommender: Recommender) -> None:
        object.__setattr__(self, "_catalog", catalog)
        object.__setattr__(self, "_recommender", recommender)

    @property
    def catalog(self) -> Catalog:
        """The catalog, while there is time."""
        if monotonic() > _CURRENT.at:
            raise TimedOut
        return self._catalog

    @property
    def recommender(self) -> Recommender:
        """The recommender, while there is time."""
        if monotonic() > _CURRENT.at:
            raise TimedOut
        return self._recommender
