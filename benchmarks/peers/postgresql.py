"""A PostgreSQL in a temporary folder, with the catalog in it."""

from __future__ import annotations

import csv
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest.servers import PATIENCE, SERVER_CORE, free_port
from benchmarks.peers.installation import SCRIPTS, Missing, postgresql
from benchmarks.peers.relations import relations

OWNER = "postgres"
TUNED = {
    "shared_buffers": "1GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "work_mem": "32MB",
    "max_connections": "20",
    "listen_addresses": "127.0.0.1",
    "autovacuum": "off",
}
"""Everything fits in memory, and no query is so long that compiling it would pay."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database that runs: its address and the id of its first process."""

    address: str
    pid: int


@contextmanager
def database(catalog: Path) -> Iterator[Database]:
    """Run a database with the exported catalog until the block ends.

    Raises
    ------
    Missing
        PostgreSQL cannot be installed, or does not start.
    """
    programs = postgresql()
    folder = Path(tempfile.mkdtemp(prefix="reelgraph-postgresql-"))
    user = OWNER if os.getuid() == 0 else None  # PostgreSQL refuses to run as root
    if user:
        os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
    port = free_port()
    address = f"postgres://{user or pwd.getpwuid(os.getuid()).pw_name}@127.0.0.1:{port}/postgres"
    options = [word for name, value in TUNED.items() for word in ("-c", f"{name}={value}")]
    data = folder / "data"
    try:
        _run([str(programs / "initdb"), "-D", str(data), "-A", "trust", "-E", "UTF8"], user)
        server = subprocess.Popen(
            [
                *("taskset", "-c", str(SERVER_CORE), str(programs / "postgres"), "-D", str(data)),
                *("-p", str(port), "-k", str(folder), *options),
            ],
            user=user,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait([str(programs / "pg_isready"), "-q", "-d", address])
            _fill([str(programs / "psql"), "-q", "-v", "ON_ERROR_STOP=1", address], catalog)
            yield Database(address, server.pid)
        finally:
            server.terminate()
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(psql: Sequence[str], catalog: Path) -> None:
    _run([*psql, "-f", str(SCRIPTS / "postgresql.sql")])
    for table, rows in relations(catalog):
        copying = subprocess.Popen(
            [*psql, "-c", f"COPY {table} FROM STDIN (FORMAT csv)"],
            stdin=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        with copying, copying.stdin as stream:  # type: ignore[union-attr]  # it is a pipe
            csv.writer(stream).writerows(rows)
        if copying.returncode != 0:
            raise Missing(f"PostgreSQL does not take {table}")
    _run([*psql, "-f", str(SCRIPTS / "postgresql_after.sql")])


def _wait(ready: Sequence[str]) -> None:
    deadline = time.monotonic() + PATIENCE
    while subprocess.run(ready, check=False).returncode != 0:
        if time.monotonic() > deadline:
            raise Missing("PostgreSQL does not start")
        time.sleep(0.1)


def _run(command: Sequence[str], user: str | None = None) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Missing(f"{Path(command[0]).name}: {done.stderr[-1_000:]}")
