"""The hottest modules as extensions of CPython, which mypyc compiles from the same source.

`python -m server.extensions` makes them.  A server takes those that were made of exactly its code;
where there are none it runs the modules as they are.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from settings import ROOT

FOLDER = ROOT / "data" / "extensions"
MODULES: Mapping[str, Sequence[str]] = {
    "catalog": ("ids",),
    "catalog.lists": ("movies", "orders", "page", "rowset"),
    "catalog.storage": ("lookups",),
    "execution": ("executor", "operation", "plan"),
    "execution.cache": ("recent", "texts"),
    "execution.compile": ("leaves",),
    "execution.limits": ("limits",),
    "execution.values": ("arguments", "inputs"),
    "resolvers": ("filters",),
    "server": ("responses",),
    "server.endpoint": ("endpoint", "fast_path", "over_http"),
    "server.observe": ("instrumentation", "metrics"),
}
"""What every request passes, by package; what is called once a plan gains nothing."""
READ = ("catalog", "execution", "model", "resolvers", "schema", "server")
"""Rooms whose types and constants go into extensions."""
LENIENT = ("--explicit-package-bases", "--ignore-missing-imports", "--follow-imports=silent")
"""Types are checked elsewhere."""


def folder(within: Path = FOLDER) -> Path:
    """Where extensions of this code for this Python are, if they were made."""
    digest = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    files = [Path(__file__), *(file for room in READ for file in (ROOT / room).rglob("*.py"))]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return within / digest.hexdigest()[:16]


def use(within: Path = FOLDER) -> bool:
    """Import extensions in place of modules from here on; whether there are any.

    Not where some module was imported before, since its classes would then be there twice.
    """
    if not within.is_dir():  # most never make any, and need no hash of all code to start
        return False
    made = folder(within)
    names = {f"{package}.{name}" for package, modules in MODULES.items() for name in modules}
    if not made.is_dir() or not names.isdisjoint(sys.modules):
        return False
    sys.path.insert(0, str(made))  # for what all of them share
    for package in MODULES:
        import_module(package).__path__.insert(0, str(made / package.replace(".", "/")))
    return True


def make(within: Path = FOLDER) -> Path:
    """Compile what is not there yet, and forget what was made of other code.

    Raises
    ------
    setuptools.errors.BaseError
        There is no compiler, or it lacks the headers of Python.
    """
    made = folder(within)
    if made.is_dir():
        return made
    with TemporaryDirectory() as workshop:
        for room in READ:
            shutil.copytree(ROOT / room, Path(workshop) / room)
        with chdir(workshop):
            _compile()
        shutil.rmtree(within, ignore_errors=True)
        beside = shutil.copytree(Path(workshop) / "made", made.with_suffix(".part"))
    beside.rename(made)
    return made


def _compile() -> None:
    """Make extensions of the modules below the current folder, in `made`."""
    from mypyc.build import mypycify
    from setuptools import setup

    files = [
        f"{package.replace('.', '/')}/{name}.py"
        for package, modules in MODULES.items()
        for name in modules
    ]
    setup(
        name="extensions",
        packages=[],
        py_modules=[],
        ext_modules=mypycify([*LENIENT, *files], opt_level="3", debug_level="0"),
        script_args=["-q", "build_ext", "--build-lib", "made"],
    )


if __name__ == "__main__":
    print(make())
