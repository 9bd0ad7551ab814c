"""Whether the packages for traces are installed."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec

import pytest

from server.errors import TelemetryMissing
from server.observe import telemetry


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> ModuleSpec | None:
        return None if "exporter" in name else importlib.util.find_spec("json")

    monkeypatch.setattr(telemetry, "find_spec", find)
    with pytest.raises(TelemetryMissing, match=r"opentelemetry\.exporter\.otlp\.proto\.http"):
        telemetry.check_installed()


def test_so_is_one_whose_parent_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str) -> ModuleSpec | None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(telemetry, "find_spec", find)
    with pytest.raises(TelemetryMissing, match=r"opentelemetry\.sdk is not installed"):
        telemetry.check_installed()
