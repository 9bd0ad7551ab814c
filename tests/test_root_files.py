"""The files at the root that hosts, editors and git read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from settings import ROOT

PAGES = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", ROOT / ".github/PULL_REQUEST_TEMPLATE.md"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))


def test_the_hooks_before_a_commit_run_what_make_check_runs() -> None:
    (recipe,) = re.findall(
        r"^check:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(), re.MULTILINE
    )
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"]] == commands
    for hook in repository["hooks"]:
        assert (hook["language"], hook["pass_filenames"]) == ("system", False)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere_and_every_target_exists(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
        assert (page.parent / target).exists(), target
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z-]+)", text)) <= set(targets)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_a_form_for_issues_asks_each_question_once(form: Path) -> None:
    content = yaml.safe_load(form.read_text("utf-8"))
    if form.name == "config.yml":
        assert content == {"blank_issues_enabled": True}
        return
    assert content["name"]
    assert content["description"]
    ids = [field["id"] for field in content["body"]]
    assert len(ids) == len(set(ids))


def test_text_files_are_written_as_the_editor_is_told() -> None:
    suffixes = {".py", ".md", ".toml", ".yaml", ".yml", ".js", ".css", ".html", ".graphql", ".conf"}
    folders = ("commands", "deploy", "docs", "schema", "server", "tests", "web")
    files = [
        file
        for folder in folders
        for file in (ROOT / folder).rglob("*")
        if file.suffix in suffixes and "node_modules" not in file.parts
    ]
    assert len(files) > 100
    for file in files:
        text = file.read_bytes().decode("utf-8")
        assert "\r" not in text, file
        assert text == "" or (text.endswith("\n") and not text.endswith("\n\n")), file
