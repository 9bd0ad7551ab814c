"""The folder format: what is written is read, what is damaged is refused, drafts vanish."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from catalog.errors import SnapshotCorrupt, SnapshotMissing
from catalog.storage import store
from catalog.storage.cell_types import Count, Name
from catalog.storage.columns import Column
from catalog.storage.manifest import FORMAT, MANIFEST, Manifest
from catalog.storage.snapshot import Draft, Snapshot
from catalog.storage.table import Table

SIZE_OF_HEADER = 128


class PetRow(int):
    """Row of `Pets`."""


class Pets(Table[PetRow], name="pets", row=PetRow, key="name"):
    """A small table."""

    name: Column[Name]
    legs: Column[Count | None]


def write(snapshots: Path, fingerprint: str = "cafe") -> Path:
    """Write and publish a snapshot with an array, a table and a value."""
    with store.draft(snapshots) as draft:
        draft.write_array("numbers", np.arange(5, dtype=np.int32))
        draft.write_table(Pets.of({"name": ["Ida", "Žofie"], "legs": [4, None]}))
        draft.write_json("story", {"título": "Ñandú"})
        draft.seal(fingerprint=fingerprint, built_at="today", source="a test")
        return store.publish(snapshots, draft)


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


def test_the_manifest_names_every_other_file_with_its_size(tmp_path: Path) -> None:
    folder = write(tmp_path)
    sizes = {name: size for name, (size, _) in Manifest.read(folder).files.items()}
    found = {file.name: file.stat().st_size for file in folder.iterdir()}
    del found[MANIFEST]
    assert sizes == found
    assert len(sizes) == 5


def test_arrays_can_be_read_but_not_changed(tmp_path: Path) -> None:
    numbers = Snapshot.open(write(tmp_path)).array("numbers")
    with pytest.raises(ValueError, match="read-only"):
        numbers[0] = 7


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


def fail_while_writing(snapshots: Path) -> None:
    with store.draft(snapshots) as draft:
        draft.write_array("numbers", np.array([1]))
        raise RuntimeError("the power failed")


def test_a_draft_that_fails_vanishes_and_the_current_snapshot_stays(tmp_path: Path) -> None:
    write(tmp_path)
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(RuntimeError, match="the power failed"):
        fail_while_writing(tmp_path)
    assert sorted(file.name for file in tmp_path.iterdir()) == before == ["cafe", "current"]
    assert store.current(tmp_path).name == "cafe"


def test_a_draft_that_nobody_publishes_vanishes(tmp_path: Path) -> None:
    with store.draft(tmp_path / "new"):
        pass
    assert list((tmp_path / "new").iterdir()) == []


def test_a_draft_is_not_the_current_snapshot_until_it_is_published(tmp_path: Path) -> None:
    write(tmp_path, "one")
    with store.draft(tmp_path) as draft:
        draft.seal(fingerprint="two", built_at="today", source="a test")
        assert store.current(tmp_path).name == "one"
        store.publish(tmp_path, draft)
    assert store.current(tmp_path).name == "two"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["current", "one", "two"]


def test_a_snapshot_can_be_published_again(tmp_path: Path) -> None:
    (write(tmp_path) / "numbers.npy").unlink()
    Snapshot.open(write(tmp_path)).verify()


def test_another_snapshot_can_be_made_the_current_one(tmp_path: Path) -> None:
    write(tmp_path, "one")
    write(tmp_path, "two")
    store.point(tmp_path, "one")
    assert store.current(tmp_path) == tmp_path / "one"


@pytest.mark.parametrize("pointer", [None, b"", b"\n", b"gone\n", b"\xff\xfe"])
def test_without_a_current_snapshot_the_message_says_how_to_make_one(
    tmp_path: Path, pointer: bytes | None
) -> None:
    if pointer is not None:
        (tmp_path / store.POINTER).write_bytes(pointer)
    with pytest.raises(SnapshotMissing, match=r"no snapshot here.*main\.py build") as missing:
        store.current(tmp_path)
    assert str(tmp_path) in str(missing.value)


def test_a_folder_that_is_not_there_holds_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(SnapshotMissing):
        store.current(tmp_path / "nowhere")


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


def test_a_flipped_bit_in_a_manifest_never_surprises(tmp_path: Path) -> None:
    folder = write(tmp_path)
    content = (folder / MANIFEST).read_bytes()
    sound = Manifest.read(folder)
    unnoticed = []
    for position in range(len(content)):
        flipped = bytearray(content)
        flipped[position] ^= 1 << position % 7
        (folder / MANIFEST).write_bytes(flipped)
        try:
            opened = Snapshot.open(folder)
            opened.verify()
        except SnapshotCorrupt:
            continue
        assert opened.manifest is not None
        unnoticed.append(opened.manifest)
    assert unnoticed, "the words of the manifest itself have no checksum"
    assert all(manifest.files == sound.files for manifest in unnoticed)


@pytest.mark.parametrize(
    ("manifest", "found"),
    [
        (b"", "a manifest"),
        (b"[]", "a manifest"),
        (b"\xff", "a manifest"),
        (b'{"format": 1}', "a manifest"),
        (b'{"format": 1, "fingerprint": "", "built_at": "", "source": "", "files": 7}', "manifest"),
        (
            b'{"format": 1, "fingerprint": "", "built_at": "", "source": "", "files": {"a": 1}}',
            "a manifest",
        ),
    ],
)
def test_a_manifest_that_is_none_is_refused(tmp_path: Path, manifest: bytes, found: str) -> None:
    folder = write(tmp_path)
    (folder / MANIFEST).write_bytes(manifest)
    with pytest.raises(SnapshotCorrupt, match=found):
        Snapshot.open(folder)


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotCorrupt, match=r"manifest\.json: expected a manifest, found no"):
        Snapshot.open(tmp_path)


def test_a_snapshot_of_another_format_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path) / MANIFEST
    facts = json.loads(file.read_text())
    file.write_text(json.dumps({**facts, "format": FORMAT + 1}))
    with pytest.raises(
        SnapshotCorrupt,
        match=f"expected format {FORMAT}, found format {FORMAT + 1}",
    ):
        Snapshot.open(file.parent)


def test_a_flipped_bit_in_the_header_of_an_array_gives_an_array_or_is_refused(
    tmp_path: Path,
) -> None:
    draft = Draft(tmp_path)
    draft.write_array("numbers", np.arange(5, dtype=np.int32))
    file = tmp_path / "numbers.npy"
    content = file.read_bytes()
    refused = 0
    for bit in range(8 * SIZE_OF_HEADER):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        file.write_bytes(flipped)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                assert isinstance(draft.array("numbers"), np.ndarray)
            except SnapshotCorrupt:
                refused += 1
    assert refused > 4 * SIZE_OF_HEADER


@pytest.mark.parametrize("content", [b"", b"\x93NUMPY", b"PK", b"[1, 2]"])
def test_a_file_that_is_no_array_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "numbers.npy").write_bytes(content)
    with pytest.raises(SnapshotCorrupt, match="expected an array"):
        Draft(tmp_path).array("numbers")


def test_an_array_of_objects_is_refused_since_it_may_hold_code(tmp_path: Path) -> None:
    np.save(tmp_path / "numbers.npy", np.array([{}]), allow_pickle=True)
    with pytest.raises(SnapshotCorrupt, match="expected an array"):
        Draft(tmp_path).array("numbers")


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


def test_the_next_draft_removes_those_that_a_killed_build_left(tmp_path: Path) -> None:
    (tmp_path / ".draft-left").mkdir()
    (tmp_path / ".draft-left" / "numbers.npy").write_text("half")
    (tmp_path / ".current-4711").write_text("half")
    with store.draft(tmp_path) as mine:
        assert [each.name for each in tmp_path.iterdir()] == [mine.folder.name]


def test_a_draft_that_somebody_writes_stays(tmp_path: Path) -> None:
    with store.draft(tmp_path) as first, store.draft(tmp_path) as second:
        assert first.folder.is_dir()
        assert second.folder.is_dir()
    assert list(tmp_path.iterdir()) == []
