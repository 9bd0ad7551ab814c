"""Whatever the documentation shows is run."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from docs.generate import ANSWERED, with_answers
from resolvers.context import Context
from schema import schema
from settings import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def blocks(language: str) -> list[tuple[str, str]]:
    return [
        (page.name, text)
        for page in PAGES
        for found, text in BLOCK.findall(page.read_text("utf-8"))
        if found == language
    ]


def commands(program: str) -> list[str]:
    lines = (
        line.partition("#")[0].strip() for _, text in blocks("sh") for line in text.splitlines()
    )
    return [line for line in lines if line.startswith(program)]


@pytest.mark.parametrize(("page", "query"), blocks("graphql"))
def test_every_query_in_the_docs_is_answered(page: str, query: str, sample: Context) -> None:
    result = schema.execute_sync(query, context_value=sample)
    assert result.errors is None
    assert result.data is not None
    answers = result.data.values()
    assert None not in answers, f"{page}: a root field is null"


@pytest.mark.parametrize("name", ANSWERED)
def test_every_answer_in_the_docs_is_what_the_sample_gives(name: str, sample: Context) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert page == with_answers(page, sample), f"{name} is out of date; `make generate` writes it"


def test_the_readme_has_five_queries() -> None:
    assert len([page for page, _ in blocks("graphql") if page == "README.md"]) == 5


@pytest.mark.parametrize("command", [c for c in commands("python main.py") if " serve" not in c])
def test_every_command_in_the_docs_runs(
    command: str, sample_snapshots: Path, tmp_path: Path
) -> None:
    words = shlex.split(command)[1:]
    if "--out" in words:
        words[words.index("--out") + 1] = str(tmp_path / "out")
    done = subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        env={"PATH": "", "REELGRAPH_SNAPSHOTS": str(sample_snapshots)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", commands("make"))
def test_every_target_in_the_docs_is_in_the_makefile(command: str) -> None:
    target = shlex.split(command)[1]
    assert f"\n{target}:" in (ROOT / "Makefile").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_counts_the_sample_right(sample: Context) -> None:
    assert f"{len(sample.catalog.movies)} films" in (ROOT / "README.md").read_text("utf-8")
