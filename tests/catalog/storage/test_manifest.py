"""The manifest: it names every file, and one that is damaged is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.errors import SnapshotCorrupt
from catalog.storage.manifest import FORMAT, MANIFEST, Manifest
from catalog.storage.snapshot import Snapshot
from tests.catalog.storage.pets import write


def test_the_manifest_names_every_other_file_with_its_size(tmp_path: Path) -> None:
    folder = write(tmp_path)
    sizes = {name: size for name, (size, _) in Manifest.read(folder).files.items()}
    found = {file.name: file.stat().st_size for file in folder.iterdir()}
    del found[MANIFEST]
    assert sizes == found
    assert len(sizes) == 5


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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("built_at", None),
        ("built_at", 7),
        ("built_at", ""),
        ("built_at", "yesterday"),
        ("built_at", "2026-01-02"),
        ("built_at", "2026-01-02T03:04:05"),
        ("fingerprint", None),
        ("source", ["a test"]),
    ],
)
def test_a_manifest_with_a_value_of_another_kind_is_refused_and_the_value_is_named(
    tmp_path: Path, name: str, value: object
) -> None:
    file = write(tmp_path) / MANIFEST
    file.write_text(json.dumps({**json.loads(file.read_text()), name: value}))
    with pytest.raises(SnapshotCorrupt, match=f"expected {name} as a ") as refused:
        Snapshot.open(file.parent)
    assert f"found {value!r}" in str(refused.value)
