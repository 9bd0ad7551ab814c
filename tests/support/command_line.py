"""Commands of `main.py`: in this process, which is quick, or in one of their own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from settings import ROOT
from tests.support.patience import HUNG

ENVIRONMENT = {"COLUMNS": "100", "_TYPER_FORCE_DISABLE_TERMINAL": "1"}
"""A terminal of this width, without colors even where CI asks for them."""


def run(*arguments: str | Path) -> CompletedProcess[str]:
    """Run a command in this process; the settings are those that it was started with."""
    command = ["main.py", *map(str, arguments)]
    output, errors = io.StringIO(), io.StringIO()
    with (
        patch.dict(os.environ, ENVIRONMENT),
        patch.object(sys, "argv", command),
        redirect_stdout(output),
        redirect_stderr(errors),
    ):
        from main import main  # here, since it reads the settings

        with pytest.raises(SystemExit) as end:
            main()
    return CompletedProcess(command, int(end.value.code or 0), output.getvalue(), errors.getvalue())


def run_process(*arguments: str | Path, **environment: str) -> CompletedProcess[str]:
    """Run a command as a user does; it gets no variable but these and the PATH."""
    return subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **ENVIRONMENT, **environment},
        capture_output=True,
        text=True,
        timeout=HUNG,
        check=False,
    )


def error_line(done: CompletedProcess[str]) -> str:
    """The one line that a command ended with because of its input."""
    assert done.returncode == 2, done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("error: ")
    assert done.stdout == ""
    return line
