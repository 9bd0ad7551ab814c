"""The books of a worker: every request is counted, and what is unusual is logged."""

from __future__ import annotations

import hashlib
import os
import re
from time import perf_counter

import structlog

from execution.executor import Request
from execution.plan import Answer
from server.observe.metrics import UNNAMED, Metrics
from server.responses import Response

_ID = re.compile(rb"[\w.:/+=-]{1,100}")
log = structlog.stdlib.get_logger("reelgraph")


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
        self._number = 0
        self._complaint = ""
        self._worker = os.urandom(6).hex().encode()

    def name(self, given_id: bytes | None) -> bytes:
        """The id of a request: the one that came with it if it is fit for a log, or a new one."""
        if given_id is not None and _ID.fullmatch(given_id):
            return given_id
        self._number += 1
        return b"%b-%x" % (self._worker, self._number)

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

    def fail(self, request_id: bytes) -> None:
        """Log the exception that is being handled."""
        log.exception("request failed", request_id=request_id.decode())
        self.refuse("INTERNAL")

    def close(self, began: float, response: Response) -> None:
        """Count a response to a request that came at `began`, by `time.perf_counter`."""
        metrics = self.metrics
        name = response.operation or UNNAMED
        metrics.seconds.observe(name, perf_counter() - began)
        if response.cost is not None:
            metrics.costs.observe(name, response.cost)
        metrics.statuses[response.status] += 1
