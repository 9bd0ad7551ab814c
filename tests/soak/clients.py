"""Well-behaved clients, and a hostile one; each asks as long as the soak lasts."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Sequence

import httpx
from httpx import codes as statuses

from tests.server.hostile import HOSTILE, HUNG_UP
from tests.server.hostile.answer import send
from tests.soak.record import PAUSE, Record

PATIENCE = 20.0
"""Seconds after which a client gives up."""
PAGES = """query Pages($after: String) {
  catalog { dataset { fingerprint } }
  movies(first: 50, sort: [TITLE], after: $after) {
    totalCount nodes { id title year } pageInfo { endCursor hasNextPage }
  }
}"""


async def by_text(record: Record, queries: Sequence[str], seed: int) -> None:
    """Post queries in a random order."""
    chance = random.Random(seed)
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while record.remaining:
            query = chance.choice(queries)
            request = client.post(record.server.graphql, json={"query": query})
            await record.ask("documented", query, request)


async def by_hash(record: Record, queries: Sequence[str], seed: int) -> None:
    """GET queries by their hash; send the text only where the hash is not known."""
    chance = random.Random(seed)
    address = record.server.graphql
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        while record.remaining:
            query = chance.choice(queries)
            digest = hashlib.sha256(query.encode()).hexdigest()
            extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
            parameters = {"extensions": json.dumps(extensions)}
            answer = await record.ask("persisted", query, client.get(address, params=parameters))
            if answer and "PersistedQueryNotFound" in json.dumps(answer.get("errors", "")):
                parameters["query"] = query
                await record.ask("persisted", query, client.get(address, params=parameters))


async def page_by_page(record: Record) -> None:
    """Go through all films page by page; from the first again where the data change."""
    async with httpx.AsyncClient(timeout=PATIENCE) as client:
        after, origin, seen = None, "", 0
        while record.remaining:
            body = {"query": PAGES, "variables": {"after": after}}
            request = client.post(record.server.graphql, json=body)
            answer = await record.ask("pages", f"{PAGES} {after}", request)
            if not answer or not answer.get("data"):
                after, seen = None, 0
                continue
            fingerprint = answer["data"]["catalog"]["dataset"]["fingerprint"]
            page = answer["data"]["movies"]
            is_stale = after is not None and fingerprint != origin
            if (page is None) != is_stale:
                record.fail(f"pages: a cursor of {origin} at {fingerprint}: {answer}")
            if page is None:
                after, seen = None, 0
                continue
            seen, origin = seen + len(page["nodes"]), fingerprint
            after = page["pageInfo"]["endCursor"]
            if not page["pageInfo"]["hasNextPage"]:
                if seen != page["totalCount"]:
                    record.fail(f"pages: {seen} films of {page['totalCount']}")
                after, seen = None, 0


def hostile(record: Record) -> None:
    """Send every hostile input, again and again."""
    with httpx.Client(base_url=record.server.address, timeout=PATIENCE) as client:
        while record.remaining:
            for row in HOSTILE:
                if not record.remaining:
                    return
                answer = send(client, row)
                record.counts["hostile"] += 1
                if answer.failure and HUNG_UP not in row.statuses:
                    record.fail(f"hostile: {row.name}: {answer.failure}")
                if answer.status >= statuses.INTERNAL_SERVER_ERROR and b'"BUSY"' not in answer.body:
                    record.fail(f"hostile: {row.name}: {answer.status} {answer.text}")
                time.sleep(PAUSE)
