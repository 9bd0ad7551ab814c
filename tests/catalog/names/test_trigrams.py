"""The index of trigrams: written once, read from a folder that nobody may write to."""

from __future__ import annotations

import gc
import os
import tempfile
from pathlib import Path

import pytest

from catalog.names.trigrams import TrigramIndex

FILMS, PEOPLE = 0, 1
NAMES = (
    *(("heat", FILMS), ("the heat", FILMS), ("cold", FILMS), ("七人の侍", FILMS)),
    *(("heath ledger", PEOPLE), ("x", PEOPLE)),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A written index."""
    written = tmp_path_factory.mktemp("engine") / "names"
    TrigramIndex.write(written, NAMES)
    return written


def listing(folder: Path) -> list[tuple[str, int, int]]:
    return sorted((f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in folder.iterdir())


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("heat", FILMS, [0, 1]),
        ("hea", FILMS, [0, 1]),
        ("heet", FILMS, [0, 1]),
        ("heat", PEOPLE, [4]),
        ("cold", FILMS, [2]),
        ("cold", PEOPLE, []),
        ("人の", FILMS, []),
        ("人の侍", FILMS, [3]),
        ("x", PEOPLE, [5]),
        ("qqq", FILMS, []),
        ("\ud800", FILMS, []),
        ("he\ud800at", FILMS, [0, 1]),
        ("heat", 7, []),
    ],
)
def test_the_entries_that_share_most_trigrams_come_first(
    folder: Path, text: str, kind: int, expected: list[int]
) -> None:
    assert TrigramIndex(folder).candidates(text, kind, 10) == expected


def test_there_are_not_more_than_asked_for(folder: Path) -> None:
    assert TrigramIndex(folder).candidates("heat", FILMS, 1) == [0]


def test_a_folder_that_nobody_may_write_to_is_read_and_left_as_it_was(folder: Path) -> None:
    before = listing(folder)
    modes = {file: file.stat().st_mode for file in [folder, *folder.iterdir()]}
    for file in modes:
        file.chmod(0o555 if file == folder else 0o444)
    try:
        if os.geteuid():
            with pytest.raises(PermissionError):
                (folder / "anything").touch()
        first, second = TrigramIndex(folder), TrigramIndex(folder)
        assert first.candidates("heat", FILMS, 10) == second.candidates("heat", FILMS, 10) == [0, 1]
        assert listing(folder) == before
    finally:
        for file, mode in modes.items():
            file.chmod(mode)


def test_an_index_has_no_locks_and_anybody_may_read_it(folder: Path) -> None:
    assert all(file.stat().st_mode & 0o444 == 0o444 for file in folder.iterdir())
    assert [file.name for file in folder.iterdir() if file.suffix == ".lock"] == []


def test_the_folder_that_it_is_shown_vanishes_with_the_engine(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = TrigramIndex(folder)
    assert len(list(tmp_path.iterdir())) == 1
    del engine
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_cannot_be_opened_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "meta.json").write_text("{")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with pytest.raises(ValueError, match=r"."):
        TrigramIndex(tmp_path / "broken")
    gc.collect()
    assert list((tmp_path / "temporary").iterdir()) == []


def test_an_index_of_nothing_finds_nothing(tmp_path: Path) -> None:
    TrigramIndex.write(tmp_path / "names", [])
    assert TrigramIndex(tmp_path / "names").candidates("heat", FILMS, 10) == []
