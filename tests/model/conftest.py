"""Recommenders of films made at random."""

from __future__ import annotations

import pytest

from tests.model.films import World, random_films, world


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> list[World]:
    """A film alone, two, and larger catalogs; the last film of each has no features."""
    folder = tmp_path_factory.mktemp("worlds")
    counts = (1, 2, 12, 30, 40)
    return [world(folder / str(n), *random_films(n, seed)) for seed, n in enumerate(counts)]
