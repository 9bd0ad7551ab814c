"""Check the locked packages for known vulnerabilities; without an answer, the check fails."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

LOCK = Path(__file__).parents[1] / "requirements.txt"
OPTIONS = ["--disable-pip", "--require-hashes", "--progress-spinner=off", "--format=json"]
TIMEOUT = 300  # seconds
VULNERABLE = 1
NOT_CHECKED = 2


class Verdict(NamedTuple):
    """The lines to print, and the exit code."""

    lines: list[str]
    code: int


def audit(command: Sequence[str], lock: Path = LOCK) -> Verdict:
    """Run pip-audit on a lock.

    Parameters
    ----------
    command
        The command that starts pip-audit.
    lock
        Requirements file with hashes.

    Returns
    -------
    Verdict
        Code 0 only if the service answered for every package and knows of no vulnerability.
    """
    try:
        done = subprocess.run(
            [*command, *OPTIONS, "--requirement", str(lock)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return _not_checked(str(error))
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        said = done.stderr.strip().splitlines() or ["pip-audit said nothing"]
        return _not_checked(said[-1])
    return _verdict(packages)


def _verdict(packages: list[dict[str, Any]]) -> Verdict:
    skipped = [package["skip_reason"] for package in packages if "skip_reason" in package]
    if skipped:
        return _not_checked(f"{len(skipped)} of {len(packages)} packages; {skipped[0]}")
    if not packages:
        return _not_checked("the lock has no packages")
    found = [
        f"{package['name']} {package['version']}: {known['id']}, fixed in {_fixed(known)}"
        for package in packages
        for known in package["vulns"]
    ]
    if found:
        return Verdict(found, VULNERABLE)
    return Verdict([f"{len(packages)} packages, none with a known vulnerability"], 0)


def _fixed(known: dict[str, list[str]]) -> str:
    return ", ".join(known["fix_versions"]) or "no version yet"


def _not_checked(reason: str) -> Verdict:
    lines = ["NOT CHECKED: no advisory service answered for every package, so nothing is known."]
    return Verdict([*lines, f"The reason: {reason[:300]}"], NOT_CHECKED)


if __name__ == "__main__":
    verdict = audit(sys.argv[1:])
    print("\n".join(verdict.lines), file=sys.stderr if verdict.code else sys.stdout)
    sys.exit(verdict.code)
