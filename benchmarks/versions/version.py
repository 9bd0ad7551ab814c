"""A version of this project that can be served: its code, extensions and snapshot."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.contest import contenders
from benchmarks.contest.rounds import Progress
from benchmarks.contest.servers import Server
from benchmarks.data.dataset import CACHE, source
from settings import ROOT

FOLDER = CACHE / "versions"
"""Where other versions are kept, so that the next comparison need not compile and build them."""
FORMER_SETTINGS: Mapping[str, str] = {"REELGRAPH_TEXT_CACHE_MB": "REELGRAPH_FRAGMENT_CACHE_MB"}
"""What settings of `contenders` were called before."""
EXTENSIONS = ("server/mypyc_modules.py", "server/extensions.py", "extensions.py")
"""The module that compiles, and where it was before, newest first."""


class CommandFailed(Exception):
    """A command that was needed to get a version ready ended badly."""

    def __init__(self, command: Sequence[str], output: str) -> None:
        super().__init__(f"{' '.join(command)}:\n{output[-2_000:]}")


@dataclass(frozen=True, slots=True)
class Version:
    """Code in a folder, the Python that runs it, and its snapshots."""

    name: str
    folder: Path
    python: str
    snapshots: Path

    def compile(self) -> None:
        """Make its extensions, if that was not done yet.

        Raises
        ------
        CommandFailed
            There is no compiler, or the code does not compile.
        """
        module = next(name for name in EXTENSIONS if (self.folder / name).exists())
        _run([self.python, "-m", module.removesuffix(".py").replace("/", ".")], self.folder)

    def build(self) -> None:
        """Build its snapshot of the source that is measured, if that was not done yet."""
        command = [self.python, "main.py", "build", str(source())]
        _run([*command, "--snapshots", str(self.snapshots)], self.folder)

    def server(self, mode: str, *, extensions: bool) -> Server:
        """Its server in a mode of `contenders`, with or without its extensions."""
        server = contenders.ours(mode, self.snapshots)
        former = {
            old: server.environment[new]
            for new, old in FORMER_SETTINGS.items()
            if new in server.environment
        }
        return replace(
            server,
            name=f"{self.name}, {mode}",
            command=[self.python, *server.command[1:]],
            environment={
                **server.environment,
                **former,
                "REELGRAPH_EXTENSIONS": str(extensions).lower(),
            },
            folder=self.folder,
        )


def working_tree() -> Version:
    """The version that stands in this folder, committed or not."""
    return Version("working tree", ROOT, sys.executable, CACHE / "snapshots")


def checkout(revision: str, progress: Progress) -> Version:
    """Put the files of a revision into a folder of their own.

    It runs in the same virtual environment where it requires the same packages; else `make` makes
    one for it.

    Raises
    ------
    CommandFailed
        There is no such revision, or its packages cannot be installed.
    """
    name = _run(["git", "rev-parse", "--verify", f"{revision}^{{commit}}"], ROOT).strip()
    folder = FOLDER / name[:12]
    if not folder.is_dir():
        progress(f"checking out {revision}")
        part = folder.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _run(["git", "archive", "--output", str(part / "files.tar"), name], ROOT)
        _run(["tar", "-xf", "files.tar"], part)
        (part / "files.tar").unlink()
        part.rename(folder)
    python = sys.executable
    if _requirements(folder) != _requirements(ROOT):
        progress(f"installing what {revision} requires")
        _run(["make", ".venv/development"], folder)
        python = str(folder / ".venv" / "bin" / "python")
    return Version(revision, folder, python, folder / "data" / "snapshots")


def _requirements(folder: Path) -> str:
    return (folder / "requirements.txt").read_text()


def _run(command: Sequence[str], folder: Path) -> str:
    """Run a command to its end and give what it prints."""
    done = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CommandFailed(command, done.stdout)
    return done.stdout
