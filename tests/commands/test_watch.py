"""`watch`: round after round, what is new and sound is published, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.data.rows import Row, csv_of
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from commands.options import LOSS, UNUSABLE_INPUT
from etl.sources.raw import CREDITS, METADATA
from model.card import evaluation_file
from settings import ROOT
from tests.etl.fetch.host import Host
from tests.etl.fetch.host import serving as serving_files
from tests.support import rated_catalog
from tests.support.builders import film, folder_of, zip_of
from tests.support.command_line import ENVIRONMENT, run
from tests.support.patience import HUNG, wait_for

HEAT, THIEF = film(949, "Heat"), film(11524, "Thief")


def files_of(*films: Row) -> dict[str, bytes]:
    """Raw files in the format of The Movies Dataset."""
    return {"movies_metadata.csv": csv_of(METADATA, films), "credits.csv": csv_of(CREDITS, [])}


def films(snapshots: Path) -> int:
    """How many films the current snapshot has."""
    count: int = Snapshot.open(store.current(snapshots)).json("account")["kept"]["movies"]
    return count


def test_a_round_publishes_what_is_new_and_says_so(tmp_path: Path) -> None:
    source, snapshots = folder_of(tmp_path / "raw", files_of(HEAT)), tmp_path / "snapshots"
    said = []
    for more in ({}, {}, files_of(HEAT, THIEF)):
        folder_of(source, more)
        done = run("watch", source, "--once", "--snapshots", snapshots)
        assert (done.returncode, done.stderr) == (0, "")
        said.append(done.stdout.split(maxsplit=1)[1])
    name = store.current(snapshots).name
    assert said[0].startswith("published ")
    assert said[1] == f"nothing new: {said[0].removeprefix('published ')}"
    assert said[2] == f"published {name}, 2 films\n"


@pytest.mark.parametrize(
    ("after", "code", "reason"),
    [
        (files_of(), UNUSABLE_INPUT, "expected a film"),
        (files_of(film(1, "Alone")), LOSS, "1 films, where the current catalog has 2"),
    ],
)
def test_a_round_that_finds_something_wrong_keeps_the_current_catalog(
    tmp_path: Path, after: dict[str, bytes], code: int, reason: str
) -> None:
    source, snapshots = folder_of(tmp_path / "raw", files_of(HEAT, THIEF)), tmp_path / "snapshots"
    run("watch", source, "--once", "--snapshots", snapshots)
    current = store.current(snapshots)
    folder_of(source, after)
    done = run("watch", source, "--once", "--snapshots", snapshots)
    assert (done.returncode, done.stdout) == (code, "")
    assert reason in done.stderr
    assert store.current(snapshots) == current


@pytest.mark.parametrize("every", ["24", "0h", "day", "-1h", "1w"])
def test_a_time_is_a_number_with_a_unit(every: str) -> None:
    done = run("watch", "somewhere", "--every", every, "--once")
    assert done.returncode == UNUSABLE_INPUT
    assert f"'{every}' is no time; write 90s, 30m, 24h or 7d" in " ".join(done.stderr.split())


def test_a_catalog_that_recommends_worse_than_the_current_one_is_not_published(
    tmp_path: Path,
) -> None:
    source, snapshots = rated_catalog.source(tmp_path / "raw"), tmp_path / "snapshots"
    rated_catalog.users(tmp_path / "users.csv")
    command = ("watch", source, "--once", "--snapshots", snapshots, "--users")
    assert run(*command, tmp_path / "users.csv").returncode == 0
    current = store.current(snapshots)
    evaluated = json.loads(evaluation_file(current).read_text())
    perfect = {user: figure + 1.0 for user, figure in evaluated["users"]["content"].items()}
    evaluated["users"]["content"] = perfect
    evaluation_file(current).write_text(json.dumps(evaluated))

    with (source / "movies_metadata.csv").open("a") as file:
        file.write("\n")  # another file, so another fingerprint
    done = run(*command, tmp_path / "users.csv")

    assert done.returncode == LOSS
    assert "by content films are recommended worse than before: IPW -1.0000" in done.stderr
    assert store.current(snapshots) == current


def test_a_round_that_finds_nothing_new_evaluates_nothing(tmp_path: Path) -> None:
    source, snapshots = rated_catalog.source(tmp_path / "raw"), tmp_path / "snapshots"
    rated_catalog.users(tmp_path / "users.csv")
    command = ("watch", source, "--once", "--snapshots", snapshots, "--users")
    run(*command, tmp_path / "users.csv")
    file = evaluation_file(store.current(snapshots))
    file.write_text("the first evaluation")
    assert run(*command, tmp_path / "users.csv").stdout.split()[1:3] == ["nothing", "new:"]
    assert file.read_text() == "the first evaluation"


@pytest.mark.live
def test_every_round_is_built_until_the_command_is_told_to_stop(tmp_path: Path) -> None:
    snapshots, log = tmp_path / "snapshots", tmp_path / "log"

    def zipped(*films: Row) -> bytes:
        return zip_of(tmp_path / "films.zip", files_of(*films)).read_bytes()

    with serving_files(Host(zipped(HEAT))) as host, log.open("wb") as output:
        source = f"{host.address}/films.zip"
        options = ["--every", "1s", "--snapshots", snapshots, "--out", tmp_path / "fetched"]
        watching = subprocess.Popen(
            [sys.executable, "main.py", "watch", source, *map(str, options)],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], **ENVIRONMENT},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_for(lambda: b"published" in log.read_bytes())
            host.content = b"no zip"
            wait_for(lambda: b"the current catalog stays: 127.0.0.1" in log.read_bytes())
            assert films(snapshots) == 1
            host.content = zipped(HEAT, THIEF)
            wait_for(lambda: films(snapshots) == 2)
            watching.send_signal(signal.SIGTERM)
            assert watching.wait(HUNG) == 0
        finally:
            watching.kill()
    assert {entry.name for entry in snapshots.iterdir() if entry.name.startswith(".")} == set()
