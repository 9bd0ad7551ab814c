"""A build that dies by kill -9 at any moment harms nothing."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest

from build import build
from catalog import snapshot
from catalog.snapshot import Snapshot
from schema import schema
from server.served import context_of
from settings import ROOT
from tests.faults.conftest import FEW, Pair
from tests.faults.ground import ask, copy_of, fewer_films, litter, serving

AT_ONCE = 2
DOOMED = (sys.executable, "-m", "tests.faults.doomed")


class Moment(NamedTuple):
    """When a build dies; `done` tells whether the new snapshot is the current one by then."""

    name: str
    when: str
    event: str
    part: str
    nth: int = 1
    done: bool = False


MOMENTS = [
    Moment("reading the source", "before", "open", "movies_metadata.csv"),
    Moment("about to make the draft", "before", "tempfile.mkdtemp", ".draft-"),
    Moment("with an empty draft", "before", "open", "movies.tmdb_id"),
    Moment("with the tables written", "before", "open", "account.json"),
    Moment("about to index names", "before", "os.mkdir", "/names"),
    Moment("with the names indexed", "before", "open", "space-"),
    Moment("with the model written", "before", "open", "neighbors-"),
    Moment("about to write the manifest", "before", "open", "manifest.json"),
    Moment("flushing to the disk", "before", "open", "manifest.json", 2),
    Moment("right before the rename", "before", "os.rename", ".draft-"),
    Moment("right after the rename", "after", "os.rename", ".draft-"),
    Moment("writing the pointer", "after", "open", ".current-"),
    Moment("right before the pointer is renamed", "before", "os.rename", ".current-"),
    Moment("right after the pointer is renamed", "after", "os.rename", ".current-", done=True),
]


class Killed(NamedTuple):
    """What a killed build left: how it ended, and the folder of snapshots."""

    code: int
    told: str
    snapshots: Path


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the killed builds were to build."""
    return fewer_films(tmp_path_factory.mktemp("source") / "fewer", FEW)


@pytest.fixture(scope="module")
def killed(
    built: Pair, source: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Future[Killed]]]:
    """A build beside an old snapshot for each of the moments."""
    folder = tmp_path_factory.mktemp("killed")

    def kill(number: int, moment: Moment) -> Killed:
        snapshots = copy_of(built.snapshots, (built.one,), folder / str(number))
        when = (moment.when, moment.event, moment.part, str(moment.nth))
        done = subprocess.run(
            [*DOOMED, *when, "build", str(source), "--snapshots", str(snapshots)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return Killed(done.returncode, done.stdout + done.stderr, snapshots)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield {
            moment.name: pool.submit(kill, number, moment) for number, moment in enumerate(MOMENTS)
        }


@pytest.mark.parametrize("moment", MOMENTS, ids=[moment.name for moment in MOMENTS])
def test_a_build_that_is_killed_leaves_the_old_snapshot_and_the_next_one_tidies_up(
    moment: Moment, killed: dict[str, Future[Killed]], built: Pair, source: Path
) -> None:
    code, told, snapshots = killed[moment.name].result()
    assert code == -signal.SIGKILL, told

    name = built.other if moment.done else built.one
    assert (snapshots / snapshot.POINTER).read_text() == f"{name}\n"
    opened = Snapshot.open(snapshot.current(snapshots))
    opened.verify()
    found = schema.execute_sync("{ movie(id: 949) { title } }", context_value=context_of(opened))
    assert found.data == {"movie": {"title": "Heat"}}

    again = build(source, snapshots)
    assert again.fingerprint == built.other
    assert snapshot.current(snapshots).name == built.other
    Snapshot.open(again.folder).verify()
    assert litter(snapshots) == []
    assert {entry.name for entry in snapshots.iterdir()} == {built.one, built.other, "current"}


def test_a_server_serves_the_old_snapshot_beside_what_a_killed_build_left(
    built: Pair, tmp_path: Path
) -> None:
    snapshots = copy_of(built.snapshots, (built.one, built.other), tmp_path / "snapshots")
    (snapshots / built.other).rename(snapshots / ".draft-left")
    with serving(snapshots, tmp_path / "log") as server:
        dataset = ask(server, "{ catalog { dataset { fingerprint } } }")["data"]["catalog"]
        assert dataset == {"dataset": {"fingerprint": built.one}}
