"""The books of a worker: every request is counted, and what is unusual is logged."""

from __future__ import annotations

import hashlib
import os
import re
import time
from itertools import count
from typing import NamedTuple

import structlog

from execution.executor import Request
from execution.plan import Answer
from server.metrics import UNNAMED, Metrics
from server.responses import Response

_ID = re.compile(rb"[\w.:/+=-]{1,100}")
log = structlog.stdlib.get_logger("reelgraph")


class Entry(NamedTuple):
    """A request that is being answered."""

    request_id: bytes
    began: float


class Books:
    """Counts and logs.

    Parameters
    ----------
    slow_ms
        Milliseconds from which on an operation is logged as slow.
    """

    def __init__(self, slow_ms: int) -> None:
        self.metrics = Metrics()
        self._slow = slow_ms / 1_000
        self._numbers = count()
        self._complaint = ""
        self._worker = os.urandom(6).hex()

    def open(self, given_id: bytes | None) -> Entry:
        """Begin a request; an id that came with it is kept if it is fit for a log."""
        if given_id is None or not _ID.fullmatch(given_id):
            given_id = f"{self._worker}-{next(self._numbers):x}".encode()
        return Entry(given_id, time.perf_counter())

    def answered(self, by: str) -> None:
        """Count how an answer came about."""
        self.metrics.caches[by] += 1

    def worked_out(
        self, request: Request, answer: Answer, seconds: float, request_id: bytes
    ) -> None:
        """Count an answer that a thread gave, so long after it was asked for."""
        self.answered("thread" if answer.fallback is None else f"reference: {answer.fallback}")
        for error in answer.errors:
            code = error.get("extensions", {}).get("code", "GRAPHQL_VALIDATION_FAILED")
            self.refuse(code)
        if seconds >= self._slow:
            log.warning(
                "query was slow",
                request_id=request_id.decode(),
                operation=answer.operation or UNNAMED,
                milliseconds=round(seconds * 1_000),
                cost=answer.cost,
                document=hashlib.sha256(request.text.encode(errors="replace")).hexdigest()[:16],
            )

    def save(self) -> None:
        """Leave the numbers for the other workers; where that fails, say so once."""
        complaint = ""
        try:
            self.metrics.save()
        except OSError as error:
            complaint = str(error)
            if complaint != self._complaint:
                log.warning("numbers were not saved", reason=complaint)
        self._complaint = complaint

    def refuse(self, code: str) -> None:
        """Count an error that a client got."""
        self.metrics.rejections[code] += 1

    def fail(self, entry: Entry) -> None:
        """Log the exception that is being handled."""
        log.exception("request failed", request_id=entry.request_id.decode())
        self.refuse("INTERNAL")

    def close(self, entry: Entry, response: Response) -> None:
        """Count a response."""
        metrics = self.metrics
        name = response.operation or UNNAMED
        metrics.seconds.observe(name, time.perf_counter() - entry.began)
        if response.cost is not None:
            metrics.costs.observe(name, response.cost)
        metrics.statuses[str(response.status)] += 1
