"""The command line, as a person at a terminal meets it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import main
from catalog.storage import store
from schema import schema
from settings import ROOT
from tests.support.builders import zip_of
from tests.support.command_line import error_line, run, run_process
from tests.support.patience import HUNG, wait_for
from tests.support.servers import free_port, get, is_ready


@pytest.mark.parametrize(
    ("command", "example"),
    [
        ("build", "python main.py build the-movies-dataset.zip"),
        ("fetch", "python main.py fetch https://example.org/the-movies-dataset.zip"),
        ("report", "python main.py report --out report.html --png charts"),
        ("serve", "python main.py serve --port 9000"),
        ("schema", "python main.py schema > schema.graphql"),
        ("explain", "python main.py explain '{ movie(id: 949) { title } }'"),
        ("export", "python main.py export --format parquet --out tables"),
        ("evaluate", "python main.py evaluate --users users_split.csv"),
        ("neighbors", "python main.py neighbors --basis blend --k 20 --out blend.parquet"),
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


def test_a_checksum_is_refused_where_none_is_compared() -> None:
    done = run("fetch", "kaggle", "--sha256", "0" * 64)
    assert done.returncode == 2
    assert "--sha256: only for the address of a zip file" in " ".join(done.stderr.split())


@pytest.mark.parametrize("variables", ["{", "[1]"])
def test_variables_that_are_no_json_object_are_refused(variables: str) -> None:
    done = run("explain", "{ genres { name } }", "--variables", variables)
    assert done.returncode == 2
    assert "--variables: not " in done.stderr


def test_the_version_is_that_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"Reelgraph {project['version']}\n")


@pytest.mark.live
def test_outside_the_environment_one_line_says_what_to_run() -> None:
    done = subprocess.run(
        [sys.executable, "-S", "main.py", "--version"],  # which finds no installed package
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "`make setup`" in error_line(done)


def run_with(change: str) -> subprocess.CompletedProcess[str]:
    """Run main.py in a Python about which something else is true."""
    program = f"import runpy, sys; {change}; runpy.run_path('main.py', run_name='__main__')"
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.live
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("sys.version_info = (3, 9, 18)", "Reelgraph needs Python 3.11 or newer, and this is "),
        ("sys.platform = 'win32'", "on Windows run it in WSL 2 or Docker"),
    ],
)
def test_where_it_cannot_run_one_line_says_why(change: str, said: str) -> None:
    done = run_with(change)
    assert done.returncode == 2
    assert said in error_line(done)


def test_the_oldest_python_is_that_of_pyproject() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["requires-python"] == f">={'.'.join(map(str, main.OLDEST_PYTHON))}"


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
    assert error_line(run("build", missing, "--snapshots", tmp_path / "snapshots")) == (
        f"error: {missing}: expected a folder, a zip or a tar.gz; found nothing of that name"
    )


def test_a_broken_zip_is_one_line_and_leaves_no_snapshot(tmp_path: Path) -> None:
    whole = zip_of(tmp_path / "whole.zip", {"movies_metadata.csv": b"x" * 5000})
    broken = tmp_path / "broken.zip"
    broken.write_bytes(whole.read_bytes()[:60])
    line = error_line(run("build", broken, "--snapshots", tmp_path / "snapshots"))
    assert line.startswith(f"error: {broken}: expected a folder, a zip or a tar.gz; found ")
    assert not (tmp_path / "snapshots").exists()


def test_without_a_snapshot_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    line = error_line(run("serve", "--snapshots", tmp_path))
    assert f"`python main.py build --snapshots {tmp_path}`" in line


def test_a_snapshot_with_a_file_cut_off_is_not_served(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    folder = tmp_path / store.current(sample_snapshots).name
    shutil.copytree(store.current(sample_snapshots), folder)
    store.point(tmp_path, folder.name)
    damaged = folder / "movies.title.json.npy"
    damaged.write_bytes(damaged.read_bytes()[:-1])
    line = error_line(run("serve", "--snapshots", tmp_path))
    assert line.startswith(f"error: {damaged}: expected ")


@pytest.mark.live
def test_a_port_that_is_taken_is_said(sample_snapshots: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run_process("serve", "--snapshots", sample_snapshots, "--port", port)
    assert done.returncode != 0
    assert "address already in use" in done.stderr.lower()
    assert "Traceback" not in done.stderr


@pytest.mark.live
def test_snapshots_port_and_workers_can_come_from_the_environment(
    sample_snapshots: Path, tmp_path: Path
) -> None:
    port, log = free_port(), tmp_path / "log"
    variables = {"REELGRAPH_SNAPSHOTS": str(sample_snapshots), "REELGRAPH_WORKERS": "2"}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "main.py", "serve"],
            cwd=ROOT,
            env={**os.environ, **variables, "PORT": str(port)},
            stdout=output,
            stderr=output,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: is_ready(address) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        query = {"query": "{ movie(id: 949) { title } }"}
        response = get(f"{address}/graphql", params=query)
        assert response.json()["data"] == {"movie": {"title": "Heat"}}
    finally:
        process.terminate()
        process.wait(HUNG)


@pytest.mark.live
def test_a_setting_that_cannot_be_used_is_one_line_that_names_it() -> None:
    line = error_line(run_process("schema", REELGRAPH_PORT="many"))
    assert line.startswith("error: REELGRAPH_PORT is 'many': ")
