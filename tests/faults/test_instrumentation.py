"""Metrics and logs of real servers, with several workers, too."""

from __future__ import annotations

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from prometheus_client.parser import text_string_to_metric_families

from catalog.storage.manifest import MANIFEST
from tests.faults.conftest import Pair
from tests.support.patience import wait_for
from tests.support.servers import PATIENT, Server, get, post, serving

WORKERS = 3
REQUESTS = 300
SAVED = "reelgraph-metrics-*/*.json"


def scraped(server: Server) -> dict[str, dict[str, float]]:
    """The samples that a worker gives, by name and then by label; a new connection each time."""
    response = get(f"{server.address}/metrics")
    assert response.status_code == 200
    found: dict[str, dict[str, float]] = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = " ".join(sample.labels.values())
            found.setdefault(sample.name, {})[labels] = sample.value
    return found


def test_the_metrics_of_several_workers_add_up_on_each_of_them(pair: Pair, tmp_path: Path) -> None:
    with serving(pair.snapshots, tmp_path / "log", "--workers", str(WORKERS), **PATIENT) as server:

        def send(number: int) -> str:
            body = {"query": f"query Number{number % 2} {{ movie(id: 949) {{ title }} }}"}
            response = post(server.graphql, json=body)
            assert response.status_code == 200
            return response.headers["x-request-id"].partition("-")[0]

        with ThreadPoolExecutor(8) as pool:
            workers = set(pool.map(send, range(REQUESTS)))
            assert post(server.graphql, content=b"{").status_code == 415
            assert len(workers) > 1

            def all_counted() -> bool:
                found = list(pool.map(lambda _: scraped(server), range(8)))
                return all(
                    each["reelgraph_responses_total"] == {"200": REQUESTS, "415": 1}
                    and each["reelgraph_rejections_total"] == {"UNSUPPORTED_MEDIA_TYPE": 1}
                    and sum(each["reelgraph_executions_total"].values()) == REQUESTS
                    and each["reelgraph_request_seconds_count"]["Number0"] == REQUESTS / 2
                    for each in found
                )

            wait_for(all_counted)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_server_that_ends_leaves_no_metrics_behind(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    options = ("--workers", str(workers))
    folder = tmp_path / "temporary"
    folder.mkdir()
    with serving(
        pair.snapshots, tmp_path / "log", *options, TMPDIR=str(folder), **PATIENT
    ) as server:
        wait_for(lambda: len(list(folder.glob(SAVED))) == workers)
        server.stop()
    assert list(folder.iterdir()) == []


def forge(folder: Path) -> None:
    """Give movies a collection that does not exist, with the checksum that the manifest needs."""
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
    def logged() -> list[dict[str, Any]]:
        lines = server.log.splitlines()
        return [json.loads(line) for line in lines if "GraphiQL: " not in line]

    forge(pair.snapshots / pair.one)
    body = {"query": "{ movie(id: 949) { title collection { name } } }"}
    with serving(
        pair.snapshots, tmp_path / "log", REELGRAPH_LOG_FORMAT="json", **PATIENT
    ) as server:
        headers = {"x-request-id": "odd-7"}
        response = post(server.graphql, json=body, headers=headers)
        assert response.status_code == 200
        (error,) = response.json()["errors"]
        assert error["message"] == "Internal error"
        assert error["extensions"] == {"code": "INTERNAL"}
        lines = [line for line in logged() if line.get("request_id") == "odd-7"]
        assert any("IndexError" in line.get("exception", "") for line in lines), lines
        wait_for(server.ready)
