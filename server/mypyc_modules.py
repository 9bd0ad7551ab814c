"""The modules that mypyc compiles, from their source, into extensions of CPython.

Every request passes through them.  `python -m server.mypyc_modules` compiles them.  A server
uses what was compiled from exactly its code; where there is nothing, it runs the modules as they
are.
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
    "catalog": ("ids", "weighed_cache"),
    "catalog.lists": ("movies", "orders", "page", "rowset"),
    "catalog.storage": ("lookups",),
    "execution": (
        "answer",
        "executor",
        "loop_or_pool",
        "measured_request",
        "operation",
        "plan",
        "request",
    ),
    "execution.cache": ("answer_texts",),
    "execution.compile": ("json_values",),
    "execution.document": ("parsed_texts",),
    "execution.limits": ("cost", "sizes"),
    "execution.values": ("arguments", "inputs"),
    "resolvers": ("filters",),
    "server": ("responses",),
    "server.endpoint": (
        "endpoint",
        "fast_path",
        "limited_protocol",
        "negotiation",
        "over_http",
        "persisted_queries",
        "timed_protocol",
    ),
    "server.observe": ("instrumentation", "metrics"),
}
"""By package.  What is called once a plan, not once a request, would gain nothing."""
ROOMS = ("catalog", "execution", "model", "resolvers", "schema", "server")
"""Rooms that mypyc reads: extensions contain types and constants of all of them."""
MYPY_OPTIONS = (
    "--explicit-package-bases",
    "--ignore-missing-imports",
    "--follow-imports=silent",
)
"""Lenient, since `make check` checks types."""
OUTPUT = "compiled"


def folder(within: Path = FOLDER) -> Path:
    """Name the folder for extensions of this code and this Python, whether it exists or not."""
    digest = hashlib.sha256(f"{sys.version} {platform.machine()}".encode())
    files = [Path(__file__), *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
    for file in sorted(files):
        digest.update(file.read_bytes())
    return within / digest.hexdigest()[:16]


def activate(within: Path = FOLDER) -> bool:
    """Let later imports find extensions in place of modules.

    Returns
    -------
    Whether they will: not where none were compiled from this code, nor where one of the modules
    was imported before, as there would be two of each of its classes.
    """
    if not within.is_dir():  # most machines compile nothing, and need not hash all code to start
        return False
    compiled = folder(within)
    names = {f"{package}.{name}" for package, modules in MODULES.items() for name in modules}
    if not compiled.is_dir() or not names.isdisjoint(sys.modules):
        return False
    sys.path.insert(0, str(compiled))  # for the library that all of them share
    for package in MODULES:
        import_module(package).__path__.insert(0, str(compiled / package.replace(".", "/")))
    return True


def compile_modules(within: Path = FOLDER) -> Path:
    """Compile all modules unless that is done; extensions of other code are removed.

    Returns
    -------
    The folder of the extensions.

    Raises
    ------
    setuptools.errors.BaseError
        There is no C compiler, or the headers of Python are missing.
    """
    compiled = folder(within)
    if compiled.is_dir():
        return compiled
    with TemporaryDirectory() as copy:
        for room in ROOMS:
            shutil.copytree(ROOT / room, Path(copy) / room)
        with chdir(copy):
            _run_mypyc()
        shutil.rmtree(within, ignore_errors=True)
        draft = shutil.copytree(Path(copy) / OUTPUT, compiled.with_suffix(".part"))
    draft.rename(compiled)
    return compiled


def _run_mypyc() -> None:
    """Compile the modules below the working directory into its folder `OUTPUT`."""
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
        ext_modules=mypycify([*MYPY_OPTIONS, *files], opt_level="3", debug_level="0"),
        script_args=["-q", "build_ext", "--build-lib", OUTPUT],
    )


if __name__ == "__main__":
    print(compile_modules())
