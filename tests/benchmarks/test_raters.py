"""The curve of quality by the number of users."""

from __future__ import annotations

from pathlib import Path

from benchmarks.raters import curve
from benchmarks.tags import with_tags
from build import build
from catalog.catalog import Catalog
from catalog.enums import Signal
from catalog.storage.snapshot import Snapshot
from model.knn import ReferenceNeighbors
from tests.support.rated_catalog import source


def rated(folder: Path) -> Catalog:
    return Catalog(Snapshot.open(build(source(folder / "raw"), folder / "snapshots").folder))


def test_each_number_of_users_has_its_figures(tmp_path: Path) -> None:
    found = list(curve(rated(tmp_path), [2, 4], held_out=12))
    assert [point["users"] for point in found] == [2, 4]
    assert found[0]["ratings"] < found[1]["ratings"]
    for point in found:
        assert set(point["ipw"]) == {"audience alone", "taste", "blend"}
        assert all(0 <= ipw <= 1 for ipw in point["ipw"].values())


def test_a_catalog_with_made_tags_has_rows_of_tag(tmp_path: Path) -> None:
    tagged = with_tags(rated(tmp_path))
    model = ReferenceNeighbors().fit(tagged)
    assert not model.lacks(Signal.TAG).all()
    assert Signal.TAG in model.weights_
