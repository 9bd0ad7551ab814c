"""What the numbers and the logs of a server say, with several workers, too."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from prometheus_client.parser import text_string_to_metric_families

from catalog.storage.manifest import MANIFEST
from server.observe.metrics import MAX_OPERATION_NAMES, OTHERS
from tests.faults.conftest import Pair
from tests.faults.ground import HEAT, PATIENCE, Server, ask, serving, until

WORKERS = 3
REQUESTS = 300
NAMES = 500
SAVED = "reelgraph-metrics-*/*.json"
COUNTED_WITHIN = 20  # seconds


def scraped(server: Server) -> dict[str, dict[str, float]]:
    """The samples that a worker gives, by name and then by label; a new connection each time."""
    response = httpx.get(f"{server.address}/metrics", timeout=PATIENCE)
    assert response.status_code == 200
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = " ".join(sample.labels.values())
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def logged(server: Server) -> list[dict[str, Any]]:
    """The lines of a log in JSON, without the one that says where the server is."""
    lines = server.log.splitlines()
    return [json.loads(line) for line in lines if "GraphiQL: " not in line]


def test_the_numbers_of_several_workers_add_up_on_each_of_them(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", str(WORKERS)) as server:

        def send(number: int) -> str:
            body = {"query": f"query Number{number % 2} {{ movie(id: 949) {{ title }} }}"}
            response = httpx.post(server.graphql, json=body, timeout=PATIENCE)
            assert response.status_code == 200
            return response.headers["x-request-id"].partition("-")[0]

        with ThreadPoolExecutor(8) as pool:
            answered = set(pool.map(send, range(REQUESTS)))
            assert httpx.post(server.graphql, content=b"{").status_code == 415
            assert len(answered) == WORKERS

            def counted() -> bool:
                found = list(pool.map(lambda _: scraped(server), range(8)))
                return all(
                    each["reelgraph_responses_total"] == {"200": REQUESTS, "415": 1}
                    and each["reelgraph_rejections_total"] == {"UNSUPPORTED_MEDIA_TYPE": 1}
                    and sum(each["reelgraph_executions_total"].values()) == REQUESTS
                    and each["reelgraph_request_seconds_count"]["Number0"] == REQUESTS / 2
                    for each in found
                )

            assert until(counted, COUNTED_WITHIN), scraped(server)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_server_that_ends_leaves_no_numbers_behind(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    options = ("--workers", str(workers))
    folder = tmp_path / "temporary"
    folder.mkdir()
    with serving(pair.snapshots, tmp_path / "log", *options, TMPDIR=str(folder)) as server:
        assert until(lambda: len(list(folder.glob(SAVED))) == workers)
        server.process.terminate()
        server.ended(PATIENCE)
    assert list(folder.iterdir()) == []


def test_numbers_that_cannot_be_saved_are_told_all_the_same(pair: Pair, tmp_path: Path) -> None:
    """Of the worker that is asked; the disk for temporary files may be full."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    with serving(pair.snapshots, tmp_path / "log", TMPDIR=str(folder)) as server:
        assert until(lambda: list(folder.glob(SAVED)))
        shutil.rmtree(folder)
        assert until(lambda: "metrics were not saved" in server.log)
        assert ask(server, HEAT["query"])["data"]
        assert scraped(server)["reelgraph_responses_total"] == {"200": 1}
        folder.mkdir()
        assert not until(lambda: server.log.count("metrics were not saved") > 1, 2.5)
        assert until(lambda: list(folder.glob(SAVED)))
        assert server.log.count("metrics were not saved") == 1


def test_many_scrapes_at_once_stop_nothing(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log") as server, httpx.Client() as client:

        def scrape(_: int) -> int:
            return client.get(f"{server.address}/metrics", timeout=PATIENCE).status_code

        with ThreadPoolExecutor(16) as pool:
            assert set(pool.map(scrape, range(300))) == {200}
        assert "Traceback" not in server.log


def test_operation_names_are_bounded(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log") as server, httpx.Client() as client:
        for number in range(NAMES):
            body = {"query": f"query Name{number} {{ __typename }}"}
            assert client.post(server.graphql, json=body).status_code == 200
        counts = scraped(server)["reelgraph_request_seconds_count"]
        assert len(counts) <= MAX_OPERATION_NAMES + 1
        assert counts[OTHERS] >= NAMES - MAX_OPERATION_NAMES
        assert sum(counts.values()) == NAMES


@pytest.mark.parametrize("given", ["abc-123", "01J9/x:y=z+1.2_3", "a" * 100])
def test_a_request_id_that_is_given_comes_back(
    given: str, quiet: Server, client: httpx.Client
) -> None:
    response = client.post(quiet.graphql, json=HEAT, headers={"x-request-id": given})
    assert response.headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a b", "<script>", '"', "a" * 101, "é", "a\tb", "{}"])
def test_a_strange_request_id_is_replaced(given: str, quiet: Server, client: httpx.Client) -> None:
    strange = [(b"x-request-id", given.encode())]
    response = client.post(quiet.graphql, json=HEAT, headers=strange)
    assert re.fullmatch(r"[0-9a-f]{12}-[0-9a-f]+", response.headers["x-request-id"])


@pytest.fixture(scope="module")
def quiet(built: Pair, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A server that logs every operation as slow, in JSON."""
    log = tmp_path_factory.mktemp("quiet") / "log"
    noted = {"REELGRAPH_SLOW_MS": "0", "REELGRAPH_LOG_FORMAT": "json"}
    with serving(built.snapshots, log, **noted) as server:
        yield server


@pytest.fixture(scope="module")
def client() -> Any:
    """A client whose connection lasts."""
    with httpx.Client(timeout=PATIENCE) as client:
        yield client


def test_a_slow_operation_is_logged_with_its_hash_and_the_request_id(
    quiet: Server, client: httpx.Client
) -> None:
    query = "query Slow { movies(first: 1) { totalCount } }"
    response = client.post(quiet.graphql, json={"query": query}, headers={"x-request-id": "slow-1"})
    assert response.status_code == 200
    (line,) = [line for line in logged(quiet) if line.get("operation") == "Slow"]
    assert line["event"] == "query was slow"
    assert line["level"] == "warning"
    assert line["request_id"] == "slow-1"
    assert line["cost"] == response.json()["extensions"]["cost"]["requested"]
    assert line["document"] == hashlib.sha256(query.encode()).hexdigest()[:16]
    assert line["milliseconds"] >= 0


def forge(folder: Path) -> None:
    """Let films belong to a collection that there is none of, by the manifest's leave."""
    file = folder / "movies.collection.values.npy"
    values = np.load(file)
    values[:] = 1_000_000
    np.save(file, values)
    manifest = json.loads((folder / MANIFEST).read_text())
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    manifest["files"][file.name] = [file.stat().st_size, checksum]
    (folder / MANIFEST).write_text(json.dumps(manifest))


def test_an_unexpected_error_is_masked_and_logged_as_json_with_the_request_id(
    pair: Pair, tmp_path: Path
) -> None:
    forge(pair.snapshots / pair.one)
    body = {"query": "{ movie(id: 949) { title collection { name } } }"}
    with serving(pair.snapshots, tmp_path / "log", REELGRAPH_LOG_FORMAT="json") as server:
        response = httpx.post(server.graphql, json=body, headers={"x-request-id": "odd-7"})
        assert response.status_code == 200
        (error,) = response.json()["errors"]
        assert error["message"] == "Internal error"
        assert error["extensions"] == {"code": "INTERNAL"}
        lines = [line for line in logged(server) if line.get("request_id") == "odd-7"]
        assert lines
        assert any("IndexError" in line.get("exception", "") for line in lines)
        assert server.ready()
