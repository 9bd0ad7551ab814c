"""`evaluate`, `build --evaluate` and `neighbors`, as a person at a terminal meets them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from build import build
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from model.card import FORMER_MODEL
from server.loaded_snapshot import context_of
from tests.support import rated_catalog
from tests.support.command_line import error_line, run
from tests.support.graphql import ask

MODEL = "{ catalog { model { metrics { name value baseline } } } }"
FILM = """{ movie(id: 6) { similar(k: 4) { rank score movie { tmdbId } } }
    recommend(like: [6], k: 4) { rank score movie { tmdbId } } }"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of snapshots that holds a small catalog with ratings, and the users beside it."""
    folder: Path = tmp_path_factory.mktemp("rated")
    rated_catalog.users(folder / "users.csv")
    build(rated_catalog.source(folder / "raw"), folder / "snapshots")
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of it to write to."""
    return Path(shutil.copytree(built, tmp_path / "rated"))


def metrics(snapshots: Path) -> Any:
    opened = Snapshot.open(store.current(snapshots))
    return ask(context_of(opened), MODEL)["catalog"]["model"]["metrics"]


def test_an_evaluation_is_printed_kept_beside_the_snapshot_and_served(folder: Path) -> None:
    snapshots = folder / "snapshots"
    current = store.current(snapshots)
    before = {file: file.read_bytes() for file in current.rglob("*") if file.is_file()}
    assert metrics(snapshots) == []

    done = run("evaluate", "--snapshots", snapshots, "--users", folder / "users.csv")

    assert (done.returncode, done.stderr) == (0, "")
    file = snapshots / f"{current.name}.evaluation.json"
    table = json.loads(file.read_text("utf-8"))["figures"]
    designs = list(table)
    assert (designs[0], designs[-2:], len(designs)) == (FORMER_MODEL, ["taste", "blend"], 10)
    for name, figures in table.items():
        (line,) = [row for row in done.stdout.splitlines() if row.startswith(f"│ {name} ")]
        *shown, of_experts = (cell.strip() for cell in line.split("│")[2:-1])
        *values, expert = figures.values()
        assert list(map(float, shown)) == pytest.approx(values, abs=0.0006)
        assert (of_experts, expert) == ("–", None)

    assert store.current(snapshots) == current
    assert {f: f.read_bytes() for f in current.rglob("*") if f.is_file()} == before
    assert sorted(entry.name for entry in snapshots.iterdir()) == sorted(
        [current.name, file.name, "current"]
    )
    served = metrics(snapshots)
    assert {m["name"]: m["value"] for m in served} == {
        f"{mode} {name}": value
        for mode in ("content", "taste", "blend")
        for name, value in table[mode].items()
        if value is not None
    }
    assert {m["name"]: m["baseline"] for m in served} == {
        f"{mode} {name}": value
        for mode in ("content", "taste", "blend")
        for name, value in table[FORMER_MODEL].items()
        if value is not None
    }


def test_what_users_like_is_found_better_than_by_the_replaced_model(folder: Path) -> None:
    snapshots = folder / "snapshots"
    run("evaluate", "--snapshots", snapshots, "--users", folder / "users.csv")
    table = json.loads(next(snapshots.glob("*.evaluation.json")).read_text("utf-8"))["figures"]
    for mode in ("content", "taste", "blend"):
        assert table[mode]["ipw"] > 1.5 * table[FORMER_MODEL]["ipw"]
        assert table[mode]["genre"] == 1
        assert table[mode]["self_recommendation"] == 0


def test_the_same_evaluation_twice_gives_the_same_bytes(folder: Path) -> None:
    def evaluation() -> bytes:
        run("evaluate", "--snapshots", folder / "snapshots", "--users", folder / "users.csv")
        return next((folder / "snapshots").glob("*.evaluation.json")).read_bytes()

    assert evaluation() == evaluation()


def test_an_evaluation_can_use_lists_of_experts_and_an_earlier_evaluation(folder: Path) -> None:
    snapshots, lists = folder / "snapshots", folder / "lists.csv"
    current = store.current(snapshots)
    lists.write_text("title,year,similar\nCrime 0,1990,Crime 1\n", "utf-8")
    options = ("--snapshots", snapshots, "--users", folder / "users.csv")
    assert run("evaluate", *options).returncode == 0

    done = run("evaluate", *options, "--lists", lists, "--against", current)

    assert (done.returncode, done.stderr) == (0, "")
    for mode in ("content", "taste", "blend"):
        assert f"{mode}: IPW +0.0000 (95 % +0.0000 to +0.0000) compared" in done.stdout
    served = {m["name"]: m["value"] for m in metrics(snapshots)}
    assert served["content expert"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        (None, "expected an evaluation with the figures of users; found no file"),
        ('{"content": {}}', "expected an evaluation with the figures of users; found something"),
        ("[", "expected an evaluation with the figures of users; found something"),
        ('{"users": {"content": {"99": 0.1}}}', "expected an evaluation on the same users"),
    ],
)
def test_an_earlier_evaluation_that_cannot_be_used_is_one_line(
    earlier: str | None, expected: str, folder: Path
) -> None:
    if earlier is not None:
        (folder / "before.evaluation.json").write_text(earlier, "utf-8")
    options = ("--snapshots", folder / "snapshots", "--users", folder / "users.csv")
    line = error_line(run("evaluate", *options, "--against", folder / "before"))
    assert line.startswith(f"error: {folder / 'before.evaluation.json'}: {expected}")


def test_a_build_can_evaluate_at_once(tmp_path: Path) -> None:
    source, snapshots = rated_catalog.source(tmp_path / "raw"), tmp_path / "snapshots"
    users = rated_catalog.users(tmp_path / "users.csv")
    done = run("build", source, "--snapshots", snapshots, "--evaluate", users)
    assert (done.returncode, done.stderr) == (0, "")
    first, _, table = done.stdout.partition("\n")
    assert first.startswith(f"Built {store.current(snapshots)}: 31 of 31 films kept")
    assert "│ blend " in table
    assert len(metrics(snapshots)) == 42


def test_without_ratings_there_is_nothing_to_evaluate(sample_snapshots: Path, built: Path) -> None:
    line = error_line(
        run("evaluate", "--snapshots", sample_snapshots, "--users", built / "users.csv")
    )
    current = store.current(sample_snapshots)
    assert line == f"error: {current}: expected a catalog with ratings; found one without"
    assert not list(sample_snapshots.glob("*.evaluation.json"))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "expected users of both parts; found 0 and 0"),
        (b"userId,split\n1,train\n2,train\n", "expected users of both parts; found 2 and 0"),
        (b"user,part\n1,train\n", "expected the columns userId, a number, and split"),
        (b"userId,split\n1,test\n", "expected the columns userId, a number, and split"),
        (b"userId,split\none,train\n", "expected the columns userId, a number, and split"),
        (b"userId,split\n1\n", "expected the columns userId, a number, and split"),
        (b"\xff\xfe\x00", "expected the columns userId, a number, and split"),
    ],
)
def test_a_file_of_users_that_cannot_be_used_is_one_line(
    content: bytes, expected: str, built: Path, tmp_path: Path
) -> None:
    users = tmp_path / "users.csv"
    users.write_bytes(content)
    line = error_line(run("evaluate", "--snapshots", built / "snapshots", "--users", users))
    assert line.startswith(f"error: {users}: {expected}")
    assert not list((built / "snapshots").glob("*.evaluation.json"))


def test_a_file_of_users_that_is_not_there_is_one_line(built: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.csv"
    line = error_line(run("evaluate", "--snapshots", built / "snapshots", "--users", missing))
    assert str(missing) in line


@pytest.mark.parametrize(("mode", "field"), [("taste", "similar"), ("blend", "recommend")])
def test_the_neighbors_that_are_written_are_those_of_the_api(
    mode: str, field: str, built: Path, tmp_path: Path
) -> None:
    out = tmp_path / "near.parquet"
    snapshots = built / "snapshots"
    done = run(*("neighbors", "--snapshots", snapshots, "--basis", mode, "--k", "4", "--out", out))
    assert (done.returncode, done.stderr) == (0, "")
    frame = pl.read_parquet(out)
    assert done.stdout == f"{out}: {len(frame):,} rows\n"
    assert frame.columns == ["movie_id", "neighbor_id", "rank", "score"]
    answer = ask(context_of(Snapshot.open(store.current(snapshots))), FILM)
    films = {"recommend": answer["recommend"], **answer["movie"]}[field]
    assert [row[1:] for row in frame.filter(pl.col("movie_id") == 6).rows()] == [
        (film["movie"]["tmdbId"], film["rank"], film["score"]) for film in films
    ]
    assert len(films) == 4


def test_both_bases_differ(built: Path, tmp_path: Path) -> None:
    frames = []
    for mode in ("taste", "blend"):
        out = tmp_path / f"{mode}.parquet"
        run("neighbors", "--snapshots", built / "snapshots", "--basis", mode, "--out", out)
        frames.append(pl.read_parquet(out))
    assert not frames[0].equals(frames[1])


@pytest.mark.parametrize("place", ["missing/near.parquet", "file/near.parquet", "folder"])
def test_a_place_that_cannot_be_written_to_is_one_line(
    place: str, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    out = tmp_path / place
    line = error_line(run("neighbors", "--snapshots", built / "snapshots", "--out", out))
    assert str(out.parent) in line


@pytest.mark.parametrize(
    "arguments", [["--k", "0"], ["--k", "201"], ["--basis", "content"], ["--basis", "mood"], []]
)
def test_options_out_of_bounds_are_mistakes(arguments: list[str], built: Path) -> None:
    out = [] if not arguments else ["--out", "near.parquet"]
    done = run("neighbors", "--snapshots", built / "snapshots", *arguments, *out)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_without_a_snapshot_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    for command in (["evaluate", "--users", "users.csv"], ["neighbors", "--out", "near.parquet"]):
        line = error_line(run(*command, "--snapshots", tmp_path))
        assert f"`python main.py build --snapshots {tmp_path}`" in line
