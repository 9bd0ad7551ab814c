"""Traces, as they arrive at whoever collects them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from settings import ROOT
from tests.faults.conftest import Pair
from tests.support.command_line import error_line
from tests.support.patience import HUNG
from tests.support.queries import HEAT
from tests.support.servers import post, serving

TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"
WITHOUT = """
import importlib.util, sys
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if "opentelemetry" in name else find(name)
sys.argv = ["main.py", "serve", "--snapshots", sys.argv[1]]
import main
main.main()
"""


class Collector(HTTPServer):
    """Keeps the requests that it receives."""

    def __init__(self) -> None:
        self.received: list[ExportTraceServiceRequest] = []
        super().__init__(("127.0.0.1", 0), Handler)

    def spans(self) -> list[tuple[str, Span]]:
        """Each span with the name of the service that it is of."""
        return [
            (attribute.value.string_value, span)
            for request in self.received
            for resource in request.resource_spans
            for attribute in resource.resource.attributes
            if attribute.key == "service.name"
            for scope in resource.scope_spans
            for span in scope.spans
        ]


class Handler(BaseHTTPRequestHandler):
    """One request to a collector."""

    server: Collector

    def do_POST(self) -> None:
        """Take spans."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.received.append(ExportTraceServiceRequest.FromString(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector that listens."""
    with Collector() as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        try:
            yield collector
        finally:
            collector.shutdown()
            thread.join()


@pytest.mark.parametrize("workers", [1, 2])
def test_every_request_is_a_span_of_the_trace_that_it_came_with(
    workers: int, pair: Pair, tmp_path: Path
) -> None:
    with collecting() as collector:
        environment = {
            "REELGRAPH_TELEMETRY": "true",
            "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
            "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
        }
        options = ("--workers", str(workers))
        with serving(pair.snapshots, tmp_path / "log", *options, **environment) as server:
            for _ in range(3):  # the second and the third are answered at once
                headers = {"traceparent": PARENT}
                response = post(server.graphql, json=HEAT, headers=headers)
                assert response.json()["data"] == {"movie": {"title": "Heat"}}
            server.stop()
        found = [pair for pair in collector.spans() if pair[1].trace_id.hex() == TRACE]
        assert [(service, span.name) for service, span in found] == [
            ("reelgraph", "POST /graphql")
        ] * 3
        assert all(span.end_time_unix_nano > span.start_time_unix_nano for _, span in found)
        assert "Traceback" not in server.log


def test_a_collector_that_is_away_harms_nobody(pair: Pair, tmp_path: Path) -> None:
    away = {"REELGRAPH_TELEMETRY": "true", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}
    with serving(pair.snapshots, tmp_path / "log", **away) as server:
        response = post(server.graphql, json=HEAT)
        assert response.json()["data"] == {"movie": {"title": "Heat"}}
        server.stop()


def test_without_its_packages_the_option_is_one_line(pair: Pair) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, str(pair.snapshots)],
        cwd=ROOT,
        env={"REELGRAPH_TELEMETRY": "true"},
        capture_output=True,
        text=True,
        timeout=HUNG,
        check=False,
    )
    line = error_line(done)
    assert "opentelemetry.sdk is not installed" in line
    assert "`make telemetry`" in line
