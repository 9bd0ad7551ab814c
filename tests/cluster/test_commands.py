"""The commands with snapshots in a real S3 server."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cluster.bucket import Bucket
from tests.faults.conftest import Pair
from tests.support.command_line import error_line, run_process
from tests.support.patience import wait_for
from tests.support.queries import FINGERPRINT
from tests.support.servers import ask, serving
from tests.support.snapshots import SAMPLE
from tests.test_docs import CLUSTERED, commands

pytestmark = pytest.mark.usefixtures("_cache")
FILE = "movies.title.json.npy"


@pytest.fixture
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELGRAPH_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize(("workers", "left"), [(1, -1), (2, None)], ids=["cut off", "missing"])
def test_a_server_takes_what_is_sent_but_never_what_is_damaged(
    workers: int, left: int | None, address: str, pair: Pair, tmp_path: Path
) -> None:
    from obstore.store import from_url

    bucket, store = Bucket(address), from_url(address, client_options={"allow_http": True})
    bucket.push(pair.snapshots / pair.other)
    damaged = f"{pair.other}/{FILE}"
    content = bytes(store.get(damaged).bytes())
    store.delete(damaged)
    if left is not None:
        store.put(damaged, content[:left])
    bucket.push(pair.snapshots / pair.one)

    options = ("--workers", str(workers))
    with serving(address, tmp_path / "log", *options) as server:

        def served() -> str:
            return str(ask(server, FINGERPRINT)["data"]["catalog"]["dataset"]["fingerprint"])

        assert served() == pair.one
        store.put("current", pair.other.encode())
        wait_for(lambda: f"{address}/{damaged}: expected" in server.log)
        assert served() == pair.one

        bucket.push(pair.snapshots / pair.other)
        wait_for(lambda: server.log.count("is served now") == workers)
        assert served() == pair.other
        assert "Traceback" not in server.log


STORED = [command for command in commands(CLUSTERED[0]) if "s3://" in command]


def test_the_commands_in_the_docs_and_others_run_over_a_bucket(
    address: str, tmp_path: Path
) -> None:
    places = {"SOURCE": str(SAMPLE), "s3://films/catalog": address}
    for words in map(str.split, STORED):
        options = [places.get(word, word) for word in words[3:]]
        if words[2] == "serve":
            with serving(options.pop(), tmp_path / "log") as server:
                assert "data" in ask(server, FINGERPRINT)
        else:
            done = run_process(words[2], *options, **os.environ)
            assert done.returncode == 0, done.stderr
            assert Bucket(address).current().name in done.stdout
    arguments = ("export", "--snapshots", address, "--out", tmp_path / "tables")
    tables = run_process(*arguments, **os.environ)
    assert "data_final.csv" in tables.stdout, tables.stderr


def test_serving_an_empty_bucket_is_one_line_and_the_end(address: str) -> None:
    done = run_process("serve", "--snapshots", address, **os.environ)
    assert f"{address}: no snapshot here" in error_line(done)
