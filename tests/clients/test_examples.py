"""The clients of examples/: those that can run here are run, against a real server."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import nbclient
import nbformat
import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate

from settings import ROOT
from tests.clients.node import FOLDER, PACKAGES, lacking
from tests.support.patience import HUNG
from tests.support.servers import Server

EXAMPLES = ROOT / "examples"
SCHEMA = ROOT / "schema" / "schema.graphql"
OPERATIONS = EXAMPLES / "operations" / "films.graphql"
LIKE_THE_GODFATHER = "The Godfather: Part II"


def versions(package: Path) -> Mapping[str, str]:
    told: dict[str, dict[str, str]] = json.loads(package.read_text())
    return told["dependencies"] | told.get("devDependencies", {}) | told["overrides"]


def test_the_operations_are_valid_and_named() -> None:
    document = parse(OPERATIONS.read_text("utf-8"))
    assert validate(build_schema(SCHEMA.read_text("utf-8")), document) == []
    names = [one.name for one in document.definitions if isinstance(one, OperationDefinitionNode)]
    assert len(names) == 4
    assert None not in names


def test_what_a_reader_installs_is_what_is_tested() -> None:
    wanted = versions(EXAMPLES / "typescript" / "package.json")
    assert wanted.items() <= versions(FOLDER / "package.json").items()


def run(folder: Path, script: str, *arguments: str, **environment: str) -> CompletedProcess[str]:
    """Run a script of package.json, as a reader would."""
    return subprocess.run(
        ["npm", "run", "--silent", script, "--", *arguments],
        cwd=folder,
        env={**os.environ, "NODE_ENV": "production", **environment},
        capture_output=True,
        text=True,
        timeout=HUNG,
        check=False,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The TypeScript example beside the schema and the packages, generated and compiled."""
    reason = lacking() or (None if shutil.which("npm") else "npm is not installed")
    if reason is not None:
        pytest.skip(reason)
    root = tmp_path_factory.mktemp("project")
    folder = root / "examples" / "typescript"
    made = shutil.ignore_patterns("node_modules", "build", "generated.ts")
    shutil.copytree(EXAMPLES / "typescript", folder, ignore=made)
    (root / "schema").symlink_to(SCHEMA.parent)
    (root / "examples" / "operations").symlink_to(OPERATIONS.parent)
    (folder / "node_modules").symlink_to(PACKAGES)
    for script in ("generate", "build"):
        done = run(folder, script)
        assert done.returncode == 0, done.stdout[-2_000:] + done.stderr[-2_000:]
    return folder


def test_the_typescript_client_compiles_and_tells_what_it_found(
    built: Path, server: Server
) -> None:
    done = run(built, "films", server.graphql, "the godfater")
    assert done.returncode == 0, done.stderr
    first, best, *_ = done.stdout.splitlines()
    assert first == '"the godfater" is The Godfather. Like it:'
    assert LIKE_THE_GODFATHER in best
    assert done.stdout.splitlines()[-1] == "BAD_USER_INPUT: k is 0; expected 1 to 100"


def test_apollo_sends_hashes_by_get_and_the_text_once_at_most(built: Path, server: Server) -> None:
    noting = f"--import={FOLDER / 'noting.mjs'}"
    done = run(built, "apollo", server.graphql, NODE_OPTIONS=noting)
    assert done.returncode == 0, done.stderr
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["Heat", "Toy Story"]
    sent = done.stderr.splitlines()
    assert sent[0] == sent[-1] == "GET hash"
    assert len(sent) - sent.count("GET hash") <= 1


def test_the_python_script_tells_what_it_found(server: Server) -> None:
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / "python" / "films.py"), "the", "godfater"],
        env={**os.environ, "REELGRAPH_URL": server.graphql},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, best, *_ = done.stdout.splitlines()
    assert first == "The Godfather (1972)"
    assert LIKE_THE_GODFATHER in best


def test_the_notebook_runs_and_is_kept_without_outputs(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REELGRAPH_URL", server.graphql)
    file = EXAMPLES / "notebook" / "films.ipynb"
    notebook = nbformat.read(file, as_version=4)  # type: ignore[no-untyped-call]  # has no types
    assert [cell["outputs"] for cell in codes(notebook)] == [[]] * len(codes(notebook))

    folder = {"metadata": {"path": str(EXAMPLES / "notebook")}}
    nbclient.NotebookClient(notebook, resources=folder, timeout=HUNG).execute()

    shown = [output.get("data", {}) for cell in codes(notebook) for output in cell["outputs"]]
    assert sum("image/svg+xml" in data for data in shown) == 2
    assert "Tom Hanks" in shown[0]["text/plain"]
    assert any(LIKE_THE_GODFATHER in data.get("text/plain", "") for data in shown)


def codes(notebook: Any) -> list[Any]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def test_swift_and_kotlin_read_the_one_schema_and_the_same_operations() -> None:
    swift = json.loads((EXAMPLES / "swift" / "apollo-codegen-config.json").read_text())["input"]
    kotlin = (EXAMPLES / "kotlin" / "build.gradle.kts").read_text()
    schemas = [
        *(EXAMPLES / "swift" / path for path in swift["schemaSearchPaths"]),
        *(EXAMPLES / "kotlin" / path for path in re.findall(r'file\("(.+?)"\)', kotlin)),
    ]
    assert [path.resolve() for path in schemas] == [SCHEMA, SCHEMA]
    (searched,) = swift["operationSearchPaths"]
    assert [found.resolve() for found in (EXAMPLES / "swift").glob(searched)] == [OPERATIONS]
    (folder,) = re.findall(r'srcDir\("(.+?)"\)', kotlin)
    assert (EXAMPLES / "kotlin" / folder).resolve() == OPERATIONS.parent
    scalars = re.findall(r"^scalar (\w+)", SCHEMA.read_text("utf-8"), re.MULTILINE)
    assert re.findall(r'mapScalarToKotlinString\("(\w+)"\)', kotlin) == scalars
