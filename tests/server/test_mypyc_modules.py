"""Extensions: used where they were compiled from exactly this code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from server import mypyc_modules
from settings import ROOT
from tests import EXTENSIONS

IMPORT = (
    "import main, server.endpoint.endpoint as endpoint, execution.plan as plan; "
    "print(endpoint.__file__, plan.__file__)"
)


def suffixes() -> list[str]:
    """Of the files that the command line imports two modules from."""
    command = [sys.executable, "-c", IMPORT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return [Path(file).suffix for file in done.stdout.split()]


def test_where_nothing_was_compiled_nothing_changes(tmp_path: Path) -> None:
    before = list(sys.path)
    assert not mypyc_modules.activate(tmp_path)
    assert sys.path == before


def test_what_was_compiled_from_other_code_is_not_used(tmp_path: Path) -> None:
    (tmp_path / "0123456789abcdef").mkdir()
    assert not mypyc_modules.activate(tmp_path)


def test_where_modules_were_imported_before_no_extension_is_used(tmp_path: Path) -> None:
    import server.endpoint.endpoint  # noqa: F401

    mypyc_modules.folder(tmp_path).mkdir()
    assert not mypyc_modules.activate(tmp_path)


@pytest.mark.parametrize("package", mypyc_modules.MODULES)
def test_every_module_that_is_compiled_is_there(package: str) -> None:
    folder = ROOT / package.replace(".", "/")
    assert all((folder / f"{name}.py").is_file() for name in mypyc_modules.MODULES[package])


@pytest.mark.live
def test_the_command_line_imports_none_of_them_before_it_can_tell_which_to_use() -> None:
    names = [f"{p}.{name}" for p, modules in mypyc_modules.MODULES.items() for name in modules]
    script = f"import main, sys; print([name for name in {names} if name in sys.modules])"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.live
@pytest.mark.skipif(not EXTENSIONS, reason="make test-extensions compiles them and runs this")
def test_the_command_line_uses_what_was_compiled_from_this_code() -> None:
    assert suffixes() == [".so", ".so"]


@pytest.mark.live
@pytest.mark.skipif(EXTENSIONS, reason="extensions are switched on")
def test_the_command_line_uses_none_where_they_are_switched_off() -> None:
    assert suffixes() == [".py", ".py"]
