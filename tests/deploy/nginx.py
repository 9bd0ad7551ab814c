"""nginx with our sample, on free ports and in a folder of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from settings import ROOT
from tests.support.patience import HUNG, wait_for
from tests.support.servers import free_port

SAMPLE = ROOT / "deploy" / "nginx.conf"


def program() -> str:
    """Where nginx is; the test is skipped where it is not."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip("nginx is not installed; `make tools` installs it where apt can")
    return found


def written(folder: Path, port: int, behind: str, *changes: tuple[str, str]) -> Path:
    """The sample with its ports and paths exchanged, and nothing else but `changes`."""
    text = SAMPLE.read_text()
    own = [
        ("listen 8080;", f"listen 127.0.0.1:{port};"),
        ("server server:8000;", f"server {behind};"),
        ("/tmp/", f"{folder}/"),
        ("/dev/stdout", f"{folder}/access.log"),
        ("/dev/stderr", f"{folder}/error.log"),
        ("worker_processes auto;", "worker_processes 1;"),
    ]
    for old, new in [*own, *changes]:
        assert old in text, f"{old} is no longer in {SAMPLE.name}"
        text = text.replace(old, new)
    file = folder / "nginx.conf"
    file.write_text(text)
    return file


def command(configuration: Path, *more: str) -> list[str]:
    """How nginx is started; root names itself, else its workers could not enter the folder."""
    globally = "daemon off;" + (" user root;" if os.geteuid() == 0 else "")
    log = configuration.with_name("error.log")
    names = ["-p", str(configuration.parent), "-c", str(configuration), "-e", str(log)]
    return [program(), *names, "-g", globally, *more]


@contextmanager
def proxying(folder: Path, behind: str, *changes: tuple[str, str]) -> Iterator[str]:
    """Run nginx in front of a server; give its address."""
    port = free_port()
    process = subprocess.Popen(command(written(folder, port, behind, *changes)))
    try:
        wait_for(lambda: _listens(port) or process.poll() is not None)
        assert process.poll() is None, (folder / "error.log").read_text()
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(HUNG)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
