"""CSV files in folders and zips: every cell as text, every damage in one line."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import SourceError
from etl.sources import archives, records
from etl.sources import files as files_module
from etl.sources.files import Files
from etl.sources.raw import OVERFLOW, TORN
from tests.support.builders import folder_of, whole, zip_of

BITS_APART = 3
COLUMNS = ("a", "b")
Cells = list[tuple[str | None, ...]]
WHOLE = {"things.csv": b"a,b\n1,2\n", "other.csv": b"c\n3\n"}


def read(folder: Path, content: bytes) -> Cells:
    """The rows of a file, each with its overflowing cell."""
    files = Files.open(folder_of(folder, {"things.csv": content}))
    frame = whole(files.read("things.csv", COLUMNS))
    assert frame.columns == [*COLUMNS, OVERFLOW]
    return frame.rows()


def refused(folder: Path, content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(SourceError) as error:
        read(folder, content)
    message = str(error.value)
    assert message.startswith(f"{folder / 'things.csv'}: expected ")
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a,b\n1,2\n", [("1", "2", None)]),
        (b"a,b\n1,2", [("1", "2", None)]),
        (b"a,b\r\n1,2\r\n", [("1", "2", None)]),
        (b"\xef\xbb\xbfa,b\n1,2\n", [("1", "2", None)]),
        (b'\xef\xbb\xbf"a","b"\r\n1,2\r\n', [("1", "2", None)]),
        (b"b,c,a\n1,2,3\n", [("3", "1", None)]),
        (b"a,b\n", []),
        (b"a,b", []),
        (b"a,b\r\n", []),
        (b"a,b\n,\n", [(None, None, None)]),
        (b'a,b\n"1\n2","3,4"\n', [("1\n2", "3,4", None)]),
        (b'a,b\n"say ""hi""",2\n', [('say "hi"', "2", None)]),
        ("a,b\nÑandú,L'Œil\n".encode(), [("Ñandú", "L'Œil", None)]),
        (b"a,b\n007,1e400\n", [("007", "1e400", None)]),
        (b"a,b\nNone,NaN\n", [("None", "NaN", None)]),
    ],
)
def test_every_cell_is_read_as_text(tmp_path: Path, content: bytes, rows: Cells) -> None:
    assert read(tmp_path, content) == rows


def test_a_row_that_is_torn_in_two_gives_two_rows_with_the_rest_blank(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\n1\n,2\n3,4\n") == [
        ("1", None, None),
        (None, "2", None),
        ("3", "4", None),
    ]


@pytest.mark.parametrize("extra", [b",3", b",3,4", b",3,4,5,6,7"])
@pytest.mark.parametrize("before", [b"", b"1,2\n"])
def test_a_cell_beyond_the_header_is_kept_apart(
    tmp_path: Path, before: bytes, extra: bytes
) -> None:
    rows = read(tmp_path, b"a,b\n" + before + b"1,2" + extra + b"\n5,6\n")
    assert rows[-2:] == [("1", "2", "3"), ("5", "6", None)]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = "a,b\nSeñor Übel & Frères,2\n“x”,–\n"
    rows = read(tmp_path, text.encode(encoding))
    assert rows == [("Señor Übel & Frères", "2", None), ("“x”", "–", None)]


def test_a_row_far_down_may_be_as_broken_as_the_first(tmp_path: Path) -> None:
    rows = read(tmp_path, b"a,b\n" + b"1,2\n" * 5000 + b"1,2,3,4\n1\n")
    assert len(rows) == 5002
    assert rows[-2:] == [("1", "2", "3"), ("1", None, None)]


@given(
    st.lists(
        st.tuples(
            *[st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=6)] * 2
        ),
        max_size=6,
    )
)
def test_what_a_csv_writer_writes_is_read_whatever_it_holds(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]]
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([COLUMNS, *rows])
    found = read(tmp_path_factory.mktemp("csv"), text.getvalue().encode())
    assert [(a or "", b or "") for a, b, _ in found] == rows


@given(
    st.lists(st.tuples(*[st.text('a",\n é', max_size=4)] * 2), max_size=9),
    st.integers(1, 40),
    st.integers(1, 40),
)
def test_pieces_of_any_length_are_whole_records_and_the_whole_file(
    rows: list[tuple[str, str]], block: int, length: int
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    content = text.getvalue().encode()
    blocks = (content[at : at + block] for at in range(0, len(content), block))
    pieces = list(records.whole(blocks, length))
    assert b"".join(pieces) == content
    assert all(pieces) or pieces == [b""]
    assert all(piece.count(b'"') % 2 == 0 for piece in pieces)
    read = [row for piece in pieces for row in csv.reader(io.StringIO(piece.decode(), newline=""))]
    assert [tuple(row) for row in read] == rows


def test_a_file_longer_than_is_held_is_read_from_the_source_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "MAX_IN_MEMORY", 1_000)
    monkeypatch.setattr(files_module, "PIECE", 100)
    monkeypatch.setattr(files_module, "BLOCK", 64)
    content = b"a,b\n" + b"".join(b'%d,"x\ny"\n' % n for n in range(1_000))
    zipped = zip_of(tmp_path / "a.zip", {"things.csv": content})
    pieces = Files.open(zipped).read("things.csv", COLUMNS)
    for _ in range(2):
        assert len(list(pieces)) > 50
        assert whole(pieces)["a"].to_list() == [str(n) for n in range(1_000)]


def test_a_stray_quote_costs_its_line_in_a_late_piece_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files_module, "PIECE", 8)
    monkeypatch.setattr(files_module, "BLOCK", 8)
    content = b"a,b\n" + b"1,2\n" * 50 + b'"1,2\n' + b"3,4\n" * 50
    expected = [("1", "2", None)] * 50 + [(None, None, TORN + '52: "1,2')] + [("3", "4", None)] * 50
    assert read(tmp_path, content) == expected


@given(st.text("a1,\"'\n\r\t é\\\x00\ufeff", max_size=30) | st.binary(max_size=30))
def test_a_file_is_read_or_refused_but_never_raises_anything_else(
    tmp_path_factory: pytest.TempPathFactory, rest: str | bytes
) -> None:
    content = rest if isinstance(rest, bytes) else rest.encode()
    folder = tmp_path_factory.mktemp("csv")
    for header in (b"", b"a,b\n"):
        try:
            rows = read(folder, header + content)
        except SourceError:
            continue
        assert all(len(row) == 3 for row in rows)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"\n", "an empty file"),
        (b"a,c\n1,2\n", "missing: b; unknown: c"),
        (b"a\n1\n", "missing: b"),
        (b"A,B\n1,2\n", "missing: a, b; unknown: A, B"),
        (b"a#b\n1#2\n", "missing: a, b; unknown: a#b"),
        (b"a,b,a\n1,2,3\n", "twice: a"),
        (b"<!DOCTYPE html>\n<p>a,b\n", "a web page"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "a pointer of Git LFS, without the file it stands for",
        ),
        (b"PK\x03\x04\x14", "a spreadsheet or another zip"),
        (b'[{"a": 1}]', "JSON"),
        (b"a\rb\r1\r", "an empty file"),
        (b"x" * 200_000, "an empty file"),
        (b"\x00\x01\x02", "missing: a, b; unknown: \x00\x01\x02"),
    ],
)
def test_a_file_with_other_columns_is_refused_and_both_are_named(
    tmp_path: Path, content: bytes, found: str
) -> None:
    assert refused(tmp_path, content).endswith(f"expected the columns a, b; found {found}")


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        (b'1,"2', (None, None, TORN + '3: 1,"2')),
        (b'"1"x,2', (None, None, TORN + '3: "1"x,2')),
        (b'12" disk,2', ('12" disk', "2", None)),
        (b'a "b" c,2', ('a "b" c', "2", None)),
    ],
)
@pytest.mark.parametrize("after", [b"", b'"x\ny","z"\n', b'1,"2, and 3"\n'])
def test_a_stray_quote_costs_its_line_at_the_most(
    tmp_path: Path, line: bytes, cells: tuple[str | None, ...], after: bytes
) -> None:
    content = b"a,b\n5,6\n" + line + b"\n" + after + b"7,8\n"
    rows = read(tmp_path, content)
    assert rows[:2] == [("5", "6", None), cells]
    assert rows[-1] == ("7", "8", None)
    assert len(rows) == (4 if after else 3)


def test_a_file_with_many_stray_quotes_is_no_csv(tmp_path: Path) -> None:
    assert "expected CSV; found 101 lines" in refused(tmp_path, b"a,b\n" + b'"1"x,2\n' * 200)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_another_separator_is_found_in_the_header(tmp_path: Path, separator: str) -> None:
    content = 'a,b\n1,"x,y"\n,3\n'.replace(",", separator).encode()
    assert read(tmp_path, content) == [("1", f"x{separator}y", None), (None, "3", None)]


def test_names_in_the_header_lose_the_blanks_around_them(tmp_path: Path) -> None:
    assert read(tmp_path, b' a , "b" \n1,2\n') == [("1", "2", None)]


def test_a_column_that_may_be_missing_is_null_and_a_finding(tmp_path: Path) -> None:
    files = Files.open(folder_of(tmp_path, {"things.csv": b"a\n1\n"}))
    assert whole(files.read("things.csv", COLUMNS, optional=["b"])).rows() == [("1", None, None)]
    assert [finding.rule for finding in files.findings] == ["things.csv has no b"]


def test_what_is_unusual_about_a_file_is_a_finding(tmp_path: Path) -> None:
    for name, content in {
        "windows": b"a,b\nAm\xe9lie,2\n1,2\n\xd1u,3\n",
        "mark": "a,b\n1,2\n".encode("utf-16"),
        "damage": "a,b\né,1\né,2\n".encode() + b"\xff,3\n",
        "semicolon": b"a;b\n1;2\n",
        "usual": "a,b\né,2\n".encode(),
    }.items():
        (tmp_path / f"{name}.csv").write_bytes(content)
    files = Files.open(tmp_path)
    for name in files.names:
        files.read(name, COLUMNS)
    assert {finding.rule: (finding.rows, finding.example) for finding in files.findings} == {
        "windows.csv is read as Windows-1252": (2, "Amélie,2"),
        "mark.csv is read as UTF-16": (1, None),
        "lines of damage.csv are not UTF-8; what cannot be read is \ufffd": (1, "\ufffd,3"),
        "cells of semicolon.csv are separated by ';'": (1, None),
    }


def test_a_header_of_many_columns_is_cut_in_the_message(tmp_path: Path) -> None:
    header = ",".join(f"column {number}" for number in range(1000)).encode()
    assert len(refused(tmp_path, header + b"\n")) < 600 + len(str(tmp_path))


def test_the_names_are_those_of_the_csv_files(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "folder", {**WHOLE, "notes.txt": b"", "a.csv.bak": b""})
    assert Files.open(folder).names == ["other.csv", "things.csv"]
    assert "things.csv" in Files.open(folder)
    assert "notes.txt" not in Files.open(folder)


@pytest.mark.parametrize("inside", ["", "archive/", "a/b/c/"])
def test_a_zip_is_read_like_a_folder_however_deep_its_files_lie(
    tmp_path: Path, inside: str
) -> None:
    files = Files.open(zip_of(tmp_path / "a.zip", {**WHOLE, "notes.txt": b""}, inside))
    assert files.names == ["other.csv", "things.csv"]
    assert whole(files.read("things.csv", COLUMNS)).rows() == [("1", "2", None)]


def test_the_shadow_files_of_a_mac_are_left_out(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "a.zip", {"things.csv": b"a,b\n1,2\n", "__MACOSX/._x.csv": b"\0"})
    assert Files.open(zipped).names == ["things.csv"]


def digest(files: Files, *names: str) -> str:
    for name in names:
        files.read(name, ())
    return files.digest


def test_the_digest_is_that_of_the_content_whether_folder_or_zip(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "folder", WHOLE)
    flat, deep = (zip_of(tmp_path / f"{n}.zip", WHOLE, n) for n in ("", "deep/"))
    digests = {
        *(digest(Files.open(where), *sorted(WHOLE)) for where in (folder, flat, deep)),
        digest(Files.open(folder), *sorted(WHOLE, reverse=True)),
    }
    assert len(digests) == 1


def test_the_digest_changes_with_any_byte_any_name_and_any_file_that_is_read(
    tmp_path: Path,
) -> None:
    one = digest(Files.open(folder_of(tmp_path / "1", WHOLE)), "things.csv")
    both = digest(Files.open(folder_of(tmp_path / "1", WHOLE)), *WHOLE)
    content = {**WHOLE, "things.csv": b"a,b\n1,3\n"}
    changed = digest(Files.open(folder_of(tmp_path / "2", content)), "things.csv")
    named = digest(Files.open(folder_of(tmp_path / "3", {"x.csv": WHOLE["things.csv"]})), "x.csv")
    assert len({one, both, changed, named}) == 4


def test_a_file_that_is_not_read_does_not_change_the_digest(tmp_path: Path) -> None:
    more = folder_of(tmp_path / "more", {**WHOLE, "third.csv": b"x\n"})
    same = folder_of(tmp_path / "same", WHOLE)
    assert digest(Files.open(more), *WHOLE) == digest(Files.open(same), *WHOLE)


def test_nothing_of_that_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(
        SourceError, match=r"nope\.zip: expected a folder, a zip or a tar.gz; found nothing"
    ):
        Files.open(tmp_path / "nope.zip")


@pytest.mark.parametrize("content", [b"", b"PK", b"a,b\n1,2\n", b"\x1f\x8b" * 40])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(
        SourceError, match=r"a\.zip: expected a folder, a zip or a tar.gz; found a file that"
    ):
        Files.open(tmp_path / "a.zip")


def test_a_folder_under_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "things.csv").mkdir()
    with pytest.raises(SourceError, match=r"things\.csv: expected a readable file; found damage"):
        Files.open(tmp_path).read("things.csv", COLUMNS)


def attempt(zipped: Path) -> Cells | None:
    """The rows of a zip that may be damaged; None where it is refused."""
    try:
        files = Files.open(zipped)
        return [row for name in files.names for row in whole(files.read(name, COLUMNS)).rows()]
    except SourceError:
        return None


def test_a_zip_that_is_cut_off_anywhere_is_refused(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "a.zip", {"things.csv": b"a,b\n1,2\n3,4\n"})
    content = zipped.read_bytes()
    for length in range(len(content)):
        zipped.write_bytes(content[:length])
        assert attempt(zipped) is None, length


def test_a_flipped_bit_in_a_zip_is_harmless_or_refused(tmp_path: Path) -> None:
    rows: Cells = [("1", "2", None), ("3", "4", None)] * 4
    zipped = zip_of(tmp_path / "a.zip", {"é/things.csv": b"a,b\n" + b"1,2\n3,4\n" * 4})
    content = zipped.read_bytes()
    refusals = 0
    for bit in range(0, 8 * len(content), BITS_APART):
        flipped = bytearray(content)
        flipped[bit // 8] ^= 1 << bit % 8
        zipped.write_bytes(flipped)
        found = attempt(zipped)
        assert found in (None, [], rows), bit
        refusals += found is None
    assert refusals > len(content) / BITS_APART


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    zipped = zip_of(tmp_path / "a.zip", {"things.csv": b"a,b\n1,2\n"})
    content = bytearray(zipped.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    zipped.write_bytes(content)
    assert zipfile.ZipFile(zipped).infolist()[0].flag_bits & 1
    with pytest.raises(SourceError, match=r"things\.csv: expected a readable file; found damage"):
        Files.open(zipped).read("things.csv", COLUMNS)


@pytest.mark.parametrize("claim", [None, 1_000])
def test_a_file_that_unpacks_to_far_more_than_its_zip_has_is_refused(
    claim: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the zip says about its length; a smaller one than it has does not fit either."""
    monkeypatch.setattr(archives, "MIN_LIMIT", 100_000)
    monkeypatch.setattr(files_module, "BLOCK", 1_000)
    zipped = zip_of(tmp_path / "a.zip", {"things.csv": b"a,b\n" + b"1,2\n" * 200_000})
    if claim is not None:
        content = bytearray(zipped.read_bytes())
        at = content.index(b"PK\x01\x02") + 24
        content[at : at + 4] = claim.to_bytes(4, "little")
        zipped.write_bytes(content)
    with pytest.raises(SourceError, match=r"things\.csv: expected (at most|a readable file)"):
        Files.open(zipped).read("things.csv", COLUMNS)


def test_the_same_file_in_a_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MIN_LIMIT", 100_000)
    content = b"a,b\n" + b"1,2\n" * 200_000
    files = Files.open(folder_of(tmp_path / "a", {"things.csv": content}))
    assert len(whole(files.read("things.csv", COLUMNS))) == 200_000


def test_a_zip_that_can_only_be_unpacked_whole_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_BZIP2) as zipped:
        zipped.writestr("things.csv", b"a,b\n1,2\n")
    with pytest.raises(SourceError, match="another method than deflate"):
        Files.open(tmp_path / "a.zip").read("things.csv", COLUMNS)
