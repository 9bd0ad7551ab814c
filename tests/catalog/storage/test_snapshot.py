"""A snapshot: what was written is read, and what is missing or damaged is named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from catalog.errors import SnapshotCorrupt
from catalog.storage import store
from catalog.storage.snapshot import Draft, Snapshot
from tests.catalog.storage.pets import Pets, write


def test_what_was_written_is_read(tmp_path: Path) -> None:
    folder = write(tmp_path)
    opened = Snapshot.open(folder)
    opened.verify()
    pets = opened.table(Pets)
    assert opened.array("numbers").tolist() == [0, 1, 2, 3, 4]
    assert [(pets.name[row], pets.legs[row]) for row in range(len(pets))] == [
        ("Ida", 4),
        ("Žofie", None),
    ]
    assert opened.json("story") == {"título": "Ñandú"}
    assert opened.manifest is not None
    assert (opened.manifest.fingerprint, opened.manifest.source) == ("cafe", "a test")
    assert (folder.name, folder) == ("cafe", store.current(tmp_path))


def test_arrays_and_tables_may_be_empty(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.write_array("numbers", np.array([], dtype=np.int32))
    draft.write_table(Pets.of({"name": [], "legs": []}))
    assert draft.array("numbers").tolist() == []
    assert len(draft.table(Pets)) == 0


def test_arrays_written_together_are_read_together(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.write_arrays("pair", {"a": np.array([1]), "b.c": np.array([2])})
    draft.write_arrays("pairs", {"d": np.array([3])})
    found = {name: values.tolist() for name, values in draft.arrays("pair").items()}
    assert found == {"a": [1], "b.c": [2]}


def test_a_draft_can_be_read_as_it_grows(tmp_path: Path) -> None:
    with store.draft(tmp_path) as draft:
        draft.write_array("numbers", np.array([1]))
        assert draft.array("numbers").tolist() == [1]
        assert draft.manifest is None


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-1])


def lengthen(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b"\0")


@pytest.mark.parametrize("damage", [cut, lengthen, Path.unlink])
@pytest.mark.parametrize("name", ["numbers.npy", "pets.name.json.npy", "story.json"])
def test_a_file_of_another_length_is_found_on_opening(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    folder = write(tmp_path)
    damage(folder / name)
    with pytest.raises(SnapshotCorrupt, match=name):
        Snapshot.open(folder)


@pytest.mark.parametrize("name", ["numbers.npy", "story.json"])
def test_any_flipped_bit_is_found_by_its_checksum(tmp_path: Path, name: str) -> None:
    folder = write(tmp_path)
    content = (folder / name).read_bytes()
    for position in range(len(content)):
        flipped = bytearray(content)
        flipped[position] ^= 1 << position % 8
        (folder / name).write_bytes(flipped)
        with pytest.raises(SnapshotCorrupt, match=name):
            Snapshot.open(folder).verify()


def test_a_file_that_is_gone_is_found_by_its_checksum(tmp_path: Path) -> None:
    folder = write(tmp_path)
    opened = Snapshot.open(folder)
    (folder / "numbers.npy").unlink()
    with pytest.raises(SnapshotCorrupt, match=r"numbers\.npy.*no file"):
        opened.verify()


def test_of_the_files_that_are_there_only_those_that_were_written_to_are_verified_again(
    tmp_path: Path,
) -> None:
    folder = write(tmp_path)
    opened = Snapshot.open(folder)
    opened.verify_changes()
    file = folder / "numbers.npy"
    file.write_bytes(file.read_bytes())
    (folder / "story.json").unlink()
    opened.verify_changes()
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(SnapshotCorrupt, match=r"numbers\.npy"):
        opened.verify_changes()


def test_a_file_that_another_one_replaces_is_not_the_one_that_was_opened(tmp_path: Path) -> None:
    folder = write(tmp_path)
    opened = Snapshot.open(folder)
    cut(write(tmp_path) / "numbers.npy")
    opened.verify_changes()


def test_what_nobody_wrote_is_missing_and_named(tmp_path: Path) -> None:
    empty = Draft(tmp_path)
    with pytest.raises(SnapshotCorrupt, match=r"numbers\.npy"):
        empty.array("numbers")
    with pytest.raises(SnapshotCorrupt, match=r"pair\.\*\.npy"):
        empty.arrays("pair")
    with pytest.raises(SnapshotCorrupt, match=r"story\.json"):
        empty.json("story")
    with pytest.raises(SnapshotCorrupt, match=r"pets\.\*\.npy"):
        empty.table(Pets)


def test_a_table_without_one_of_its_columns_is_refused_by_name(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    draft.write_table(Pets.of({"name": ["Ida"], "legs": [4]}))
    (tmp_path / "pets.legs.values.npy").unlink()
    with pytest.raises(SnapshotCorrupt, match=r"pets\.legs\.npy: expected a column, found no file"):
        draft.table(Pets)


def test_json_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "story.json").write_text("{")
    with pytest.raises(SnapshotCorrupt, match=r"story\.json: expected JSON"):
        Draft(tmp_path).json("story")
