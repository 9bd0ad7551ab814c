"""Loading a snapshot, going over to another one, and refusing what is damaged."""

from __future__ import annotations

import gc
import json
import re
import shutil
import weakref
from pathlib import Path

import pytest

from catalog.errors import CatalogError
from catalog.storage import store
from execution.request import OperationRequest
from server.current_snapshot import CurrentSnapshot
from server.errors import NotReady
from settings import Settings
from tests.support.snapshots import copy_of

FILES = [
    "movies.runtime.values.npy",
    "movies.title.json.npy",
    "movies.title.offsets.npy",
    "crew.job.label_json.npy",
    "genres.movies.rows.npy",
    "bearers-people.hashes.npy",
    "space-cast.weights.npy",
    "account.json",
    "names/meta.json",
    "names/*.idx",
    "names/*.store",
    "manifest.json",
]
"""One file of every kind: of numbers, texts, positions and labels, of the index of names …"""
ONE, OTHER = "one", "other"


@pytest.fixture
def snapshots(sample_snapshots: Path, tmp_path: Path) -> Path:
    """A folder with two copies of the sample, the first of which is the current one."""
    name = store.current(sample_snapshots).name
    folder = copy_of(sample_snapshots, (name,), tmp_path / "snapshots")
    (folder / name).rename(folder / ONE)
    (folder / OTHER).symlink_to(store.current(sample_snapshots))
    store.point(folder, ONE)
    return folder


@pytest.fixture
def current(snapshots: Path) -> CurrentSnapshot:
    """What serves from there; nothing is loaded yet."""
    return CurrentSnapshot(Settings(snapshots=snapshots))


def served(current: CurrentSnapshot) -> str:
    """The name of the snapshot that is served."""
    return current.loaded().snapshot.folder.name


def flip(file: Path) -> None:
    """Flip a bit of the last byte; of a manifest one of the first, which is its syntax."""
    content = bytearray(file.read_bytes())
    content[0 if file.name == "manifest.json" else -1] ^= 1
    file.write_bytes(content)


def test_before_a_snapshot_is_loaded_nothing_can_be_answered(current: CurrentSnapshot) -> None:
    with pytest.raises(NotReady):
        current.loaded()
    current.load()
    assert served(current) == ONE


@pytest.mark.parametrize("pattern", FILES)
def test_a_snapshot_with_a_file_cut_off_is_not_loaded_and_the_file_is_named(
    pattern: str, current: CurrentSnapshot, snapshots: Path
) -> None:
    (file,) = (snapshots / ONE).glob(pattern)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(CatalogError, match=re.escape(str(file))):
        current.load()


@pytest.mark.parametrize("pattern", FILES)
def test_a_flipped_bit_is_found_when_loading_or_verifying_and_the_file_is_named(
    pattern: str, current: CurrentSnapshot, snapshots: Path
) -> None:
    (file,) = (snapshots / ONE).glob(pattern)
    flip(file)
    found: str | None
    try:
        current.load()
        current.verify()
        found = current.damage
    except CatalogError as error:
        found = str(error)
    assert str(file) in (found or "")
    assert not current.verified


def test_a_sound_snapshot_is_verified(current: CurrentSnapshot) -> None:
    current.load()
    assert not current.verified
    current.verify()
    assert (current.verified, current.damage) == (True, None)


def test_a_file_that_is_cut_off_while_it_is_served_is_found_by_the_next_look(
    current: CurrentSnapshot, snapshots: Path
) -> None:
    current.load()
    current.verify()
    current.verify()
    assert (current.verified, current.damage) == (True, None)
    file = snapshots / ONE / "movies.runtime.values.npy"
    file.write_bytes(file.read_bytes()[:-1])
    current.verify()
    assert not current.verified
    assert str(file) in (current.damage or "")


def test_a_snapshot_that_is_removed_while_it_is_served_is_not_damaged(
    current: CurrentSnapshot, snapshots: Path
) -> None:
    current.load()
    current.verify()
    shutil.rmtree(snapshots / ONE)
    current.verify()
    assert (current.verified, current.damage) == (True, None)


@pytest.mark.parametrize("built_at", [None, "2026-01-02T03:04:05"])
def test_a_new_snapshot_whose_age_cannot_be_told_is_refused(
    built_at: str | None,
    current: CurrentSnapshot,
    snapshots: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    store.point(snapshots, OTHER)
    current.load()
    manifest = snapshots / ONE / "manifest.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "built_at": built_at}))
    store.point(snapshots, ONE)
    current.refresh()
    assert served(current) == OTHER
    assert "expected built_at as a time" in caplog.text


def test_another_snapshot_is_taken_once_it_is_the_current_one(
    current: CurrentSnapshot, snapshots: Path
) -> None:
    current.load()
    current.refresh()
    assert (served(current), current.swaps) == (ONE, 0)
    store.point(snapshots, OTHER)
    current.refresh()
    assert (served(current), current.swaps, current.verified) == (OTHER, 1, True)


def test_a_damaged_new_snapshot_is_refused_until_somebody_names_it_again(
    current: CurrentSnapshot, snapshots: Path, caplog: pytest.LogCaptureFixture
) -> None:
    store.point(snapshots, OTHER)
    current.load()
    file = snapshots / ONE / "movies.title.json.npy"
    content = file.read_bytes()
    flip(file)
    store.point(snapshots, ONE)
    for _ in range(3):
        current.refresh()
    assert served(current) == OTHER
    (record,) = caplog.records
    assert str(file) in record.getMessage()

    file.write_bytes(content)
    current.refresh()
    assert served(current) == OTHER  # nobody has said that it was mended
    store.point(snapshots, ONE)
    current.refresh()
    assert served(current) == ONE


@pytest.mark.parametrize("nonsense", [b"", b"nowhere\n", b"\xff\xfe", None])
def test_a_pointer_to_nowhere_is_logged_once_and_the_old_snapshot_stays(
    nonsense: bytes | None,
    current: CurrentSnapshot,
    snapshots: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    current.load()
    pointer = snapshots / store.POINTER
    if nonsense is None:
        pointer.unlink()
    else:
        pointer.write_bytes(nonsense)
    for _ in range(3):
        current.refresh()
    assert served(current) == ONE
    (record,) = caplog.records
    assert "no snapshot here" in record.getMessage()


def test_nothing_holds_a_snapshot_that_is_not_served_any_more(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    folder = store.current(sample_snapshots)
    for name in ("one", "two"):
        (tmp_path / name).symlink_to(folder)
    store.point(tmp_path, "one")
    current = CurrentSnapshot(Settings(snapshots=tmp_path))
    current.load()
    for name in ("two", "one", "two"):
        loaded = current.loaded()
        for query in ("{ movies(first: 9) { nodes { title genres { name } } } }", "{ nope }"):
            loaded.executor.execute(OperationRequest(query))
        gone = weakref.ref(loaded)
        del loaded
        store.point(tmp_path, name)
        current.refresh()
        assert current.loaded().snapshot.folder.name == name
        gc.collect()
        assert gone() is None
