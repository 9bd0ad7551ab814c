"""A long mixed load on a server whose data change: `python -m benchmarks.soak [SECONDS]`.

Well-behaved clients ask what the documentation asks, by POST and by GET with persisted queries,
and page through films; beside them others send all that is nasty, and every half minute another
snapshot becomes the current one.  A failure is an answer with a status of 5xx that is not BUSY, an
internal error, a connection that breaks under a well-behaved client, or two answers from one
snapshot that differ.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from httpx import codes as statuses
from rich.console import Console
from rich.table import Table

from build import build
from catalog.storage import store
from settings import ROOT
from tests.faults.ground import SAMPLE, Server, fewer_films, of, serving
from tests.server.hostile import HOSTILE, HUNG_UP
from tests.server.test_hostile import resident, send
from tests.test_docs import blocks

RESULT = ROOT / "benchmarks" / "soak.json"
SECONDS = 600
WORKERS, DOCUMENTED, PERSISTED, PAGERS = 2, 3, 2, 2
FEW = 200
SWAP_EVERY = 30.0
SWAPPED_WITHIN = 15.0
WARM = 0.1
"""Share of the time after which memory is measured for the first time."""
PAUSE = 0.01
PATIENCE = 20.0
MOST_SHOWN = 20
MOST_GROWTH = 200_000  # kB
PAGES = """query Pages($after: String) {
  catalog { dataset { fingerprint } }
  movies(first: 50, sort: [TITLE], after: $after) {
    totalCount nodes { id title year } pageInfo { endCursor hasNextPage }
  }
}"""
PERMITTED = {"STALE_CURSOR", "BAD_USER_INPUT", "PERSISTED_QUERY_NOT_FOUND", "TIMEOUT"}
"""Codes that a well-behaved client may see, the second where a film is in one snapshot only."""


class Soak:
    """What was seen."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.ends = 0.0
        self.counts: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.seconds: list[float] = []
        self.failures: list[str] = []
        self.known: dict[tuple[str, str], str] = {}
        self.latest: dict[str, str] = {}

    def going(self) -> bool:
        """Tell whether there is time left."""
        return time.monotonic() < self.ends

    def fail(self, why: str) -> None:
        """Note a failure."""
        self.counts["failures"] += 1
        if len(self.failures) < MOST_SHOWN:
            self.failures.append(why[:300])

    async def ask(self, kind: str, key: str, request: Awaitable[httpx.Response]) -> Any:
        """What a well-behaved client is told; None where that is a failure."""
        begin = time.perf_counter()
        try:
            response = await request
        except httpx.HTTPError as error:
            self.fail(f"{kind}: {error!r}")
            return None
        self.seconds.append(time.perf_counter() - begin)
        self.counts[kind] += 1
        try:
            told = response.json()
        except ValueError:
            self.fail(f"{kind}: {response.status_code} {response.text}")
            return None
        codes = [error.get("extensions", {}).get("code") for error in told.get("errors", ())]
        self.codes.update(codes)
        if codes == ["BUSY"] and response.status_code == statuses.SERVICE_UNAVAILABLE:
            return told
        if response.status_code != statuses.OK or not PERMITTED.issuperset(codes):
            self.fail(f"{kind}: {response.status_code} {response.text}")
            return None
        etag = response.headers.get("etag")
        if etag is not None:
            self._compare(kind, (key, etag), json.dumps(told["data"]))
            self.latest[response.headers["x-request-id"].partition("-")[0]] = of(response)
        await asyncio.sleep(PAUSE)
        return told

    def _compare(self, kind: str, key: tuple[str, str], data: str) -> None:
        digest = hashlib.sha256(data.encode()).hexdigest()
        if self.known.setdefault(key, digest) != digest:
            self.fail(f"{kind}: another answer from the same snapshot {key}: {data}")


async def documented(soak: Soak, queries: list[str]) -> None:
    """Ask what the documentation asks, in no order."""
    chance = random.Random(len(soak.counts))  # noqa: S311 - not a secret
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while soak.going():
            query = chance.choice(queries)
            await soak.ask(
                "documented", query, client.post(soak.server.graphql, json={"query": query})
            )


async def persisted(soak: Soak, queries: list[str]) -> None:
    """The same by GET and hash; the text only where the hash is not known."""
    chance = random.Random(1 + len(soak.counts))  # noqa: S311 - not a secret
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while soak.going():
            query = chance.choice(queries)
            digest = hashlib.sha256(query.encode()).hexdigest()
            extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
            given = {"extensions": json.dumps(extensions)}
            address = soak.server.graphql
            told = await soak.ask("persisted", query, client.get(address, params=given))
            if told and "PersistedQueryNotFound" in json.dumps(told.get("errors", "")):
                both = {**given, "query": query}
                await soak.ask("persisted", query, client.get(address, params=both))


async def paging(soak: Soak) -> None:
    """Go through all films page by page; from the first again where the data change."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        after, origin, seen = None, "", 0
        while soak.going():
            body = {"query": PAGES, "variables": {"after": after}}
            asking = client.post(soak.server.graphql, json=body)
            told = await soak.ask("pages", f"{PAGES} {after}", asking)
            if not told or not told.get("data"):
                after, seen = None, 0
                continue
            fingerprint = told["data"]["catalog"]["dataset"]["fingerprint"]
            page = told["data"]["movies"]
            stale = after is not None and fingerprint != origin
            if (page is None) != stale:
                soak.fail(f"pages: a cursor of {origin} at {fingerprint}: {told}")
            if page is None:
                after, seen = None, 0
                continue
            seen, origin = seen + len(page["nodes"]), fingerprint
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                if seen != page["totalCount"]:
                    soak.fail(f"pages: {seen} films of {page['totalCount']}")
                after, seen = None, 0


def hostile(soak: Soak) -> None:
    """Send all that is nasty, again and again."""
    with httpx.Client(base_url=soak.server.address, timeout=PATIENCE) as client:
        while soak.going():
            for row in HOSTILE:
                if not soak.going():
                    return
                answer = send(client, row)
                soak.counts["hostile"] += 1
                if answer.failure and HUNG_UP not in row.statuses:
                    soak.fail(f"hostile: {row.name}: {answer.failure}")
                if answer.status >= statuses.INTERNAL_SERVER_ERROR and b'"BUSY"' not in answer.body:
                    soak.fail(f"hostile: {row.name}: {answer.status} {answer.text}")
                time.sleep(PAUSE)


async def swapping(soak: Soak, snapshots: Path, names: list[str]) -> None:
    """Make another snapshot the current one now and then, and see every worker follow."""
    turn = 0
    while soak.going():
        await asyncio.sleep(min(SWAP_EVERY, max(soak.ends - time.monotonic(), 0)))
        if soak.ends - time.monotonic() < SWAPPED_WITHIN:
            return
        turn += 1
        name = names[turn % len(names)]
        store.point(snapshots, name)
        try:
            async with asyncio.timeout(SWAPPED_WITHIN):
                while set(soak.latest.values()) != {name}:
                    await asyncio.sleep(0.05)
            soak.counts["swaps seen"] += 1
        except TimeoutError:
            soak.fail(f"swap: {soak.latest} {SWAPPED_WITHIN} s after {name} was named")


async def growing(soak: Soak, length: float) -> int:
    """How much the workers grow once they are warm, in kB."""
    await asyncio.sleep(WARM * length)
    before = resident(soak.server.process.pid)
    await asyncio.sleep(max(soak.ends - time.monotonic(), 0))
    return resident(soak.server.process.pid) - before


async def run(soak: Soak, length: float, swap: Callable[[], Awaitable[None]]) -> int:
    """Let them all go for so many seconds; gives the growth."""
    soak.ends = time.monotonic() + length
    queries = [query for _, query in blocks("graphql")]
    growth = asyncio.create_task(growing(soak, length))
    await asyncio.gather(
        *(documented(soak, queries) for _ in range(DOCUMENTED)),
        *(persisted(soak, queries) for _ in range(PERSISTED)),
        *(paging(soak) for _ in range(PAGERS)),
        asyncio.to_thread(hostile, soak),
        swap(),
        growth,
    )
    return growth.result()


def facts_of(soak: Soak, length: float, growth: int, workers: set[int]) -> dict[str, Any]:
    """What to tell, by name."""
    if soak.server.workers != workers:
        soak.fail(f"workers: {workers} at first, {soak.server.workers} at the end")
    if growth > MOST_GROWTH:
        soak.fail(f"memory: {growth:,} kB more")
    if "Traceback" in soak.server.log:
        soak.fail(f"log: {soak.server.log[soak.server.log.index('Traceback') :]}")
    milliseconds = np.array(soak.seconds) * 1_000
    return {
        "seconds": length,
        "requests": len(soak.seconds) + soak.counts["hostile"],
        **{kind: soak.counts[kind] for kind in ("documented", "persisted", "pages", "hostile")},
        "failures": soak.counts["failures"],
        "p50, ms": round(float(np.percentile(milliseconds, 50)), 2),
        "p99, ms": round(float(np.percentile(milliseconds, 99)), 2),
        "growth, kB": growth,
        "swaps seen": soak.counts["swaps seen"],
        "stale cursors": soak.codes["STALE_CURSOR"],
        "timeouts": soak.codes["TIMEOUT"],
        "busy": soak.codes["BUSY"],
    }


def main() -> None:
    """Soak, print a table, keep the numbers."""
    length = float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    console = Console()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fewer = build(fewer_films(folder / "fewer", FEW), folder / "snapshots").fingerprint
        whole = build(SAMPLE, folder / "snapshots").fingerprint
        options = ("--workers", str(WORKERS))
        with serving(folder / "snapshots", folder / "log", *options) as server:
            soak, workers = Soak(server), server.workers
            names = [whole, fewer]
            growth = asyncio.run(
                run(soak, length, lambda: swapping(soak, folder / "snapshots", names))
            )
            facts = facts_of(soak, length, growth, workers)
    RESULT.write_text(json.dumps({**facts, "examples": soak.failures}, indent=1) + "\n")
    table = Table("", "", title=f"{WORKERS} workers, {length:g} s", show_header=False)
    for fact, value in facts.items():
        table.add_row(fact, f"{value:,}")
    console.print(table)
    for failure in soak.failures:
        console.print(failure, style="red", markup=False, highlight=False)
    raise SystemExit(1 if soak.counts["failures"] else 0)


if __name__ == "__main__":
    main()
