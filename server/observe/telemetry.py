"""Traces by OpenTelemetry, for those who ask for them; its own variables say where they go."""

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
SERVICE = "OTEL_SERVICE_NAME"


def check() -> None:
    """Make sure that the packages are there, which are an extra.

    Raises
    ------
    TelemetryMissing
        One of them is not.
    """
    for package in PACKAGES:
        try:
            found = find_spec(package)
        except ModuleNotFoundError:  # not even what it lies in
            found = None
        if found is None:
            raise TelemetryMissing(package)


def trace(app: FastAPI) -> Callable[[], None]:
    """Send a span for every request; what is returned sends those that are left."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.instrumentation.asgi import OpenTelemetryMiddleware
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    os.environ.setdefault(SERVICE, "reelgraph")
    provider = TracerProvider()
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    app.add_middleware(
        OpenTelemetryMiddleware, tracer_provider=provider, exclude_spans=["receive", "send"]
    )
    return provider.shutdown
