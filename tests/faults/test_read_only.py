"""A data folder that nobody may write to, and a user who owns nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalog.storage import store
from tests.faults.conftest import Pair
from tests.support.queries import HEAT
from tests.support.servers import PATIENT, ask, serving
from tests.support.snapshots import copy_of

NOBODY = 65_534


@pytest.fixture
def read_only(built: Pair) -> Iterator[Path]:
    """A folder of snapshots on a disk that is read-only, where everybody can look."""
    folder = Path(tempfile.mkdtemp(prefix="reelgraph-read-only-"))
    try:
        folder.chmod(0o755)
        snapshots = copy_of(built.snapshots, (built.one,), folder / "snapshots")
        bind = ["mount", "--bind", str(snapshots), str(snapshots)]
        remount = ["mount", "-o", "remount,bind,ro", str(snapshots)]
        for mounting in (bind, remount):
            done = subprocess.run(mounting, capture_output=True, text=True, check=False)
            if done.returncode:
                pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
        yield snapshots
        subprocess.run(["umount", "--lazy", str(snapshots)], check=True)
    finally:
        shutil.rmtree(folder)


def test_a_user_who_owns_nothing_serves_from_a_read_only_disk(
    read_only: Path, tmp_path: Path
) -> None:
    with pytest.raises(OSError, match="Read-only file system"):
        store.point(read_only, "anything")
    if os.getuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can run something as another user")
    user = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
    with serving(read_only, tmp_path / "log", before=user, **PATIENT) as server:
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        assert f"Uid:\t{NOBODY}\t{NOBODY}" in status
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
        hit = ask(server, '{ search(query: "toy stori", first: 1) { matched } }')
        assert hit["data"]["search"] == [{"matched": "Toy Story"}]
        assert "Traceback" not in server.log
