"""Traces by OpenTelemetry, where they are switched on; variables of its own say where they go."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec

from fastapi import FastAPI

from server.errors import TelemetryMissing

PACKAGES = (
    "opentelemetry.sdk",
    "opentelemetry.instrumentation.asgi",
    "opentelemetry.exporter.otlp.proto.http",
)
"""They come with the extra `telemetry`."""
SERVICE_NAME = "OTEL_SERVICE_NAME"


def check_installed() -> None:
    """Make sure that all `PACKAGES` can be imported.

    Raises
    ------
    TelemetryMissing
        One of them is not installed.
    """
    for package in PACKAGES:
        try:
            found = find_spec(package)
        except ModuleNotFoundError:  # not even its parent is there
            found = None
        if found is None:
            raise TelemetryMissing(package)


def trace(app: FastAPI) -> Callable[[], None]:
    """Trace each request of an app as a span.

    Returns
    -------
    Sends the spans that are left, and ends the sending; to be called when the app stops.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    os.environ.setdefault(SERVICE_NAME, "reelgraph")
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    app.add_middleware(
        OpenTelemetryMiddleware, tracer_provider=provider, exclude_spans=["receive", "send"]
    )
    return provider.shutdown
