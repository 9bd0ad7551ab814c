"""An image, made as its Dockerfile says, but in a folder and without Docker.

/app of the image is the folder `app` below that of its stage.  Left out is what only a container
has: users and packages of the system.  uv installs the packages of Python instead of pip, since it
keeps them.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pytest

from settings import ROOT
from tests.support.patience import HUNG
from tests.support.servers import Server, free_port, running

DOCKERFILE = ROOT / "deploy" / "Dockerfile"
UV = Path(sys.executable).with_name("uv")
OF_THE_SYSTEM = ("apt-get ", "useradd ")
PATH = re.compile(r"(?<![\w.])/(?:app|mypyc|snapshots|venv)\b")
"""A path of the image, not one of this machine."""
OFFLINE = re.compile(r"Failed to fetch|error sending request|dns error|Request failed")


class Instruction(NamedTuple):
    """An instruction of a Dockerfile, and what follows it, on one line."""

    word: str
    rest: str


def instructions(dockerfile: Path = DOCKERFILE) -> list[Instruction]:
    """All instructions of a Dockerfile."""
    text = re.sub(r"^\s*#.*\n", "", dockerfile.read_text(), flags=re.MULTILINE)
    lines = re.sub(r"\s*\\\n\s*", " ", text).splitlines()
    pairs = (line.partition(" ") for line in lines)
    return [Instruction(word, rest.strip()) for word, _, rest in pairs if word]


def admitted(dockerfile: Path = DOCKERFILE, context: Path = ROOT) -> list[Path]:
    """The files that the ignore file of a Dockerfile lets in, from the context on.

    Whether a file is ignored is said by the last line that means it or a folder that it is in.
    """
    lines = dockerfile.with_name(f"{dockerfile.name}.dockerignore").read_text().splitlines()
    patterns = [line for line in lines if line and not line.startswith("#")]

    def is_ignored(file: PurePosixPath) -> bool:
        places = [file, *file.parents[:-1]]
        ignored = False
        for pattern in patterns:
            if any(_means(pattern.removeprefix("!"), place) for place in places):
                ignored = not pattern.startswith("!")
        return ignored

    files: set[Path] = set()
    for pattern in patterns:
        if pattern.startswith("!"):
            named = context / pattern[1:]
            files.update(named.rglob("*") if named.is_dir() else [named])
    found = sorted(file.relative_to(context) for file in files if file.is_file())
    return [file for file in found if not is_ignored(PurePosixPath(file))]


def _means(pattern: str, place: PurePosixPath) -> bool:
    """Whether a line of an ignore file means a file or folder."""
    if pattern.startswith("**/"):
        return place.match(pattern.removeprefix("**/"))
    return pattern.count("/") == len(place.parts) - 1 and fnmatchcase(str(place), pattern)


class Image:
    """An image in a folder, and the container that runs it.

    Parameters
    ----------
    folder
        An empty one, where its stages are made, each in a folder of its own.
    arguments
        Values of `ARG`s, as `--build-arg` gives them.
    """

    def __init__(self, folder: Path, **arguments: str) -> None:
        self._folder, self._arguments = folder, arguments
        self._stages: dict[str, Path] = {}
        self.command: list[str] = []
        self.health_check: list[str] = []
        self.follow(instructions())

    def follow(self, steps: Iterable[Instruction]) -> None:
        """Do what these instructions say."""
        for word, rest in steps:
            getattr(self, f"_{word.lower()}", self._leave_out)(rest)

    def path(self, path: str) -> Path:
        """Where a path of the image is."""
        return self._root / path.removeprefix("/")

    def run(
        self,
        *command: str,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the image: in its working directory, or in another folder."""
        return subprocess.run(
            command,
            cwd=folder or self._workdir_path,
            env={**self._environment, **(environment or {})},
            capture_output=True,
            text=True,
            timeout=4 * HUNG,  # compiling takes long
            check=False,
        )

    @contextmanager
    def serving(self, log: Path) -> Iterator[Server]:
        """Start what the image starts, on a free port of this machine, until the block ends."""
        port = free_port()
        self._environment |= {"PORT": str(port), "REELGRAPH_HOST": "127.0.0.1"}
        command, folder = self.command, self._workdir_path
        with running(command, port, log, folder, self._environment) as server:
            yield server

    def _from(self, rest: str) -> None:
        _, _, name = rest.partition(" AS ")
        self._root = self._stages[name] = self._folder / f"stage-{len(self._stages)}"
        self._root.mkdir()
        self._environment = {
            "PATH": f"{sys.base_prefix}/bin:/usr/bin:/bin",
            "HOME": str(Path.home()),
            **{name: value for name, value in os.environ.items() if "proxy" in name.lower()},
        }

    def _arg(self, rest: str) -> None:
        name, _, default = rest.partition("=")
        self._arguments.setdefault(name, default)

    def _env(self, rest: str) -> None:
        for pair in shlex.split(self._filled_in(rest)):
            name, _, value = pair.partition("=")
            self._environment[name] = value

    def _workdir(self, rest: str) -> None:
        self._workdir_path = self.path(rest)
        self._workdir_path.mkdir()

    def _copy(self, rest: str) -> None:
        *options, source, target = rest.split()
        if options:  # from the other stage, which needs it no more
            stage = self._stages[options[0].removeprefix("--from=")]
            (stage / source.removeprefix("/")).rename(self.path(target))
            return
        source = self._filled_in(source)
        for file in admitted():
            if source in (".", str(file)):
                place = self._workdir_path / (file if target == "." else target)
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / file, place)

    def _run(self, rest: str) -> None:
        if rest.startswith(OF_THE_SYSTEM):
            return
        command = self._filled_in(rest).replace("pip install", f"{UV} pip install")
        uv = {"VIRTUAL_ENV": str(self.path("venv")), "UV_SYSTEM_CERTS": "true"}
        done = self.run("/bin/sh", "-c", command, environment={**self._arguments, **uv})
        if "pip install" in rest and done.returncode and OFFLINE.search(done.stderr):
            pytest.skip(f"packages cannot be installed here: {done.stderr[-200:]}")
        assert done.returncode == 0, f"{rest}\n{done.stdout[-2_000:]}{done.stderr[-2_000:]}"

    def _cmd(self, rest: str) -> None:
        self.command = json.loads(rest)

    def _healthcheck(self, rest: str) -> None:
        self.health_check = json.loads(rest.partition("CMD ")[2])

    def _leave_out(self, rest: str) -> None:
        """USER and EXPOSE, which a folder does not have."""

    def _filled_in(self, text: str) -> str:
        """A text with the values of variables, and with the paths of the image as they are here."""
        placed = PATH.sub(lambda path: f"{self._root}{path[0]}", text)
        known = {**self._arguments, **self._environment}
        return re.sub(r"\$\{?(\w+)\}?", lambda name: known.get(name[1], name[0]), placed)
