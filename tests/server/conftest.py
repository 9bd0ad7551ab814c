"""Apps over the sample, without GraphiQL's files, that are never too slow on a busy machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from server.app import create_app
from settings import Settings
from tests.support.patience import HUNG


def _app(snapshots: Path, **settings: Any) -> FastAPI:
    patient = {"deadline_ms": 1_000 * HUNG, "slow_ms": 1_000 * HUNG}
    folder = snapshots / "none"
    return create_app(Settings(snapshots=snapshots, graphiql=folder, **{**patient, **settings}))


@pytest.fixture
def make_app(sample_snapshots: Path) -> Callable[..., FastAPI]:
    """Make an app with these settings."""
    return partial(_app, sample_snapshots)


@pytest.fixture
def app(make_app: Callable[..., FastAPI]) -> FastAPI:
    """An app that has not been sent any request."""
    return make_app()


@pytest.fixture(scope="session")
def shared_app(sample_snapshots: Path) -> FastAPI:
    """An app that all tests share which do not mind what its caches hold."""
    return _app(sample_snapshots)
