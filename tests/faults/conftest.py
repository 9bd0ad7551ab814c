"""Two snapshots that can be told apart by every number in them."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from build import build
from catalog.storage import store
from tests.support.snapshots import SAMPLE, copy_of, part_of_sample

MOVIES = 200
"""Of the smaller one."""


class Pair(NamedTuple):
    """A folder with two snapshots, `one` of which is the current one."""

    snapshots: Path
    one: str
    other: str

    def swap(self) -> str:
        """Make the one that is not current the current one; gives its name."""
        current = store.current(self.snapshots).name
        name = self.other if current == self.one else self.one
        store.point(self.snapshots, name)
        return name


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """Both snapshots as they were built; tests work on copies."""
    folder = tmp_path_factory.mktemp("faults")
    part = build(part_of_sample(folder / "part", MOVIES), folder / "snapshots")
    whole = build(SAMPLE, folder / "snapshots")
    return Pair(folder / "snapshots", whole.fingerprint, part.fingerprint)


@pytest.fixture
def pair(built: Pair, tmp_path: Path) -> Pair:
    """Both snapshots, to be changed at will."""
    folder = copy_of(built.snapshots, (built.one, built.other), tmp_path / "pair")
    return Pair(folder, built.one, built.other)
