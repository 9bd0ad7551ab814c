"""Files of a snapshot that are cut off or have a bit flipped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import httpx
import pytest

from catalog.storage import store
from tests.faults.conftest import Pair
from tests.faults.ground import COMPLAINT_WITHIN, PATIENCE, ask, copy_of, serving, started, until

KINDS = [
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
    "../current",
]
"""One file of every kind: of numbers, texts, positions and labels, of the index of names …"""
AT_START = {"account.json", "manifest.json", "../current"}
AT_ONCE = 3
FINGERPRINT = "{ catalog { dataset { fingerprint } } }"


class Outcome(NamedTuple):
    """How a server ended that was given a damaged file."""

    file: Path
    code: int
    statuses: set[int]
    seconds: float
    log: str


Outcomes = dict[str, Future[Outcome]]


def cut(file: Path) -> None:
    """Take away the last byte."""
    file.write_bytes(file.read_bytes()[:-1] if file.name != "current" else b"")


def flip(file: Path) -> None:
    """Flip a bit of the last byte of a text or a number; of a manifest one that is its form."""
    content = bytearray(file.read_bytes())
    content[0 if file.name in {"manifest.json", "current"} else -1] ^= 1
    file.write_bytes(content)


def outcomes(damage: Callable[[Path], None], built: Pair, folder: Path) -> Iterator[Outcomes]:
    """Start a server on every kind of damaged file, some at a time."""

    def run(number: int, kind: str) -> Outcome:
        snapshots = copy_of(built.snapshots, (built.one,), folder / str(number))
        (file,) = (
            (snapshots / built.one).glob(kind) if ".." not in kind else [snapshots / "current"]
        )
        damage(file)
        statuses: set[int] = set()
        begin = time.monotonic()
        log = folder / f"{number}.log"
        with started(snapshots, log) as server, httpx.Client(base_url=server.address) as client:

            def ended() -> bool:
                with suppress(httpx.TransportError):
                    statuses.add(client.get("/readyz").status_code)
                return server.process.poll() is not None

            assert until(ended, PATIENCE, 0.2), server.log
            seconds = time.monotonic() - begin
            return Outcome(file, server.process.returncode, statuses, seconds, server.log)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {kind: pool.submit(run, number, kind) for number, kind in enumerate(KINDS)}


@pytest.fixture(scope="module")
def after_cuts(built: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    """What came of files cut off."""
    yield from outcomes(cut, built, tmp_path_factory.mktemp("cut"))


@pytest.fixture(scope="module")
def after_flips(built: Pair, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outcomes]:
    """What came of flipped bits."""
    yield from outcomes(flip, built, tmp_path_factory.mktemp("flipped"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_off_is_named_and_nothing_is_served(kind: str, after_cuts: Outcomes) -> None:
    outcome = after_cuts[kind].result()
    assert outcome.code == 2
    assert outcome.statuses == set()
    assert outcome.seconds < COMPLAINT_WITHIN
    assert "Traceback" not in outcome.log
    named = outcome.file.parent if kind == "../current" else outcome.file
    assert str(named) in outcome.log


@pytest.mark.parametrize("kind", KINDS)
def test_a_flipped_bit_is_found_and_the_file_is_named(kind: str, after_flips: Outcomes) -> None:
    """What cannot be opened is found at once, the rest in the background."""
    outcome = after_flips[kind].result()
    assert outcome.code == (2 if kind in AT_START else 3), outcome.log
    named = outcome.file.parent if kind == "../current" else outcome.file
    assert str(named) in outcome.log
    assert outcome.statuses <= {200, 503}
    if "is served is damaged" in outcome.log:
        assert 503 in outcome.statuses
        assert "Traceback" not in outcome.log


def test_flipped_bits_are_found_in_the_background(after_flips: Outcomes) -> None:
    later = {kind for kind in KINDS if "is served is damaged" in after_flips[kind].result().log}
    assert later >= {"movies.runtime.values.npy", "movies.title.json.npy", "space-cast.weights.npy"}


def test_of_several_workers_none_is_left_once_a_flipped_bit_is_found(
    pair: Pair, tmp_path: Path
) -> None:
    file = pair.snapshots / pair.one / "movies.runtime.values.npy"
    flip(file)
    with started(pair.snapshots, tmp_path / "log", "--workers", "2") as server:
        assert server.ended(PATIENCE) == 3
        assert str(file) in server.log


def test_a_damaged_new_snapshot_is_not_taken_until_it_is_mended(pair: Pair, tmp_path: Path) -> None:
    file = pair.snapshots / pair.other / "movies.title.json.npy"
    sound = file.read_bytes()
    flip(file)
    with serving(pair.snapshots, tmp_path / "log") as server:

        def served() -> str:
            return str(ask(server, FINGERPRINT)["data"]["catalog"]["dataset"]["fingerprint"])

        store.point(pair.snapshots, pair.other)
        assert until(lambda: str(file) in server.log, 10), server.log
        assert served() == pair.one
        assert server.ready()

        file.write_bytes(sound)
        assert not until(lambda: served() == pair.other, 1.5)  # nobody has said that it is mended
        store.point(pair.snapshots, pair.other)
        assert until(lambda: served() == pair.other, 5), server.log
        assert server.log.count("the new snapshot is not taken") == 1


@pytest.mark.parametrize("nonsense", [b"", b"nowhere\n", b"\xff\xfe", None])
def test_a_pointer_to_nowhere_is_complained_about_once(
    nonsense: bytes | None, pair: Pair, tmp_path: Path
) -> None:
    pointer = pair.snapshots / store.POINTER
    with serving(pair.snapshots, tmp_path / "log") as server:
        if nonsense is None:
            pointer.unlink()
        else:
            pointer.write_bytes(nonsense)
        assert until(lambda: "no snapshot here" in server.log, 10), server.log
        assert not until(lambda: server.log.count("not taken") > 1, 2.5), server.log
        assert server.ready()
        store.point(pair.snapshots, pair.other)
        assert until(lambda: f"snapshot {pair.other} is served now" in server.log, 5), server.log
