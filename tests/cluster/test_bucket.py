"""Snapshots in a real S3 server: sent, fetched, damaged."""

from __future__ import annotations

import filecmp
import json
from pathlib import Path
from typing import Any

import pytest

from catalog.storage import store
from catalog.storage.manifest import MANIFEST, Manifest
from catalog.storage.snapshot import Snapshot
from catalog.storage.store import POINTER
from cluster.bucket import Bucket
from cluster.errors import BucketEmpty, BucketError, ObjectCorrupt
from cluster.mirror import Mirror
from tests.faults.conftest import Pair

FILE = "movies.runtime.values.npy"


class Ground:
    """Both snapshots, a bucket, the raw objects in it and two local copies."""

    def __init__(self, pair: Pair, address: str, cache: Path) -> None:
        from obstore.store import from_url

        self.pair, self.address, self.cache = pair, address, cache
        self.store = from_url(address, client_options={"allow_http": True})
        self.bucket = Bucket(address)
        self.mirror = Mirror(self.bucket, cache)

    def push(self, name: str) -> None:
        """Send one of the two snapshots."""
        self.bucket.push(self.pair.snapshots / name)

    def put(self, name: str, content: bytes) -> None:
        """Write an object behind the back of what is tested."""
        self.store.put(name, content)

    def objects(self) -> dict[str, Any]:
        """What is in the bucket, and when it was written."""
        return {
            found["path"]: found["last_modified"] for page in self.store.list() for found in page
        }

    def served(self) -> str:
        """The name of the snapshot that a server of the copy would open; it is sound."""
        opened = Snapshot.open(store.current(self.mirror.folder))
        opened.verify()
        return opened.folder.name


@pytest.fixture
def ground(pair: Pair, address: str, tmp_path: Path) -> Ground:
    return Ground(pair, address, tmp_path / "cache")


def test_what_was_sent_is_what_is_fetched(ground: Ground) -> None:
    ground.push(ground.pair.one)
    ground.mirror.pull()
    assert ground.served() == ground.pair.one
    here, there = ground.pair.snapshots / ground.pair.one, ground.mirror.folder / ground.pair.one
    names = [*Manifest.read(here).files, MANIFEST]
    assert filecmp.cmpfiles(here, there, names, shallow=False)[0] == names
    assert {f"{ground.pair.one}/{name}" for name in names} | {POINTER} == ground.objects().keys()


def test_the_manifest_is_sent_after_the_files_and_the_pointer_last(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    put = Bucket._put

    def noted(self: Bucket, content: Path | bytes, *name: str) -> None:
        sent.append(name[-1])
        put(self, content, *name)

    monkeypatch.setattr(Bucket, "_put", noted)
    ground.push(ground.pair.one)
    assert sent[-2:] == [MANIFEST, POINTER]


def test_a_snapshot_that_is_there_is_not_sent_again(ground: Ground) -> None:
    ground.push(ground.pair.one)
    before = ground.objects()
    ground.push(ground.pair.other)
    ground.push(ground.pair.one)
    after = ground.objects()
    assert {name: after[name] for name in before if name != POINTER} == {
        name: written for name, written in before.items() if name != POINTER
    }
    assert ground.bucket.current().name == ground.pair.one


def test_a_snapshot_of_which_a_part_is_missing_is_sent_again(ground: Ground) -> None:
    ground.push(ground.pair.one)
    ground.store.delete(f"{ground.pair.one}/{FILE}")
    ground.push(ground.pair.one)
    ground.mirror.pull()
    assert ground.served() == ground.pair.one


def test_the_copy_follows_the_pointer(ground: Ground) -> None:
    for name in (ground.pair.one, ground.pair.other, ground.pair.one):
        ground.push(name)
        ground.mirror.pull()
        assert ground.served() == name


def cut(content: bytes) -> bytes:
    return content[:-1]


def flip(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize(
    ("file", "harm"),
    [(FILE, cut), (FILE, flip), (FILE, None), (MANIFEST, cut), (MANIFEST, None)],
    ids=["cut off", "changed", "missing", "manifest cut off", "manifest missing"],
)
def test_a_damaged_snapshot_is_never_current_and_the_old_one_stays(
    file: str, harm: Any, ground: Ground
) -> None:
    ground.push(ground.pair.one)
    ground.mirror.pull()
    ground.push(ground.pair.other)
    name = f"{ground.pair.other}/{file}"
    if harm is None:
        ground.store.delete(name)
    else:
        ground.put(name, harm(bytes(ground.store.get(name).bytes())))

    with pytest.raises(ObjectCorrupt, match=f"{ground.address}/{ground.pair.other}/{file}"):
        ground.mirror.pull()
    assert ground.served() == ground.pair.one
    assert not (ground.mirror.folder / ground.pair.other).exists()


def test_a_refused_snapshot_is_fetched_once_and_again_after_the_next_push(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.push(ground.pair.one)
    ground.store.delete(f"{ground.pair.one}/{FILE}")
    fetched: list[str] = []
    fetch = Bucket.fetch

    def noted(self: Bucket, name: str, folder: Path) -> None:
        fetched.append(name)
        fetch(self, name, folder)

    monkeypatch.setattr(Bucket, "fetch", noted)
    with pytest.raises(ObjectCorrupt):
        ground.mirror.pull()
    ground.mirror.pull()
    assert fetched == [ground.pair.one]

    ground.push(ground.pair.one)
    ground.mirror.pull()
    assert ground.served() == ground.pair.one


def test_a_copy_that_was_damaged_since_is_fetched_again(ground: Ground) -> None:
    ground.push(ground.pair.one)
    ground.mirror.pull()
    file = ground.mirror.folder / ground.pair.one / FILE
    file.write_bytes(flip(file.read_bytes()))

    later = Mirror(ground.bucket, ground.cache)
    later.pull()
    assert ground.served() == ground.pair.one


def test_the_copy_keeps_the_current_snapshot_and_the_one_before(ground: Ground) -> None:
    third = ground.mirror.folder / "0123456789abcdef"
    third.mkdir(parents=True)
    (third / MANIFEST).write_text("{}")
    for name in (ground.pair.one, ground.pair.other):
        ground.push(name)
        ground.mirror.pull()
    kept = {folder.parent.name for folder in ground.mirror.folder.glob(f"*/{MANIFEST}")}
    assert kept == {ground.pair.one, ground.pair.other}


def test_an_empty_bucket_says_how_to_send_a_snapshot(ground: Ground) -> None:
    with pytest.raises(BucketEmpty, match=f"build --snapshots {ground.address}"):
        ground.mirror.pull()


@pytest.mark.usefixtures("s3")
def test_a_bucket_that_is_not_there_is_named() -> None:
    with pytest.raises(BucketError, match="s3://nowhere/prefix"):
        Bucket("s3://nowhere/prefix").current()


@pytest.mark.parametrize("name", ["../elsewhere", "", "a/b", "\xff"])
def test_a_pointer_that_names_no_snapshot_is_refused(name: str, ground: Ground) -> None:
    ground.put(POINTER, name.encode("latin-1"))
    with pytest.raises(ObjectCorrupt, match="the name of a snapshot"):
        ground.mirror.pull()


def test_a_manifest_cannot_lead_out_of_the_folder(ground: Ground) -> None:
    ground.push(ground.pair.one)
    name = f"{ground.pair.one}/{MANIFEST}"
    facts = json.loads(bytes(ground.store.get(name).bytes()))
    facts["files"]["../escaped"] = facts["files"][FILE]
    ground.put(name, json.dumps(facts).encode())
    ground.put("escaped", b"")
    with pytest.raises(ObjectCorrupt, match="names of files"):
        ground.mirror.pull()
    assert not (ground.mirror.folder / "escaped").exists()


def test_a_server_starts_from_its_copy_while_the_bucket_is_out_of_reach(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.push(ground.pair.one)
    ground.mirror.pull()
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    cut_off = Mirror(Bucket(ground.address), ground.cache)
    with pytest.raises(BucketError):
        cut_off.pull()
    cut_off.follow()
    assert ground.served() == ground.pair.one


def test_a_server_without_a_copy_does_not_start(ground: Ground) -> None:
    with pytest.raises(BucketEmpty):
        ground.mirror.follow()
