"""What is counted and logged about each request."""

from __future__ import annotations

import hashlib
import os
import re
from time import perf_counter

import structlog

from execution.answer import Answer
from execution.request import OperationRequest
from server.observe.metrics import UNNAMED, Metrics
from server.responses import Response

_REQUEST_ID = re.compile(rb"[\w.:/+=-]{1,100}")
"""Ids of clients that are safe to log."""
log = structlog.stdlib.get_logger("reelgraph")


class Instrumentation:
    """Counts the requests of one worker, and logs slow and failed ones.

    Only the event loop calls its methods.

    Parameters
    ----------
    slow_ms
        Milliseconds from which on an operation in the thread pool is logged as slow.
    """

    def __init__(self, slow_ms: int) -> None:
        self.metrics = Metrics()
        self._slow = slow_ms / 1_000
        self._last_number = 0
        self._last_failure = ""
        self._worker = os.urandom(6).hex().encode()

    def request_id(self, from_client: bytes | None) -> bytes:
        """Give a request its id: the client's own if that is safe to log, else a new one."""
        if from_client is not None and _REQUEST_ID.fullmatch(from_client):
            return from_client
        self._last_number += 1
        return b"%b-%x" % (self._worker, self._last_number)

    def count_execution(self, by: str) -> None:
        """Count an answer by what produced it: a cache, a plan, a thread or the reference."""
        self.metrics.executions[by] += 1

    def record_pool_execution(
        self, request: OperationRequest, answer: Answer, seconds: float, request_id: bytes
    ) -> None:
        """Count an answer from the thread pool and its errors; log it if it was slow.

        Parameters
        ----------
        seconds
            From the moment that it was handed to the pool, waiting included.
        """
        self.count_execution(
            "thread" if answer.fallback is None else f"reference: {answer.fallback}"
        )
        for error in answer.errors:
            self.count_error(error.get("extensions", {}).get("code", "INTERNAL"))
        if seconds >= self._slow:
            log.warning(
                "query was slow",
                request_id=request_id.decode(),
                operation=answer.operation or UNNAMED,
                milliseconds=round(seconds * 1_000),
                cost=answer.cost,
                document=hashlib.sha256(request.text.encode(errors="replace")).hexdigest()[:16],
            )

    def count_error(self, code: str) -> None:
        """Count an error that a client gets, by its `extensions.code`."""
        self.metrics.rejections[code] += 1

    def count_response(self, started: float, response: Response) -> None:
        """Count a response: its status, how long it took and what it cost.

        Parameters
        ----------
        started
            When its request came, by `time.perf_counter`.
        """
        metrics = self.metrics
        name = response.operation or UNNAMED
        metrics.seconds.observe(name, perf_counter() - started)
        if response.cost is not None:
            metrics.costs.observe(name, response.cost)
        metrics.statuses[response.status] += 1

    def log_failure(self, request_id: bytes) -> None:
        """Log the exception that is being handled, and count it."""
        log.exception("request failed", request_id=request_id.decode())
        self.count_error("INTERNAL")

    def save_metrics(self) -> None:
        """Save the metrics for the other workers; a failure is logged unless it is the last one."""
        failure = ""
        try:
            self.metrics.save()
        except OSError as error:
            failure = str(error)
            if failure != self._last_failure:
                log.warning("metrics were not saved", reason=failure)
        self._last_failure = failure
