"""A zip from a server that behaves, breaks or refuses."""

from __future__ import annotations

import hashlib
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.errors import FetchError
from etl.fetch import fetch_zip
from settings import ROOT
from tests.etl.fetch.host import Host, serving
from tests.support.builders import zip_of
from tests.support.command_line import error_line, run


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A server of a zip of 200,000 bytes that do not compress."""
    noise = random.Random(1).randbytes(200_000)
    content = zip_of(tmp_path / "made" / "films.zip", {"noise": noise}).read_bytes()
    with serving(Host(content)) as host:
        yield host


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where it should go; the folder is not there yet."""
    return tmp_path / "raw"


def fetch(host: Host, out: Path, sha256: str | None = None, path: str = "/films.zip") -> Path:
    return fetch_zip(f"{host.address}{path}", out, sha256, lambda *_: None)


def digest(host: Host) -> str:
    return hashlib.sha256(host.content).hexdigest()


def test_a_zip_arrives_whole_and_alone(host: Host, out: Path) -> None:
    file = fetch(host, out, digest(host))
    assert file.read_bytes() == host.content
    assert list(out.iterdir()) == [file]
    assert file.name.endswith("-films.zip")


def test_a_zip_that_is_there_is_not_fetched_again(host: Host, out: Path) -> None:
    assert fetch(host, out) == fetch(host, out)
    assert len(host.asked) == 1


MONDAY, TUESDAY = "Mon, 19 Oct 2015 07:28:00 GMT", "Tue, 20 Oct 2015 07:28:00 GMT"


def again(host: Host, out: Path) -> Path:
    return fetch_zip(f"{host.address}/films.zip", out, None, lambda *_: None, again=True)


@pytest.mark.parametrize(
    ("before", "after", "downloads"),
    [(MONDAY, MONDAY, 1), (MONDAY, TUESDAY, 2), (None, None, 2), ("no date", "no date", 2)],
)
def test_a_zip_is_fetched_again_unless_its_host_says_that_it_is_the_same(
    host: Host, out: Path, before: str | None, after: str | None, downloads: int
) -> None:
    host.modified = before
    file = again(host, out)
    host.modified = after
    assert again(host, out) == file
    assert len(host.asked) == downloads


def test_a_new_zip_that_does_not_arrive_leaves_the_old_one(host: Host, out: Path) -> None:
    old = again(host, out).read_bytes()
    host.content, host.breaks = b"PK" + bytes(200_000), [65_536, 0]
    with pytest.raises(FetchError):
        again(host, out)
    assert next(out.glob("*.zip")).read_bytes() == old


def test_two_zips_of_the_same_name_are_told_apart(host: Host, out: Path) -> None:
    files = {fetch(host, out, path=path) for path in ("/a/x.zip", "/b/x.zip", "/b/x.zip?v=2")}
    assert len(files) == 3


def test_the_progress_counts_the_bytes_from_first_to_last(host: Host, out: Path) -> None:
    told: list[tuple[int, int | None]] = []
    host.breaks = [65_536]
    fetch_zip(f"{host.address}/x.zip", out, None, lambda *counts: told.append(counts))
    assert [here for here, _ in told] == sorted(here for here, _ in told)
    assert told[-1][0] == len(host.content)
    assert {total for _, total in told} == {len(host.content)}


def test_a_download_that_breaks_twice_goes_on_where_it_stopped(host: Host, out: Path) -> None:
    host.breaks = [65_536, 49_152]
    assert fetch(host, out, digest(host)).read_bytes() == host.content
    assert [asked.get("Range") for asked in host.asked] == [None, "bytes=65536-", "bytes=114688-"]
    assert {asked.get("If-Range") for asked in host.asked[1:]} == {'"one"'}


def test_a_download_that_breaks_for_good_goes_on_with_the_next_command(
    host: Host, out: Path
) -> None:
    host.breaks = [65_536, 0]
    with pytest.raises(FetchError, match="connection broke; the same command tries again"):
        fetch(host, out)
    assert not list(out.glob("*.zip"))
    assert fetch(host, out, digest(host)).read_bytes() == host.content
    assert host.asked[-1]["Range"] == "bytes=65536-"
    assert len(list(out.iterdir())) == 1


def test_the_date_tells_versions_apart_where_the_etag_is_weak(host: Host, out: Path) -> None:
    host.etag, host.modified = 'W/"one"', "Wed, 21 Oct 2015 07:28:00 GMT"
    host.breaks = [65_536]
    assert fetch(host, out).read_bytes() == host.content
    assert host.asked[1]["If-Range"] == host.modified


def test_a_file_that_changed_in_between_is_fetched_from_its_beginning(
    host: Host, out: Path, tmp_path: Path
) -> None:
    host.breaks = [65_536, 0]
    with pytest.raises(FetchError):
        fetch(host, out)
    host.content = zip_of(tmp_path / "new.zip", {"new": b"n" * 500}).read_bytes()
    host.etag = '"two"'
    assert fetch(host, out).read_bytes() == host.content


@pytest.mark.parametrize("faults", [{"ranges": False}, {"etag": None}])
def test_without_ranges_or_validators_it_begins_anew(
    faults: dict[str, object], host: Host, out: Path
) -> None:
    vars(host).update(faults)
    host.breaks = [65_536, 0]
    with pytest.raises(FetchError):
        fetch(host, out)
    host.breaks = []
    assert fetch(host, out).read_bytes() == host.content


def test_a_fetch_that_was_killed_before_the_renaming_ends_well(host: Host, out: Path) -> None:
    host.breaks = [65_536, 0]
    with pytest.raises(FetchError):
        fetch(host, out)
    (part,) = out.glob("*.part")
    part.write_bytes(host.content)
    assert fetch(host, out, digest(host)).read_bytes() == host.content


def test_another_checksum_leaves_nothing(host: Host, out: Path) -> None:
    with pytest.raises(FetchError) as refusal:
        fetch(host, out, "0" * 64)
    assert "0" * 64 in str(refusal.value)
    assert digest(host) in str(refusal.value)
    assert list(out.iterdir()) == []


def test_a_file_with_another_checksum_is_fetched_again(host: Host, out: Path) -> None:
    fetch(host, out).write_bytes(b"damaged")
    assert fetch(host, out, digest(host)).read_bytes() == host.content


def test_what_is_no_zip_is_shown_and_not_kept(host: Host, out: Path) -> None:
    host.content = b"<html>Please log in</html>"
    with pytest.raises(FetchError, match=r"no zip, it begins b'<html>Please log in"):
        fetch(host, out)
    assert list(out.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "reason"), [(403, "403 Forbidden"), (404, "404 Not Found"), (503, "503 Service")]
)
def test_a_refusal_names_host_reason_and_the_way_round(
    status: int, reason: str, host: Host, out: Path
) -> None:
    host.status = status
    with pytest.raises(FetchError) as refusal:
        fetch(host, out)
    message = str(refusal.value)
    assert message.startswith(f"127.0.0.1: it answers {reason}")
    assert f"download {host.address}/films.zip by hand" in message
    assert message.endswith("and run `python main.py build FILE`")
    assert not list(out.glob("*.zip"))


def test_a_host_that_nobody_knows_is_named(out: Path) -> None:
    with pytest.raises(FetchError, match=r"^films\.invalid: .*resolve"):
        fetch_zip("http://films.invalid/x.zip", out, None, lambda *_: None)


def test_a_port_that_nobody_listens_on_is_refused(out: Path) -> None:
    with serving(Host(b"")) as gone:
        pass
    with pytest.raises(FetchError, match=r"^127\.0\.0\.1: .*refused"):
        fetch(gone, out)


@pytest.mark.parametrize("url", ["films.zip", "ftp://host/films.zip", "http:///films.zip", ""])
def test_what_is_no_address_is_named(url: str, out: Path) -> None:
    with pytest.raises(FetchError, match="neither `kaggle` nor the http or https address"):
        fetch_zip(url, out, None, lambda *_: None)


@pytest.mark.parametrize("sha256", ["", "0" * 63, "g" * 64, "sha256:" + "0" * 64])
def test_what_is_no_checksum_is_named(sha256: str, host: Host, out: Path) -> None:
    with pytest.raises(FetchError, match="is no SHA-256"):
        fetch(host, out, sha256)
    assert host.asked == []


def test_the_command_prints_where_it_is(host: Host, out: Path) -> None:
    url = f"{host.address}/films.zip"
    done = run("fetch", url, "--out", out, "--sha256", digest(host).upper())
    (file,) = out.iterdir()
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{file}\n", "")
    assert file.read_bytes() == host.content


def test_the_command_ends_with_one_line(host: Host, out: Path) -> None:
    host.status = 404
    line = error_line(run("fetch", f"{host.address}/films.zip", "--out", out))
    assert line.startswith("error: 127.0.0.1: it answers 404 Not Found; download http://127.0.0.1")


@pytest.mark.live
@pytest.mark.parametrize("source", ["kaggle", "https://example.org/a.zip?b=1&c=2"])
def test_make_run_builds_what_it_fetches(source: str) -> None:
    command = ["make", "-n", "run", f"SOURCE={source}"]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert f'main.py fetch \'{source}\')" && .venv/bin/python main.py build "$source"' in shown
