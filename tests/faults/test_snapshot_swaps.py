"""The current snapshot changes under load: nobody notices, but for the data."""

from __future__ import annotations

import asyncio
import itertools
import os
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.conftest import Pair
from tests.support.patience import HUNG, wait_for
from tests.support.servers import PATIENT, Server, fingerprint_of, serving

CLIENTS = 20
PAUSE = 0.05  # seconds between an answer and the next question
SWAPS = 10
MAX_SHOWN = 3
QUERY = """
query Page($after: String, $number: ID) {
  catalog { movieCount dataset { fingerprint rowsKept } }
  whole: movies(first: 0) { totalCount }
  page: movies(first: 2, sort: [TITLE], after: $after) { pageInfo { endCursor } }
  movie(id: $number) { title }
}
"""


class Load:
    """Clients that ask again and again, each over a connection of its own."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.answers: Counter[str] = Counter()
        self.stale = 0
        self.wrong: list[Any] = []
        self.films: dict[str, set[tuple[int, ...]]] = {}
        self.latest: dict[int, tuple[str, str]] = {}
        self.over = False

    async def client(self, number: int) -> None:
        """Ask until it is over; every other question is one that was asked before."""
        after: str | None = None
        origin = ""
        async with httpx.AsyncClient(timeout=HUNG) as client:
            for turn in itertools.count():
                if self.over or len(self.wrong) > MAX_SHOWN:
                    return
                film = 1_000 * number + turn if turn % 2 else 949
                body = {"query": QUERY, "variables": {"after": after, "number": film}}
                await asyncio.sleep(PAUSE)
                try:
                    response = await client.post(self.server.graphql, json=body)
                    after, origin = self.check(number, response, after, origin)
                except (httpx.HTTPError, LookupError, TypeError, ValueError) as error:
                    self.wrong.append(repr(error))

    def check(
        self, number: int, response: httpx.Response, after: str | None, origin: str
    ) -> tuple[str | None, str]:
        """Compare an answer with itself; gives the next cursor and the snapshot that it is of."""
        answer = response.json()
        data = answer["data"]
        dataset = data["catalog"]["dataset"]
        fingerprint = dataset["fingerprint"]
        counts = (data["catalog"]["movieCount"], dataset["rowsKept"], data["whole"]["totalCount"])
        self.films.setdefault(fingerprint, set()).add(counts)
        self.answers[fingerprint] += 1
        self.latest[number] = (response.headers["x-request-id"].partition("-")[0], fingerprint)
        codes = [error["extensions"]["code"] for error in answer.get("errors", [])]
        if after is not None and origin != fingerprint:
            self.stale += 1
            if codes != ["STALE_CURSOR"] or data["page"] is not None or "etag" in response.headers:
                self.wrong.append(answer)
            return None, ""
        if response.status_code != 200 or codes or fingerprint_of(response) != fingerprint:
            self.wrong.append(answer)
            return None, ""
        return data["page"]["pageInfo"]["endCursor"], fingerprint

    @property
    def snapshots(self) -> set[str]:
        """Those that clients got their latest answers from."""
        return {fingerprint for _, fingerprint in self.latest.values()}

    def taken(self) -> int:
        """How often a worker has gone over to a new snapshot."""
        return self.server.log.count("is served now")

    async def until_all_have(self, fingerprint: str, taken: int) -> None:
        """Wait until so many times are reached and all clients were answered from this snapshot."""
        try:
            async with asyncio.timeout(HUNG):
                while not self.wrong and (self.taken(), self.snapshots) != (taken, {fingerprint}):
                    await asyncio.sleep(0.02)
        except TimeoutError:
            self.wrong.append((self.taken(), self.latest, self.server.log))


async def swap_under_load(load: Load, pair: Pair, workers: int) -> None:
    """Change the current snapshot again and again; every other time by SIGHUP."""
    clients = [asyncio.create_task(load.client(number)) for number in range(CLIENTS)]
    try:
        async with asyncio.timeout(HUNG):
            while not load.wrong and len(load.latest) < CLIENTS:
                await asyncio.sleep(0.02)
        for turn in range(SWAPS):
            name = pair.swap()
            if turn % 2:
                os.kill(load.server.process.pid, signal.SIGHUP)
            await load.until_all_have(name, workers * (turn + 1))
    finally:
        load.over = True
        await asyncio.gather(*clients)


@pytest.mark.parametrize("workers", [1, 3])
def test_every_answer_under_swaps_is_of_one_snapshot(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", str(workers), **PATIENT) as server:
        before = server.workers
        load = Load(server)
        asyncio.run(swap_under_load(load, pair, workers))

        assert load.wrong == []
        assert load.films.keys() == {pair.one, pair.other}
        assert all(len(counts) == 1 for counts in load.films.values()), load.films
        assert load.films[pair.one] != load.films[pair.other]
        assert min(load.answers.values()) > 20
        assert load.stale > 0
        assert server.process.poll() is None
        assert server.workers == before
        assert len(before) == (workers if workers > 1 else 0)
        assert "Traceback" not in server.log
        assert load.taken() == SWAPS * workers


def test_a_hangup_makes_the_server_look_at_once(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", **PATIENT) as server:
        for _ in range(5):
            os.kill(server.process.pid, signal.SIGHUP)
        seen: set[str] = set()
        query = {"query": "{ catalog { movieCount } }"}
        with httpx.Client(timeout=HUNG) as client:
            first = client.get(server.graphql, params=query)
            again = {"if-none-match": first.headers["etag"]}
            assert client.get(server.graphql, params=query, headers=again).status_code == 304
            name = pair.swap()
            os.kill(server.process.pid, signal.SIGHUP)

            def changed() -> httpx.Response | None:
                response = client.get(server.graphql, params=query, headers=again)
                seen.add(fingerprint_of(response))
                return response if name in seen else None

            latest = wait_for(changed)
        assert latest is not None
        assert latest.status_code == 200
        assert latest.json() != first.json()
        assert seen <= {pair.one, pair.other}
