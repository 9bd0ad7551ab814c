"""Snapshots that several tests read: the bundled sample, and the real data where it is."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from build import build
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from resolvers.context import Context
from server.loaded_snapshot import context_of
from settings import ROOT
from tests.support import tiers
from tests.support.random_catalogs import Small, small
from tests.support.shared import made_once

REAL_DATA = Path(os.environ.get("REELGRAPH_DATA", ROOT.parent / "shared" / "data"))
hypothesis.settings.register_profile("quick", deadline=None, max_examples=25)
hypothesis.settings.register_profile("full", deadline=None, max_examples=100)
hypothesis.settings.load_profile("quick")  # `make test-full` names the other one
GUARD = tiers.Guard()


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not import tests that the run leaves out anyway."""
    return tiers.is_left_out(collection_path, config.option.markexpr) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in folders of live tests and of the real data."""
    tiers.mark(items)


def pytest_collection_finish() -> None:
    """Leave out of each collection of garbage what lives as long as the run."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Hold a test to what its run may do, its fixtures included."""
    with GUARD.watching(item):
        return (yield)


@pytest.fixture(scope="session")
def sample_snapshots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots that holds the sample."""
    return made_once(
        tmp_path_factory, "sample", lambda folder: build(ROOT / "data" / "sample", folder)
    )


@pytest.fixture(scope="session")
def sample(sample_snapshots: Path) -> Context:
    """The sample, as resolvers see it."""
    return _context(sample_snapshots)


@pytest.fixture(scope="session")
def smalls(tmp_path_factory: pytest.TempPathFactory) -> list[Small]:
    """Catalogs of some films made at random, one of them of a single film."""
    folder = tmp_path_factory.mktemp("smalls")
    return [small(folder / str(seed), seed, count) for seed, count in enumerate((1, 5, 15, 25))]


def _real(name: str) -> Path:
    source = REAL_DATA / name
    if not source.exists():
        pytest.skip(f"{source} is not there; REELGRAPH_DATA names the folder of the real data")
    return source


@pytest.fixture(scope="session")
def real_source() -> Path:
    """The zip of The Movies Dataset."""
    return _real("the-movies-dataset.zip")


@pytest.fixture(scope="session")
def real_snapshots(real_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots that holds The Movies Dataset."""
    snapshots = tmp_path_factory.mktemp("real")
    build(real_source, snapshots)
    return snapshots


@pytest.fixture(scope="session")
def real_snapshot(real_snapshots: Path) -> Snapshot:
    """The snapshot of The Movies Dataset."""
    return Snapshot.open(store.current(real_snapshots))


@pytest.fixture(scope="session")
def real(real_snapshots: Path) -> Context:
    """The Movies Dataset, as resolvers see it."""
    return _context(real_snapshots)


@pytest.fixture(scope="session")
def tmdb_5000(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """TMDB 5000, as resolvers see it."""
    snapshots = tmp_path_factory.mktemp("tmdb-5000")
    build(_real("tmdb-5000.zip"), snapshots)
    return _context(snapshots)


def _context(snapshots: Path) -> Context:
    opened = Snapshot.open(store.current(snapshots))
    return context_of(opened)
