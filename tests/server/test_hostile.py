"""Everything nasty that a client can send to a real server."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import pytest

from benchmarks.contest.random_agreement import strict_json
from tests.server.hostile import ANY, EITHER, HOSTILE, HUNG_UP, Hostile
from tests.server.hostile.answer import Answer, send
from tests.support.memory import resident
from tests.support.patience import HUNG
from tests.support.servers import PATIENT, Server, get, post, serving

pytestmark = pytest.mark.live
MAX_GROWTH = 200_000  # kB of resident memory
MAX_ERRORS = 5
NORMAL = {"query": "{ movie(id: 949) { title cast(first: 1) { person { name } } } }"}
TELLTALE = re.compile(
    r"""
    Traceback | File\ " | \.py\b | site-packages | /(usr|home|root|tmp|work)/  # where code lies
    | \b[A-Z]\w*[a-z](Error|Exception|Warning)\b | \bException\b  # Python's names
    | codec\ can't | Expecting\ (value|property|',') | has\ no\ attribute  # and its texts
    | NoneType | maximum\ recursion | Exceeds\ the\ limit | positional\ argument
    | <class\ ' | \ object\ at\ 0x
    """,
    re.VERBOSE,
)


class Aftermath(NamedTuple):
    """What the whole run left behind."""

    server: Server
    answers: list[Answer]
    before: int
    after: int


def _sent(client: httpx.Client, row: Hostile) -> Answer:
    """Send a row until the machine has time for it."""
    answer = send(client, row)
    while b'"BUSY"' in answer.body:
        answer = send(client, row)
    return answer


@pytest.fixture(scope="module")
def aftermath(
    sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Aftermath]:
    """Send every row to one server, one after the other."""
    with serving(
        sample_snapshots, tmp_path_factory.mktemp("hostile") / "log", **PATIENT
    ) as running:
        post(running.graphql, json=NORMAL).raise_for_status()
        before = resident(running.process.pid)
        with httpx.Client(base_url=running.address, timeout=HUNG) as client:
            answers = [_sent(client, row) for row in HOSTILE]
        yield Aftermath(running, answers, before, resident(running.process.pid))


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=[row.name for row in HOSTILE])
def test_the_server_survives(number: int, aftermath: Aftermath) -> None:
    row, answer = HOSTILE[number], aftermath.answers[number]
    assert not answer.failure or HUNG_UP in row.statuses
    assert answer.status in row.statuses, answer.text[:500]
    assert not TELLTALE.search(answer.text + answer.headers), answer.text[:500]
    if answer.status in {200, 400} and row.method in {"GET", "POST"}:
        _check(row, answer, strict_json(answer.body))


def _check(row: Hostile, answer: Answer, body: Any) -> None:
    """An answer in JSON has the errors that it should have."""
    errors = body.get("errors", [])
    assert len(errors) <= MAX_ERRORS
    codes = {error.get("extensions", {}).get("code") for error in errors}
    assert "INTERNAL" not in codes, answer.text[:500]
    if row.code == EITHER:
        return
    if row.code is None and answer.status == 200:
        assert "data" in body
        assert not errors
        return
    assert errors
    if row.code not in {None, ANY}:
        assert codes == {row.code}, answer.text[:500]
    assert row.text in " ".join(error["message"] for error in errors)


def test_there_are_rows_enough_and_each_has_a_name_of_its_own() -> None:
    names = [row.name for row in HOSTILE]
    assert len(names) > 250
    assert not {name for name in names if names.count(name) > 1}


def test_the_server_answers_as_ever_afterwards(aftermath: Aftermath) -> None:
    response = post(aftermath.server.graphql, json=NORMAL)
    found = {"title": "Heat", "cast": [{"person": {"name": "Al Pacino"}}]}
    assert (response.status_code, response.json()["data"]) == (200, {"movie": found})
    assert get(f"{aftermath.server.address}/readyz").status_code == 200


def test_the_server_has_hardly_grown(aftermath: Aftermath) -> None:
    assert aftermath.after - aftermath.before < MAX_GROWTH


def test_nothing_unexpected_is_in_the_log(aftermath: Aftermath) -> None:
    log = aftermath.server.log
    assert "Traceback" not in log, log[-2_000:]


@pytest.mark.parametrize(
    "bytes_sent",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET /graphql HTTP/9.9\r\n\r\n",
        b"GET /graphql\r\n\r\n",
        b"\r\n" * 1_000,
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n{",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{   }",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{",
        b"POST /graphql HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        b"Content-Length: 3\r\n\r\n0\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\nHost: a\r\nBad\x00Name: 1\r\n\r\n",
        b"GET /graphql HTTP/1.1\r\n" + b"A: b\r\n" * 5_000 + b"\r\n",
    ],
    ids=[
        "TLS to a port without it",
        "a version of HTTP that does not exist",
        "HTTP of 1991",
        "a thousand empty lines",
        "a negative length",
        "a length that is not a number",
        "a length beyond any memory",
        "two lengths",
        "a chunk whose length is not a number",
        "a length beside chunks",
        "a header's name with a null byte",
        "5,000 headers",
    ],
)
def test_the_server_survives_bytes_that_are_hardly_http(
    bytes_sent: bytes, aftermath: Aftermath
) -> None:
    with socket.create_connection(("127.0.0.1", aftermath.server.port), timeout=HUNG) as connection:
        connection.sendall(bytes_sent)
        connection.settimeout(2)
        try:
            received = connection.recv(65_536).decode(errors="replace")
        except (TimeoutError, ConnectionError):
            received = ""  # it waits for more, or hung up
    assert not received or received.split(" ")[1][0] in "24", received
    assert not TELLTALE.search(received), received
    assert post(aftermath.server.graphql, json=NORMAL).status_code == 200


def test_clients_that_hang_up_in_the_middle_do_no_harm(aftermath: Aftermath) -> None:
    head = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    for _ in range(50):
        with socket.create_connection(("127.0.0.1", aftermath.server.port)) as connection:
            connection.sendall(head + b"Content-Length: 1000\r\n\r\n" + b"{" * 10)
    assert post(aftermath.server.graphql, json=NORMAL).status_code == 200
    assert "Traceback" not in aftermath.server.log


@pytest.mark.parametrize("protocol", ["websocket", "h2c", "anything"])
@pytest.mark.parametrize("path", ["/graphql", "/healthz"])
def test_what_follows_a_wish_for_another_protocol_is_not_taken_for_a_request(
    protocol: str, path: str, aftermath: Aftermath
) -> None:
    """A proxy has seen one request; a second answer would go to somebody else."""
    smuggled = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    head = (
        f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
        f"Upgrade: {protocol}\r\nConnection: Upgrade\r\nContent-Length: {len(smuggled)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", aftermath.server.port), timeout=HUNG) as connection:
        connection.sendall(head.encode())
        received = connection.recv(65_536)
        with suppress(ConnectionError):
            connection.sendall(smuggled)
            while more := connection.recv(65_536):
                received += more
    assert received.count(b"HTTP/1.1 ") == 1, received
    assert b"connection: close" in received
    assert b"alive" not in received
