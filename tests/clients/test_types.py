"""Types that GraphQL Code Generator makes from our schema, checked by TypeScript."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from settings import ROOT
from tests.clients.node import FOLDER, PACKAGES, node

SCHEMA = ROOT / "schema" / "schema.graphql"
OPERATIONS = FOLDER / "operations.graphql"
STRICT = ["--noEmit", "--strict", "--target", "es2022", "--module", "preserve", "--skipLibCheck"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with generated types and a script that uses them."""
    folder = tmp_path_factory.mktemp("types")
    shutil.copy(ROOT / "examples" / "typescript" / "generate.mjs", folder)
    shutil.copy(FOLDER / "usage.ts", folder)
    (folder / "node_modules").symlink_to(PACKAGES)
    made = node("generate.mjs", str(SCHEMA), str(OPERATIONS), folder=folder)
    assert made.returncode == 0, made.stderr[-2_000:]
    (folder / "generated.ts").write_text(made.stdout)
    return folder


def test_every_operation_has_a_typed_document(project: Path) -> None:
    generated = (project / "generated.ts").read_text()
    for operation in ("Film", "Popular", "Filtered", "Nearest", "Anything"):
        assert f"export const {operation}Document = " in generated


def test_no_type_of_the_schema_is_any(project: Path) -> None:
    assert ": any" not in (project / "generated.ts").read_text()


def test_typescript_accepts_what_fits_the_types_and_refuses_what_does_not(project: Path) -> None:
    done = node(str(PACKAGES / "typescript" / "bin" / "tsc"), *STRICT, "usage.ts", folder=project)
    assert done.returncode == 0, done.stdout[-2_000:]
