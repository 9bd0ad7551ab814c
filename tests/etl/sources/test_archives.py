"""Where CSV files may lie."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from etl.errors import SourceError
from etl.sources.files import Files
from tests.support.builders import folder_of, whole, zip_of

CONTENT = b"a,b\n1,2\n"


def tar_of(file: Path, names: list[str]) -> Path:
    with tarfile.open(file, "w:gz") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(CONTENT)
            archive.addfile(member, io.BytesIO(CONTENT))
    return file


def read(where: Path) -> list[tuple[str | None, ...]]:
    files = Files.open(where)
    assert files.names == ["things.csv"]
    return whole(files.read("things.csv", ("a", "b"))).rows()


@pytest.mark.parametrize("name", ["things.csv", "THINGS.CSV", "Things.csv"])
@pytest.mark.parametrize("inside", ["", "archive/", "a/b/"])
@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_file_is_found_however_deep_it_lies_and_however_it_is_written(
    tmp_path: Path, name: str, inside: str, ending: str
) -> None:
    content = gzip.compress(CONTENT) if ending else CONTENT
    folder_of(tmp_path / "folder" / inside, {name + ending: content})
    assert read(tmp_path / "folder") == [("1", "2", None)]
    zipped = zip_of(tmp_path / "a.zip", {name + ending: content}, inside)
    assert read(zipped) == [("1", "2", None)]


def test_an_archive_may_lie_in_a_folder(tmp_path: Path) -> None:
    zip_of(tmp_path / "one" / "archive.zip", {"things.csv": CONTENT}, "deep/")
    (tmp_path / "two").mkdir()
    tar_of(tmp_path / "two" / "archive.tar.gz", ["deep/things.csv"])
    for where in (tmp_path / "one", tmp_path / "two", tmp_path / "two" / "archive.tar.gz"):
        assert read(where) == [("1", "2", None)]


def test_hidden_files_and_those_of_a_mac_are_left_out(tmp_path: Path) -> None:
    folder_of(tmp_path / ".cache", {"things.csv": b"?"})
    folder_of(tmp_path / "__MACOSX", {"things.csv": b"?"})
    folder_of(tmp_path, {"._things.csv": b"?", "things.csv": CONTENT})
    assert read(tmp_path) == [("1", "2", None)]


def test_of_two_files_of_one_name_both_are_named_the_nearest_first(tmp_path: Path) -> None:
    folder_of(tmp_path / "films" / "a" / "old", {"things.csv": CONTENT})
    folder_of(tmp_path / "films", {"things.csv": CONTENT})
    found = r"expected one things\.csv; found 2: films/things\.csv, films/a/old/things\.csv"
    with pytest.raises(SourceError, match=found):
        read(tmp_path)


def test_a_broken_archive_in_a_folder_is_named(tmp_path: Path) -> None:
    folder_of(tmp_path, {"things.csv": CONTENT, "films.zip": b"PK"})
    with pytest.raises(SourceError, match=r"films\.zip: expected .* found a file that is no zip"):
        read(tmp_path)
