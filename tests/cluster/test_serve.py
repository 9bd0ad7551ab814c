"""The app on Ray Serve, on several hosts, under load: the same answers, and no request lost."""

from __future__ import annotations

import asyncio
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from cluster.bucket import Bucket
from settings import ROOT
from tests.cluster.conftest import BUCKET, s3_server
from tests.cluster.hosts import Cluster
from tests.faults.conftest import Pair
from tests.support.patience import HUNG, wait_for
from tests.support.servers import free_port, is_ready, serving

MANIFEST = ROOT / "deploy" / "ray.yaml"
CLIENTS = 8
PAUSE = 0.05  # seconds between an answer and the next question
QUERY = "query Title($id: ID!) { movie(id: $id) { title } catalog { dataset { fingerprint } } }"
HEAT = 949
ITS_OWN = {"date", "server", "x-request-id", "connection", "transfer-encoding"}
"""Headers of whoever speaks HTTP, not of the app."""


class Service:
    """The app, deployed; `addresses` are those of the proxies, one on each host that has one."""

    def __init__(self, cluster: Cluster, bucket: Bucket, port: int) -> None:
        self.cluster, self.bucket = cluster, bucket
        hosts = dict.fromkeys(host.address for host in (cluster.head, *cluster.nodes))
        self.addresses = [f"http://{host}:{port}" for host in hosts]

    @property
    def ready(self) -> bool:
        """Whether every proxy has a replica that answers."""
        return all(map(is_ready, self.addresses))


@pytest.fixture(scope="module")
def service(
    running: Cluster, built: Pair, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """What the manifest deploys, with two replicas and a bucket of this machine."""
    folder = tmp_path_factory.mktemp("service")
    running.mend()
    with s3_server(running.gateway, folder) as variables, pytest.MonkeyPatch.context() as patch:
        for name, value in variables.items():
            patch.setenv(name, value)
        bucket = Bucket(f"s3://{BUCKET}/served")
        bucket.push(built.snapshots / built.one)
        config = yaml.safe_load(yaml.safe_load(MANIFEST.read_text())["spec"]["serveConfigV2"])
        port = config["http_options"]["port"] = free_port()
        if running.head.namespace is None:
            config["proxy_location"] = "HeadOnly"  # since all nodes have the same ports
        (app,) = config["applications"]
        app["args"]["snapshots"] = bucket.address
        app["runtime_env"]["env_vars"] |= {**variables, "REELGRAPH_CACHE": str(folder / "cache")}
        app["deployments"][0]["autoscaling_config"]["max_replicas"] = 2
        (folder / "serve.yaml").write_text(yaml.safe_dump(config))
        command = (Path(sys.executable).with_name("serve"), "run", "--address", running.address)
        running.head.run(*command, folder / "serve.yaml", log="serve")
        made = Service(running, bucket, port)
        wait_for(lambda: made.ready, 0.5)
        yield made


class Load:
    """Clients that ask again and again, each time at the next address; some retry once."""

    def __init__(self, service: Service, retries: int) -> None:
        self.addresses, self.retries = service.addresses, retries
        self.answers: Counter[str] = Counter()
        self.retried = 0
        self.lost: list[str] = []
        self.over = False

    async def client(self, number: int) -> None:
        """Ask until it is over."""
        places = itertools.cycle(self.addresses[number % 2 :] + self.addresses[: number % 2])
        async with httpx.AsyncClient(timeout=HUNG) as client:
            while not self.over:
                await asyncio.sleep(PAUSE)
                failures = []
                for _ in range(self.retries + 1):
                    try:
                        self.answers[await self.ask(client, next(places))] += 1
                        break
                    except (httpx.HTTPError, LookupError, TypeError, ValueError) as error:
                        failures.append(repr(error))
                self.retried += len(failures) == 1
                if len(failures) > self.retries:
                    self.lost.append("; ".join(failures))

    async def ask(self, client: httpx.AsyncClient, address: str) -> str:
        """Ask for a film; gives the fingerprint of the snapshot that answered."""
        asked = {"query": QUERY, "variables": {"id": HEAT}}
        response = await client.post(f"{address}/graphql", json=asked)
        response.raise_for_status()
        data = response.json()["data"]
        if data["movie"]["title"] != "Heat":
            raise ValueError(response.text)
        return str(data["catalog"]["dataset"]["fingerprint"])

    async def answered(self, times: int = 100) -> None:
        """Wait until so many more requests were answered."""
        wanted = self.answers.total() + times
        async with asyncio.timeout(HUNG):
            while self.answers.total() < wanted:
                await asyncio.sleep(PAUSE)

    async def only(self, fingerprint: str) -> None:
        """Wait until no other snapshot answers any more."""
        async with asyncio.timeout(HUNG):
            while True:
                before = self.answers.copy()
                await self.answered()
                if (self.answers - before).keys() == {fingerprint}:
                    return


async def under_load(load: Load, happening: Any) -> None:
    """Let something happen while clients ask."""
    clients = [asyncio.create_task(load.client(number)) for number in range(CLIENTS)]
    try:
        await load.answered()
        await happening()
    finally:
        load.over = True
        await asyncio.gather(*clients)


ASKED: dict[str, dict[str, Any]] = {
    "a query": {"json": {"query": QUERY, "variables": {"id": HEAT}}},
    "a list": {
        "json": {"query": "{ movies(first: 30) { totalCount nodes { title genres { name } } } }"}
    },
    "similar films": {"json": {"query": '{ similarMovies(title: "Heat") { results { score } } }'}},
    "introspection": {"json": {"query": "{ __schema { types { name } } }"}},
    "no field": {"json": {"query": "{ nothing }"}},
    "a value out of bounds": {"json": {"query": "{ movies(first: 1000) { totalCount } }"}},
    "no JSON": {"content": b"{", "headers": {"content-type": "application/json"}},
    "another type": {"content": b"x", "headers": {"content-type": "text/plain"}},
    "too large": {"json": {"query": "x" * 100_000}},
}


def shown(response: httpx.Response) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in response.headers.items() if name not in ITS_OWN}
    return response.status_code, headers, response.content


def test_answers_are_those_of_a_plain_server(service: Service, built: Pair, tmp_path: Path) -> None:
    with serving(built.snapshots, tmp_path / "log") as plain, httpx.Client(timeout=60) as client:
        for name, asked in ASKED.items():
            pair = [
                shown(client.post(f"{address}/graphql", **asked))
                for address in (plain.address, service.addresses[-1])
            ]
            assert pair[0] == pair[1], name
        for path in ("/graphql?query={__typename}", "/schema.graphql", "/healthz", "/nowhere"):
            pair = [
                shown(client.get(address + path))
                for address in (plain.address, service.addresses[-1])
            ]
            assert pair[0] == pair[1], path


def test_a_new_snapshot_is_taken_and_no_request_fails(service: Service, built: Pair) -> None:
    load = Load(service, retries=0)

    async def send() -> None:
        for name in (built.other, built.one):
            await asyncio.to_thread(service.bucket.push, built.snapshots / name)
            await load.only(name)

    asyncio.run(under_load(load, send))
    assert load.lost == []
    assert load.answers.keys() == {built.one, built.other}


def test_a_node_dies_under_load_and_who_retries_once_sees_no_failure(service: Service) -> None:
    load = Load(service, retries=1)
    host = service.cluster.nodes[0]

    async def kill() -> None:
        await asyncio.to_thread(host.kill)
        await load.answered(500)

    asyncio.run(under_load(load, kill))
    assert load.lost == []
    assert load.retried > 0
    service.cluster.mend()
    wait_for(lambda: service.ready, 0.5)
