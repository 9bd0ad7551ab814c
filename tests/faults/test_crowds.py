"""More connections and more requests than there is room for."""

from __future__ import annotations

import asyncio
import socket
import time
from collections import Counter
from pathlib import Path

import httpx

from tests.faults.conftest import Pair
from tests.faults.ground import HEAT, PATIENCE, ask, heavy, serving, until

FILES, CONNECTIONS = 256, 400
MOST_LOG = 50_000  # bytes
MOST_IN_FLIGHT = 4
GET = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def codes(response: httpx.Response) -> set[str]:
    """Those of the errors of an answer."""
    return {error["extensions"]["code"] for error in response.json()["errors"]}


def answered(connection: socket.socket) -> bool:
    """Tell whether the server answers over this connection."""
    try:
        connection.sendall(GET)
        return connection.recv(1_000).startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def test_with_few_files_and_many_connections_the_server_serves_on(
    pair: Pair, tmp_path: Path
) -> None:
    limited = ("bash", "-c", f'ulimit -n {FILES}; exec "$@"', "serve")
    with serving(pair.snapshots, tmp_path / "log", before=limited) as server:
        address = ("127.0.0.1", server.port)
        held = [socket.create_connection(address, timeout=2) for _ in range(CONNECTIONS)]
        try:
            assert answered(held[0])
            for connection in held[1:300]:
                connection.close()
            assert until(lambda: ask(server, HEAT["query"])["data"]["movie"])
        finally:
            for connection in held:
                connection.close()
        assert server.process.poll() is None
        assert server.ready()
        name = pair.swap()  # a snapshot has hundreds of files
        assert until(lambda: f"snapshot {name} is served now" in server.log), server.log
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
        assert len(server.log) < MOST_LOG, server.log[:2_000]
        assert server.log.count("Traceback") == 0, server.log[:2_000]


def test_beyond_the_requests_in_flight_clients_are_told_to_come_again(
    pair: Pair, tmp_path: Path
) -> None:
    most = {"REELGRAPH_MAX_IN_FLIGHT": str(MOST_IN_FLIGHT), "REELGRAPH_DEADLINE_MS": "60000"}

    async def crowd() -> list[httpx.Response]:
        async with httpx.AsyncClient(timeout=PATIENCE) as client:
            asking = [client.post(server.graphql, json=heavy(number)) for number in range(16)]
            crowded = asyncio.gather(*asking)
            await asyncio.sleep(0.2)
            for probe in ("/healthz", "/readyz", "/metrics"):
                assert (await client.get(server.address + probe)).status_code == 200
            return await crowded

    with serving(pair.snapshots, tmp_path / "log", **most) as server:
        responses = asyncio.run(crowd())
        statuses = Counter(response.status_code for response in responses)
        assert statuses.keys() == {200, 503}
        assert statuses[200] >= MOST_IN_FLIGHT
        for response in responses:
            if response.status_code == 503:
                assert response.json()["errors"][0]["extensions"] == {"code": "BUSY"}
                assert response.headers["retry-after"] == "1"
            else:
                assert "errors" not in response.json()
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}


def test_an_operation_over_its_deadline_is_told_so(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", REELGRAPH_DEADLINE_MS="30") as server:

        def asked() -> httpx.Response:
            return httpx.post(server.graphql, json=heavy(1), timeout=PATIENCE)

        response = asked()
        while response.status_code == 503:  # all of its time went by before it was begun
            assert codes(response) == {"BUSY"}
            response = asked()
        assert response.status_code == 200
        assert codes(response) == {"TIMEOUT"}
        assert "etag" not in response.headers
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}


def test_heavy_questions_of_one_client_make_nobody_else_wait_a_second(
    pair: Pair, tmp_path: Path
) -> None:
    async def both() -> list[tuple[float, httpx.Response]]:
        async with (
            httpx.AsyncClient(timeout=PATIENCE) as one,
            httpx.AsyncClient(timeout=PATIENCE) as other,
        ):
            await other.post(server.graphql, json={"query": "{ movie(id: 862) { title } }"})
            asking = [one.post(server.graphql, json=heavy(number)) for number in range(8)]
            crowd = asyncio.gather(*asking)
            taken = []
            for number in (862, 949, 8844, 10020, 862, 949):
                begin = time.monotonic()
                quick = {"query": f"{{ movie(id: {number}) {{ title }} }}"}
                response = await other.post(server.graphql, json=quick)
                taken.append((time.monotonic() - begin, response))
            assert not crowd.done()
            await crowd
            return taken

    with serving(pair.snapshots, tmp_path / "log") as server:
        found = asyncio.run(both())
        assert all("errors" not in response.json() for _, response in found)
        assert max(seconds for seconds, _ in found) < 1
