"""A small catalog with ratings, as resolvers see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from build import build
from catalog.storage.snapshot import Snapshot
from model.evaluation.evaluate import evaluate
from resolvers.context import Context
from server.loaded_snapshot import context_of
from tests.support.rated_catalog import source, users


@pytest.fixture(scope="session")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """The catalog with ratings and tags, evaluated."""
    folder: Path = tmp_path_factory.mktemp("rated")
    opened = Snapshot.open(build(source(folder / "raw", tags=True), folder / "snapshots").folder)
    evaluate(opened, users(folder / "users.csv"))
    return context_of(opened)
