"""From a source to the current snapshot, or to nothing at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

import build as module
from benchmarks.data.rows import Row, csv_of
from build import build, code_hash, digest_of_code
from catalog.storage import store
from catalog.storage.manifest import MANIFEST
from catalog.storage.snapshot import Snapshot
from etl.errors import LossError, SourceError
from etl.sources.raw import CREDITS, METADATA
from tests.support.builders import film, folder_of

HEAT = film(949, "Heat")
THIEF = film(11524, "Thief")
DIFFERENT = {MANIFEST, "names"}
"""What differs from build to build: the time of the build, the engine's names of its own files."""
UNDATED = film(1, "The Undated Reel", release_date=None)


def source_of(folder: Path, *films: Row) -> Path:
    """Write the films into `folder` in the format of The Movies Dataset."""
    files = {"movies_metadata.csv": csv_of(METADATA, films), "credits.csv": csv_of(CREDITS, [])}
    return folder_of(folder, files)


def entries(snapshots: Path) -> list[str]:
    """Everything in the folder, hidden or not."""
    return sorted(entry.name for entry in snapshots.iterdir()) if snapshots.exists() else []


def test_a_build_leaves_the_snapshot_and_the_pointer_to_it_and_nothing_else(tmp_path: Path) -> None:
    built = build(source_of(tmp_path / "raw", HEAT, THIEF), tmp_path / "snapshots")
    assert entries(tmp_path / "snapshots") == sorted([built.fingerprint, "current"])
    assert store.current(tmp_path / "snapshots") == built.folder
    assert built.fresh


def test_a_build_counts_the_films_read_and_kept(tmp_path: Path) -> None:
    source = source_of(tmp_path / "raw", HEAT, UNDATED, THIEF)
    built = build(source, tmp_path / "snapshots", accept_loss=True)
    assert (built.rows_read, built.rows_kept) == (3, 2)


def test_every_file_of_a_snapshot_is_what_its_manifest_says(tmp_path: Path) -> None:
    built = build(source_of(tmp_path / "raw", HEAT), tmp_path / "snapshots")
    opened = Snapshot.open(built.folder)
    opened.verify()
    assert opened.manifest is not None
    assert opened.manifest.fingerprint == built.fingerprint
    files = [file for file in built.folder.rglob("*") if file.is_file()]
    listed = {file.relative_to(built.folder).as_posix() for file in files}
    assert {*opened.manifest.files, MANIFEST} == listed


def test_no_file_of_a_snapshot_is_a_pickle(sample_snapshots: Path) -> None:
    files = [file for file in store.current(sample_snapshots).iterdir() if file.is_file()]
    assert {file.suffix for file in files} == {".json", ".npy"}
    for file in files:
        if file.suffix == ".npy":
            np.load(file, allow_pickle=False)


def test_the_same_source_gives_the_same_fingerprint_wherever_it_lies(tmp_path: Path) -> None:
    here = build(source_of(tmp_path / "here", HEAT), tmp_path / "snapshots")
    elsewhere = build(source_of(tmp_path / "elsewhere", HEAT), tmp_path / "others")
    assert here.fingerprint == elsewhere.fingerprint


def test_the_same_source_gives_the_same_bytes(tmp_path: Path) -> None:
    source = source_of(tmp_path / "raw", HEAT, THIEF)
    first = build(source, tmp_path / "first").folder
    second = build(source, tmp_path / "second").folder
    assert entries(first) == entries(second)
    for name in set(entries(first)) - DIFFERENT:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_a_build_that_would_lose_films_leaves_the_current_snapshot_as_it_was(
    tmp_path: Path,
) -> None:
    films = [film(number) for number in range(1, 9)]
    served = build(source_of(tmp_path / "raw", *films), tmp_path / "snapshots")
    fewer = source_of(tmp_path / "fewer", *films[:4])
    with pytest.raises(LossError, match="4 films, where the current catalog has 8"):
        build(fewer, tmp_path / "snapshots")
    assert store.current(tmp_path / "snapshots") == served.folder
    accepted = build(fewer, tmp_path / "snapshots", accept_loss=True)
    assert store.current(tmp_path / "snapshots") == accepted.folder
    build(tmp_path / "raw", tmp_path / "snapshots")
    with pytest.raises(LossError):  # of what was built before, too
        build(fewer, tmp_path / "snapshots")


def test_another_content_gives_another_fingerprint(tmp_path: Path) -> None:
    one = build(source_of(tmp_path / "one", HEAT), tmp_path / "snapshots")
    other = build(source_of(tmp_path / "other", film(949, "Heap")), tmp_path / "snapshots")
    assert one.fingerprint != other.fingerprint


CODE = b"""
def area(width: int, height: int) -> int:
    return width * height
"""
SAME_CODE = b'''
"""What a module is for."""

def area(
    width: int,  # in pixels
    height: int,
) -> int:
    """What a function returns."""

    return (width * height)
'''


def test_comments_docstrings_and_layout_do_not_change_the_hash_of_code() -> None:
    assert digest_of_code(SAME_CODE) == digest_of_code(CODE)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"width * height", b"width + height"),
        (b"width * height", b"width * height * 1"),
        (b"area", b"surface"),
        (b"height: int", b"height: float"),
        (b"height: int", b"height: int = 0"),
        (b"height: int", b"height: int = None"),
        (b"return ", b""),
    ],
)
def test_any_other_change_changes_the_hash_of_code(before: bytes, after: bytes) -> None:
    assert digest_of_code(CODE.replace(before, after)) != digest_of_code(CODE)


@pytest.mark.parametrize("value", ["0", "1", "''", "None", "False", "[]", "()", "0.0", "b''"])
def test_no_two_constants_have_the_same_hash(value: str) -> None:
    others = {"0", "1", "''", "None", "False", "[]", "()", "0.0", "b''"} - {value}
    hashes = {digest_of_code(f"x = {other}".encode()) for other in others}
    assert digest_of_code(f"x = {value}".encode()) not in hashes


def test_prose_never_rebuilds_a_catalog(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(module.ROOT / "etl", tmp_path / "etl", ignore=shutil.ignore_patterns("*.pyc"))
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "ROOMS", ("etl",))

    def changed(text: str) -> str:
        with (tmp_path / "etl" / "cells.py").open("a") as file:
            file.write(text)
        code_hash.cache_clear()
        return code_hash()

    try:
        before = changed("")
        assert changed("# a comment\n") == before
        assert changed("INT64_MAX = 2**63 - 1\n") != before
    finally:
        code_hash.cache_clear()


def test_of_two_snapshots_the_last_one_built_is_current(tmp_path: Path) -> None:
    snapshots = tmp_path / "snapshots"
    one = build(source_of(tmp_path / "one", HEAT), snapshots)
    other = build(source_of(tmp_path / "other", THIEF), snapshots)
    assert store.current(snapshots) == other.folder
    assert entries(snapshots) == sorted([one.fingerprint, other.fingerprint, "current"])


def test_a_snapshot_that_is_there_is_made_current_but_not_built_again(tmp_path: Path) -> None:
    snapshots = tmp_path / "snapshots"
    heat = source_of(tmp_path / "heat", HEAT)
    first = build(heat, snapshots)
    written = (first.folder / MANIFEST).stat().st_mtime_ns
    build(source_of(tmp_path / "thief", THIEF), snapshots)

    again = build(heat, snapshots)

    assert not again.fresh
    assert (again.rows_read, again.rows_kept) == (first.rows_read, first.rows_kept)
    assert store.current(snapshots) == first.folder
    assert (first.folder / MANIFEST).stat().st_mtime_ns == written


@pytest.mark.parametrize("name", ["movies.runtime.values.npy", "account.json", MANIFEST])
def test_a_snapshot_that_is_there_but_damaged_is_built_again(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    raw, snapshots = source_of(tmp_path / "raw", HEAT), tmp_path / "snapshots"
    file = build(raw, snapshots).folder / name
    content = bytearray(file.read_bytes())
    content[0] ^= 1
    file.write_bytes(content)

    again = build(raw, snapshots)

    assert again.fresh
    assert str(file) in caplog.text
    Snapshot.open(again.folder).verify()
    assert entries(snapshots) == sorted([again.fingerprint, "current"])


@pytest.mark.parametrize("films", [[], [UNDATED]], ids=["no row", "no row to keep"])
def test_a_source_without_a_film_is_refused_and_leaves_nothing(
    films: list[Row], tmp_path: Path
) -> None:
    source = source_of(tmp_path / "raw", *films)
    with pytest.raises(SourceError, match=f"raw: .* none in {len(films)} rows"):
        build(source, tmp_path / "snapshots", accept_loss=True)
    assert entries(tmp_path / "snapshots") == []


def test_a_source_of_which_a_rule_turns_all_films_away_is_refused_by_that_rule(
    tmp_path: Path,
) -> None:
    source = source_of(tmp_path / "raw", UNDATED, UNDATED)
    with pytest.raises(LossError, match="release date: 2 of 2 films"):
        build(source, tmp_path / "snapshots")
    assert entries(tmp_path / "snapshots") == []


def test_a_source_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"missing\.zip"):
        build(tmp_path / "missing.zip", tmp_path / "snapshots")
    assert entries(tmp_path / "snapshots") == []


def test_a_source_that_fails_leaves_the_current_snapshot_as_it_was(tmp_path: Path) -> None:
    snapshots = tmp_path / "snapshots"
    built = build(source_of(tmp_path / "raw", HEAT), snapshots)
    with pytest.raises(SourceError):
        build(source_of(tmp_path / "empty"), snapshots)
    assert entries(snapshots) == sorted([built.fingerprint, "current"])
    Snapshot.open(store.current(snapshots)).verify()


class KilledError(Exception):
    """Stands for whatever ends a build in the middle."""


@pytest.mark.parametrize("step", range(1, 7))
def test_a_build_that_is_interrupted_leaves_nothing(step: int, tmp_path: Path) -> None:
    steps: list[str] = []

    def interrupt(name: str, _share: float) -> None:
        steps.append(name)
        if len(steps) > step:
            raise KilledError

    with pytest.raises(KilledError):
        build(source_of(tmp_path / "raw", HEAT), tmp_path / "snapshots", interrupt)
    assert entries(tmp_path / "snapshots") == []


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build(
        source_of(tmp_path / "raw", HEAT, THIEF),
        tmp_path / "snapshots",
        lambda step, share: told.append((step, share)),
    )
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert (shares[0], told[-1]) == (0, ("done", 1))


def test_a_source_without_keywords_is_a_finding_and_no_error(tmp_path: Path) -> None:
    drama = [{"id": 18, "name": "Drama"}]
    raw = source_of(tmp_path / "raw", film(949, "Heat", genres=drama))
    built = build(raw, tmp_path / "snapshots")

    opened = Snapshot.open(built.folder)
    rules = [finding["rule"] for finding in opened.json("account")["findings"]]
    assert "no keywords.csv" in rules
    dimensions = {s["signal"]: s["dimensions"] for s in opened.json("model")["signals"]}
    assert dimensions["KEYWORD"] == 0
    assert dimensions["GENRE"] == 1
