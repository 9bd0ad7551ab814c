"""What was asked and answered, and what failed."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections import Counter
from collections.abc import Awaitable
from typing import Any

import httpx
from httpx import codes as statuses

from benchmarks.contest.random_agreement import strict_json
from tests.support.servers import Server, fingerprint_of

PAUSE = 0.01
"""Seconds between two requests of a client."""
MOST_EXAMPLES = 20
PERMITTED = {"STALE_CURSOR", "BAD_USER_INPUT", "PERSISTED_QUERY_NOT_FOUND", "TIMEOUT"}
"""Codes that a well-behaved client may see, the second where a film is in one snapshot only."""


class Record:
    """Counts answers and failures; each client asks through it.

    Attributes
    ----------
    counts
        Requests by kind of client, failures, and swaps that were seen.
    codes
        Errors by code.
    seconds
        How long each answer to a well-behaved client took.
    failures
        The first failures in words.
    latest
        By worker the fingerprint of the snapshot that it answered from last.
    """

    def __init__(self, server: Server, length: float) -> None:
        self.server = server
        self.length = length
        self._ends = time.monotonic() + length
        self.counts: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.failures: list[str] = []
        self.latest: dict[str, str] = {}
        self._digests: dict[tuple[str, str], str] = {}

    @property
    def remaining(self) -> float:
        """Seconds that are left."""
        return max(self._ends - time.monotonic(), 0)

    def fail(self, why: str) -> None:
        """Count a failure, and keep the first ones as examples."""
        self.counts["failures"] += 1
        if len(self.failures) < MOST_EXAMPLES:
            self.failures.append(why[:300])

    async def ask(self, kind: str, key: str, request: Awaitable[httpx.Response]) -> Any:
        """Wait for the answer to a well-behaved client, and check it.

        Parameters
        ----------
        kind
            The client, to count by.
        key
            What is asked: from one snapshot, its answer must always be the same.

        Returns
        -------
        The answer as JSON; None where it is a failure.
        """
        begin = time.perf_counter()
        try:
            response = await request
        except httpx.HTTPError as error:
            self.fail(f"{kind}: {error!r}")
            return None
        self.seconds.append(time.perf_counter() - begin)
        self.counts[kind] += 1
        try:
            answer = strict_json(response.content)
        except ValueError:
            self.fail(f"{kind}: {response.status_code} {response.text}")
            return None
        codes = [error.get("extensions", {}).get("code") for error in answer.get("errors", ())]
        self.codes.update(codes)
        if codes == ["BUSY"] and response.status_code == statuses.SERVICE_UNAVAILABLE:
            return answer
        if response.status_code != statuses.OK or not PERMITTED.issuperset(codes):
            self.fail(f"{kind}: {response.status_code} {response.text}")
            return None
        etag = response.headers.get("etag")
        if etag is not None:
            self._compare(kind, (key, etag), json.dumps(answer["data"]))
            self.latest[response.headers["x-request-id"].partition("-")[0]] = fingerprint_of(
                response
            )
        await asyncio.sleep(PAUSE)
        return answer

    def _compare(self, kind: str, key: tuple[str, str], data: str) -> None:
        digest = hashlib.sha256(data.encode()).hexdigest()
        if self._digests.setdefault(key, digest) != digest:
            self.fail(f"{kind}: another answer from the same snapshot {key}: {data}")
