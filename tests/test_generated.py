"""Files that are made from other files must fit them."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement

from docs.tools.generate import GENERATED
from settings import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME, EXTRAS = PROJECT["project"]["dependencies"], PROJECT["project"]["optional-dependencies"]
REPORT, TELEMETRY = RUNTIME + EXTRAS["report"], RUNTIME + EXTRAS["telemetry"]
DEVELOPMENT = REPORT + TELEMETRY + PROJECT["dependency-groups"]["dev"]
LOCKS = {
    "requirements.txt": RUNTIME,
    "requirements-report.txt": REPORT,
    "requirements-telemetry.txt": TELEMETRY,
    "requirements-dev.txt": DEVELOPMENT,
    "requirements-cluster.txt": DEVELOPMENT + EXTRAS["cluster"],
    "requirements-extensions.txt": PROJECT["dependency-groups"]["extensions"],
}
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", re.MULTILINE)


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_what_the_code_makes(name: str) -> None:
    written = (ROOT / name).read_text(encoding="utf-8")
    assert written == GENERATED[name](), f"{name} is out of date; `make generate` writes it"


@pytest.mark.parametrize(("lock", "wanted"), LOCKS.items())
def test_the_lock_fits_pyproject(lock: str, wanted: list[str]) -> None:
    pinned = {name.lower(): version for name, version in PINNED.findall((ROOT / lock).read_text())}
    for requirement in map(Requirement, wanted):
        version = pinned.get(requirement.name.lower())
        assert version is not None, f"{requirement.name} is not in {lock}; `make lock` writes it"
        assert requirement.specifier.contains(version), f"{requirement} but {version} in {lock}"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_index_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text()
    packages = re.split(r"\n(?=[A-Za-z0-9])", text.strip())
    assert len(packages) >= len(LOCKS[lock])
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text
    assert "index" not in text


def test_all_locks_pin_the_same_versions() -> None:
    runtime, report, telemetry, development, cluster, extensions = (
        dict(PINNED.findall((ROOT / lock).read_text())).items() for lock in LOCKS
    )
    assert runtime <= report <= development <= cluster
    assert runtime <= telemetry <= development
    assert extensions <= development


def test_every_extra_has_a_lock_and_a_target_that_installs_it() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for extra in EXTRAS:
        assert f"requirements-{extra}.txt" in LOCKS
        assert re.search(rf"^{extra}: ", makefile, re.MULTILINE), extra


def test_the_makefile_installs_the_locked_uv() -> None:
    development = dict(PINNED.findall((ROOT / "requirements-dev.txt").read_text()))
    assert f"UV_VERSION := {development['uv']}\n" in (ROOT / "Makefile").read_text()
