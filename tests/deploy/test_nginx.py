"""The nginx sample, in front of a real server."""

from __future__ import annotations

import hashlib
import json
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest

from tests.deploy.nginx import command, program, proxying, written
from tests.support.patience import HUNG, wait_for
from tests.support.servers import Server, free_port, post

pytestmark = pytest.mark.live
HEAT = {"movie": {"title": "Heat"}}
QUERY = "{ movie(id: 949) { title } }"
GRAPHQL = "application/graphql-response+json"


@pytest.fixture
def proxy(server: Server, tmp_path: Path) -> Iterator[httpx.Client]:
    """A client of an nginx that nobody has asked yet."""
    with (
        proxying(tmp_path, f"127.0.0.1:{server.port}") as address,
        httpx.Client(base_url=address, timeout=HUNG) as client,
    ):
        yield client


def ask(proxy: httpx.Client, query: str = QUERY, **headers: str) -> httpx.Response:
    """The answer to a GET."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return proxy.get("/graphql", params={"query": query}, headers=named)


def status(proxy: httpx.Client) -> int:
    """The status of the answer to a POST."""
    return proxy.post("/graphql", json={"query": QUERY}).status_code


def test_nginx_accepts_the_sample(tmp_path: Path) -> None:
    file = written(tmp_path, free_port(), "127.0.0.1:8000")
    done = subprocess.run(command(file, "-t"), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


def test_a_query_goes_through_by_post_and_is_not_kept(proxy: httpx.Client) -> None:
    for _ in range(2):
        response = proxy.post("/graphql", json={"query": QUERY})
        assert (response.status_code, response.json()["data"]) == (200, HEAT)
        assert response.headers.get("x-cache-status", "") != "HIT"


def test_the_second_get_comes_from_the_cache(proxy: httpx.Client) -> None:
    first, second = ask(proxy), ask(proxy)
    assert first.json()["data"] == second.json()["data"] == HEAT
    assert first.headers["x-cache-status"] == "MISS"
    assert second.headers["x-cache-status"] == "HIT"
    assert ask(proxy, "{ movie(id: 862) { title } }").headers["x-cache-status"] == "MISS"


def test_media_types_and_origins_are_kept_apart(proxy: httpx.Client) -> None:
    ask(proxy)
    other = ask(proxy, accept=GRAPHQL)
    assert other.headers["x-cache-status"] == "MISS"
    assert other.headers["content-type"].startswith(GRAPHQL)
    for _ in range(2):
        page = ask(proxy, origin="https://example.org")
        assert page.headers["access-control-allow-origin"] == "*"


def test_an_answer_that_the_client_has_is_not_sent_again(proxy: httpx.Client) -> None:
    etag = ask(proxy).headers["etag"]
    again = ask(proxy, if_none_match=etag)
    assert (again.status_code, again.content) == (304, b"")


def test_an_error_is_not_kept(proxy: httpx.Client) -> None:
    for _ in range(2):
        response = ask(proxy, "{ nothing }")
        assert "nothing" in response.text
        assert response.headers["x-cache-status"] != "HIT"


def test_a_persisted_query_is_kept_once_it_is_known(proxy: httpx.Client) -> None:
    query = "query Behind { movie(id: 949) { title } }"
    digest = hashlib.sha256(query.encode()).hexdigest()
    extensions = {"persistedQuery": {"version": 1, "sha256Hash": digest}}
    parameters = {"extensions": json.dumps(extensions)}
    assert "PersistedQueryNotFound" in proxy.get("/graphql", params=parameters).text
    proxy.post("/graphql", json={"query": query, "extensions": extensions})
    answers = [proxy.get("/graphql", params=parameters) for _ in range(2)]
    assert [answer.json()["data"] for answer in answers] == [HEAT, HEAT]
    assert answers[1].headers["x-cache-status"] == "HIT"


def test_beyond_the_burst_a_client_gets_429(proxy: httpx.Client) -> None:
    answers = [proxy.post("/graphql", json={"query": QUERY}) for _ in range(90)]
    served = [answer for answer in answers if answer.status_code == 200]
    limited = [answer for answer in answers if answer.status_code == 429]
    assert len(served) >= 41
    assert len(limited) >= 10
    assert len(served) + len(limited) == 90
    assert limited[0].headers["retry-after"] == "1"
    assert limited[0].json()["errors"][0]["extensions"]["code"] == "RATE_LIMITED"


def test_probes_are_not_counted(proxy: httpx.Client) -> None:
    for _ in range(60):
        assert proxy.get("/readyz").status_code == 200


def test_a_body_beyond_64_kb_gets_413(proxy: httpx.Client) -> None:
    response = proxy.post("/graphql", json={"query": QUERY + " " * 66_000})
    assert response.status_code == 413
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"


def test_large_headers_and_addresses_are_refused(proxy: httpx.Client) -> None:
    assert proxy.get("/graphql", headers={"x-filler": "x" * 20_000}).status_code == 431
    assert proxy.get("/graphql", params={"query": "x" * 9_000}).status_code == 414


def test_one_address_has_20_requests_at_the_same_time(proxy: httpx.Client) -> None:
    """A body that is not all there yet counts as a request."""
    begin = b"POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
    with ExitStack() as stack:
        port = proxy.base_url.port or 0
        for _ in range(20):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall(begin + b"Content-Length: 100\r\n\r\n{")
        wait_for(lambda: status(proxy) == 429)
    wait_for(lambda: status(proxy) == 200)


@pytest.mark.parametrize("part", ["the headers", "the body"])
def test_a_client_that_is_slow_is_let_go(server: Server, tmp_path: Path, part: str) -> None:
    """Here after one second in place of ten."""
    begin = b"POST /graphql HTTP/1.1\r\nHost: a\r\n"
    whole = begin + b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
    changes = [
        ("client_header_timeout 10s;", "client_header_timeout 1s;"),
        ("client_body_timeout   10s;", "client_body_timeout   1s;"),
    ]
    with proxying(tmp_path, f"127.0.0.1:{server.port}", *changes) as address:
        port = httpx.URL(address).port or 0
        with socket.create_connection(("127.0.0.1", port), timeout=HUNG) as connection:
            connection.sendall(begin if part == "the headers" else whole)
            told = connection.recv(4_096)
        assert told == b"" or told.startswith(b"HTTP/1.1 408")
        again = post(f"{address}/graphql", json={"query": QUERY})
        assert again.json()["data"] == HEAT


def test_a_request_id_is_made_or_passed_on_and_logged(proxy: httpx.Client, tmp_path: Path) -> None:
    made = ask(proxy).headers["x-request-id"]
    passed = ask(proxy, x_request_id="tests-0123.abc").headers["x-request-id"]
    forged = ask(proxy, x_request_id='"><script>').headers["x-request-id"]
    log = tmp_path / "access.log"
    wait_for(lambda: log.read_text().count("\n") == 3)  # a line is written after its answer
    logged = [json.loads(line) for line in log.read_text().splitlines()]
    assert len(made) == 32
    assert passed == "tests-0123.abc"
    assert len(forged) == 32
    assert [line["id"] for line in logged] == [made, passed, forged]


def test_a_server_that_is_away_is_told_in_json(tmp_path: Path) -> None:
    with proxying(tmp_path, f"127.0.0.1:{free_port()}") as address:
        response = post(f"{address}/graphql", json={"query": QUERY})
    assert response.status_code == 503
    assert response.headers["retry-after"] == "2"
    assert response.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


def test_answers_are_compressed_on_the_way_out(proxy: httpx.Client) -> None:
    query = "{ movies(first: 50) { nodes { title overview } } }"
    for _ in range(2):
        response = ask(proxy, query, accept_encoding="gzip")
        assert response.headers["content-encoding"] == "gzip"
        assert len(response.json()["data"]["movies"]["nodes"]) == 50
    assert "content-encoding" not in ask(proxy, query, accept_encoding="identity").headers


def test_nginx_names_no_version(proxy: httpx.Client) -> None:
    assert program()
    assert ask(proxy).headers["server"] == "nginx"
