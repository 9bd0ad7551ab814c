"""The advisory check says so when it could not check."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from deploy.audit import NOT_CHECKED, VULNERABLE, audit

pytestmark = pytest.mark.live
SAFE = {"name": "numpy", "version": "2.3.0", "vulns": []}
KNOWN = {"id": "PYSEC-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}


@pytest.fixture
def lock(tmp_path: Path) -> Path:
    """A lock that nobody reads."""
    return tmp_path / "requirements.txt"


def saying(stdout: Any, stderr: str = "", code: int = 0) -> list[str]:
    """A command in place of pip-audit."""
    text = stdout if isinstance(stdout, str) else json.dumps({"dependencies": stdout})
    script = f"import sys; print({text!r}); print({stderr!r}, file=sys.stderr); sys.exit({code})"
    return [sys.executable, "-c", script]


def test_packages_without_advisories_pass(lock: Path) -> None:
    verdict = audit(saying([SAFE, SAFE]), lock)
    assert verdict.code == 0
    assert verdict.lines == ["2 packages, none with a known vulnerability"]


def test_an_advisory_is_named_with_the_version_that_mends_it(lock: Path) -> None:
    package = {"name": "old", "version": "1.0", "vulns": [KNOWN, {**KNOWN, "fix_versions": []}]}
    verdict = audit(saying([SAFE, package], code=1), lock)
    assert verdict.code == VULNERABLE
    assert verdict.lines == [
        "old 1.0: PYSEC-1, fixed in 2.0",
        "old 1.0: PYSEC-1, fixed in no version yet",
    ]


def test_a_service_out_of_reach_is_no_pass(lock: Path) -> None:
    verdict = audit(saying("", "Traceback\nConnectionError: no route to the service", 1), lock)
    assert verdict.code == NOT_CHECKED
    assert verdict.lines[0].startswith("NOT CHECKED")
    assert "no route to the service" in verdict.lines[1]


@pytest.mark.parametrize(
    "said",
    ["", "{}", "null", "[]", [], [SAFE, {"name": "mine", "skip_reason": "not found"}]],
    ids=str,
)
def test_half_an_answer_is_no_pass_even_with_exit_code_0(said: Any, lock: Path) -> None:
    assert audit(saying(said), lock).code == NOT_CHECKED


def test_a_command_that_is_not_there_is_no_pass(lock: Path, tmp_path: Path) -> None:
    assert audit([str(tmp_path / "nothing")], lock).code == NOT_CHECKED
