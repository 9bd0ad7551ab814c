"""Files of a page: fetched once, checked, and loaded from here."""

import base64
import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from deploy.page_files import PageFileError, fetch, npm
from server.pages.page_files import PageFile, files_of

CONTENT = b"let thing = 1;"
HASH = "sha384-" + base64.b64encode(hashlib.sha384(CONTENT).digest()).decode()
TAG = '<script src="https://cdn.example/thing@1.0.0/{}.js"\n integrity="{}"></script>'
FILES = files_of("".join(TAG.format(name, HASH) for name in "ab"))


class FakeSource:
    """A source that gives what it is told to, and counts how often it is asked."""

    def __init__(self, name: str, reply: bytes | Exception) -> None:
        self.__name__ = name
        self.reply = reply
        self.asked: list[str] = []

    def __call__(self, file: PageFile, _scratch: Path) -> bytes:
        self.asked.append(file.name)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


@pytest.fixture
def fake_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to put a shell script called npm first on the PATH."""

    def install(script: str) -> None:
        npm = tmp_path / "bin" / "npm"
        npm.parent.mkdir()
        npm.write_text(f"#!/bin/sh\n{script}\n")
        npm.chmod(0o755)
        monkeypatch.setenv("PATH", str(npm.parent), prepend=":")

    return install


def test_a_fetch_keeps_every_file_and_tells_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fetch(FILES, tmp_path, [FakeSource("cdn", CONTENT)])

    assert (tmp_path / "thing@1.0.0" / "a.js").read_bytes() == CONTENT
    assert (tmp_path / "thing@1.0.0" / "b.js").read_bytes() == CONTENT
    assert capsys.readouterr().out.splitlines() == [
        "thing@1.0.0/a.js, 14 bytes",
        "thing@1.0.0/b.js, 14 bytes",
    ]


def test_a_second_fetch_asks_nobody(tmp_path: Path) -> None:
    fetch(FILES, tmp_path, [FakeSource("cdn", CONTENT)])
    again = FakeSource("cdn", CONTENT)

    fetch(FILES, tmp_path, [again])

    assert again.asked == []


def test_a_damaged_file_is_fetched_again(tmp_path: Path) -> None:
    fetch(FILES, tmp_path, [FakeSource("cdn", CONTENT)])
    (tmp_path / "thing@1.0.0" / "b.js").write_bytes(CONTENT[:5])
    again = FakeSource("cdn", CONTENT)

    fetch(FILES, tmp_path, [again])

    assert again.asked == ["thing@1.0.0/b.js"]
    assert (tmp_path / "thing@1.0.0" / "b.js").read_bytes() == CONTENT


def test_a_file_with_another_hash_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    forged = FakeSource("cdn", b"let thing = 2;")

    with pytest.raises(PageFileError, match=r"thing@1\.0\.0/a\.js .*cdn: the hash is not"):
        fetch(FILES, tmp_path, [forged])

    assert list(tmp_path.iterdir()) == []


def test_a_source_out_of_reach_is_asked_once_and_the_next_one_helps_out(tmp_path: Path) -> None:
    cdn = FakeSource("cdn", OSError("no route to host"))
    npm = FakeSource("npm", CONTENT)

    fetch(FILES, tmp_path, [cdn, npm])

    assert cdn.asked == ["thing@1.0.0/a.js"]
    assert npm.asked == ["thing@1.0.0/a.js", "thing@1.0.0/b.js"]


def test_with_every_source_out_of_reach_the_error_says_what_each_answered(tmp_path: Path) -> None:
    sources = [FakeSource("cdn", OSError("no route to host")), FakeSource("npm", OSError("E404"))]

    with pytest.raises(PageFileError) as caught:
        fetch(FILES, tmp_path, sources)

    assert str(caught.value) == (
        "thing@1.0.0/a.js could not be fetched (cdn: no route to host; npm: E404)"
    )


@pytest.mark.live
def test_npm_is_asked_once_for_a_package_of_two_files(
    tmp_path: Path, fake_npm: Callable[[str], None]
) -> None:
    with tarfile.open(tmp_path / "thing.tgz", "w:gz") as package:
        for name in ("package/a.js", "package/b.js"):
            member = tarfile.TarInfo(name)
            member.size = len(CONTENT)
            package.addfile(member, io.BytesIO(CONTENT))
    fake_npm(
        f'echo "$1 $3" >> {tmp_path}/asked; cp {tmp_path}/thing.tgz "${{2#--pack-destination=}}"'
    )

    fetch(FILES, tmp_path / "kept", [npm])

    assert (tmp_path / "asked").read_text() == "pack thing@1.0.0\n"
    assert (tmp_path / "kept" / "thing@1.0.0" / "b.js").read_bytes() == CONTENT


@pytest.mark.live
def test_what_npm_complains_about_stands_in_the_error(
    tmp_path: Path, fake_npm: Callable[[str], None]
) -> None:
    fake_npm("echo 'npm error code E404' >&2; exit 1")

    with pytest.raises(PageFileError, match="npm: npm error code E404"):
        fetch(FILES, tmp_path / "kept", [npm])
