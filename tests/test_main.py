"""The command line, as a person at a terminal meets it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from catalog.storage import store
from schema import schema
from settings import ROOT
from tests.support.builders import zip_of

WITHIN = 60  # seconds
ENVIRONMENT = {"PATH": os.environ["PATH"], "COLUMNS": "100"}


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        timeout=WITHIN,
        check=False,
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a command ended with because of its input."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert done.stdout == ""
    return line


@contextmanager
def serving(*arguments: str | Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Run `serve`, and end it with SIGTERM."""
    process = subprocess.Popen(
        [sys.executable, "main.py", "serve", *map(str, arguments)],
        cwd=ROOT,
        env={**ENVIRONMENT, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
        process.send_signal(signal.SIGTERM)
        process.wait(WITHIN)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # workers, too, which hold the pipe
        process.communicate()


def answer(port: int, query: str, process: subprocess.Popen[str]) -> object:
    """The data that the server on `port` answers, once it is ready."""
    deadline = time.monotonic() + WITHIN
    while time.monotonic() < deadline and process.poll() is None:
        try:
            response = httpx.get(f"http://127.0.0.1:{port}/graphql", params={"query": query})
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return response.json()["data"]
    raise AssertionError(process.communicate()[0])


@pytest.fixture
def port() -> int:
    """A port that is free."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ("build", "python main.py build the-movies-dataset.zip"),
        ("fetch", "python main.py fetch https://example.org/the-movies-dataset.zip"),
        ("report", "python main.py report --out report.html --png charts"),
        ("serve", "python main.py serve --port 9000"),
        ("schema", "python main.py schema > schema.graphql"),
        ("export", "python main.py export --format parquet --out tables"),
        ("evaluate", "python main.py evaluate --users users_split.csv"),
        ("neighbors", "python main.py neighbors --mode blend --k 20 --out blend.parquet"),
    ],
)
def test_the_help_of_each_command_has_an_example(command: str, example: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert f"Example: {example}" in done.stdout


def test_the_help_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in ("build", "serve", "schema", "export"):
        assert f"│ {command} " in done.stdout


def test_the_short_option_for_help_works_for_each_command_and_for_none() -> None:
    assert run("-h").stdout == run("--help").stdout
    assert run("serve", "-h").stdout == run("serve", "--help").stdout


def test_the_version_is_that_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"Reelgraph {project['version']}\n")


def test_outside_the_environment_one_line_says_what_to_run() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "main.py", "--version"],  # which finds no installed package
        cwd=ROOT,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "`make setup`" in complaint(done)


def test_an_unknown_option_is_a_mistake() -> None:
    done = run("serve", "--colour", "blue")
    assert done.returncode == 2
    assert "No such option: --colour" in done.stderr


def test_schema_prints_the_schema() -> None:
    done = run("schema")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == schema.as_str().strip()


def test_a_build_says_what_it_made(sample_snapshots: Path, tmp_path: Path) -> None:
    done = run("build", "--snapshots", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    made = store.current(tmp_path)
    assert made.name == store.current(sample_snapshots).name
    assert done.stdout.startswith(f"Built {made}: 293 of 300 films kept, ")


def test_a_second_build_says_that_the_snapshot_is_up_to_date(sample_snapshots: Path) -> None:
    done = run("build", "data/sample", "--snapshots", sample_snapshots)
    assert done.returncode == 0
    assert done.stdout.startswith(f"Up to date: {store.current(sample_snapshots)}: ")


def test_a_source_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    missing = tmp_path / "[missing].zip"
    assert complaint(run("build", missing, "--snapshots", tmp_path / "snapshots")) == (
        f"error: {missing}: expected a folder or a zip; found nothing of that name"
    )


def test_a_broken_zip_is_one_line_and_leaves_no_snapshot(tmp_path: Path) -> None:
    whole = zip_of(tmp_path / "whole.zip", {"movies_metadata.csv": b"x" * 5000})
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:60])
    line = complaint(run("build", broken, "--snapshots", tmp_path / "snapshots"))
    assert line.startswith(f"error: {broken}: expected a folder or a zip; found ")
    assert not (tmp_path / "snapshots").exists()


def test_without_a_snapshot_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    line = complaint(run("serve", "--snapshots", tmp_path))
    assert f"`python main.py build --snapshots {tmp_path}`" in line


def test_the_folder_of_snapshots_can_come_from_the_environment(tmp_path: Path) -> None:
    line = complaint(run("serve", REELGRAPH_SNAPSHOTS=str(tmp_path)))
    assert line.startswith(f"error: {tmp_path}: no snapshot here")


def test_a_snapshot_with_a_file_cut_off_is_not_served(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    folder = tmp_path / store.current(sample_snapshots).name
    shutil.copytree(store.current(sample_snapshots), folder)
    store.point(tmp_path, folder.name)
    damaged = folder / "movies.title.json.npy"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    line = complaint(run("serve", "--snapshots", tmp_path))
    assert line.startswith(f"error: {damaged}: expected ")


def test_a_port_that_is_taken_is_said(sample_snapshots: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run("serve", "--snapshots", sample_snapshots, "--port", port)
    assert done.returncode != 0
    assert "address already in use" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_it_serves_on_the_port_of_the_environment(sample_snapshots: Path, port: int) -> None:
    with serving("--snapshots", sample_snapshots, PORT=str(port)) as process:
        found = answer(port, "{ movie(id: 949) { title } }", process)
        assert found == {"movie": {"title": "Heat"}}


def test_it_serves_with_two_workers(sample_snapshots: Path, port: int) -> None:
    arguments = ("--snapshots", sample_snapshots, "--port", port, "--workers", 2)
    with serving(*map(str, arguments)) as process:
        found = answer(port, "{ movie(id: 949) { title } }", process)
        assert found == {"movie": {"title": "Heat"}}


def test_a_setting_that_cannot_be_used_is_one_line_that_names_it() -> None:
    line = complaint(run("schema", REELGRAPH_PORT="many"))
    assert line.startswith("error: REELGRAPH_PORT is 'many': ")
