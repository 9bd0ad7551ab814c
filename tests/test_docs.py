"""Whatever the documentation shows is run."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
import typer

from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from docs.tools.generate import ANSWERED, EXPLAINED, with_answers, with_explanations
from export import tables as export
from main import app
from resolvers.context import Context
from schema import schema
from settings import ROOT
from tests.support.command_line import run
from tests.support.documentation import BLOCK, PAGES, READMES, blocks
from tests.support.servers import PATIENT, Server, serving

SPANISH = sorted((ROOT / "docs" / "es").glob("*.md"))
CLUSTERED = (".cluster/bin/python", ".cluster/bin/serve")
"""Programs whose commands need the extra `[cluster]`; tests/cluster runs them."""
NAMING = ("cd", "pytest", "python examples/python/films.py", "source")
"""Programs whose commands name a file; tests/clients runs that of Python."""
CONTAINERS = ("docker",)
"""Programs that tests do not run; tests/deploy checks the files that they read."""
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")


def shell(page: Path) -> list[str]:
    """The commands that a page shows, one a line, without what is said of them."""
    lines = (
        re.split(r"\s#\s", line)[0].strip()
        for language, text in BLOCK.findall(page.read_text("utf-8"))
        if language == "sh"
        for line in text.splitlines()
    )
    return [line for line in lines if line]


COMMAND_LINE = typer.main.get_group(app).commands
COMMANDS = list(dict.fromkeys(line for page in PAGES for line in shell(page)))


def commands(program: str) -> list[str]:
    return [line for line in COMMANDS if line.startswith(f"{program} ")]


@pytest.fixture(scope="module")
def server(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the sample."""
    with serving(sample_snapshots, tmp_path_factory.mktemp("docs") / "log", **PATIENT) as running:
        yield running


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


@pytest.mark.parametrize("name", EXPLAINED)
def test_every_explanation_in_the_docs_is_what_the_command_prints(
    name: str, sample: Context
) -> None:
    page = (ROOT / name).read_text("utf-8")
    assert page == with_explanations(page, sample), f"{name} is out of date; `make generate`"


@pytest.mark.parametrize("readme", READMES, ids=lambda page: page.name)
def test_a_readme_has_five_queries(readme: Path) -> None:
    languages = [language for language, _ in BLOCK.findall(readme.read_text("utf-8"))]
    assert languages.count("graphql") == 5


def test_both_readmes_show_the_same_commands_and_link_to_the_same_pages() -> None:
    english, spanish = READMES
    assert shell(english) == shell(spanish)
    targets = [set(LINK.findall(readme.read_text("utf-8"))) for readme in READMES]
    same = {link.replace("docs/es/", "docs/") for link in targets[1]}
    assert targets[0] - {"README.es.md"} == same - {"README.md"} | {"schema/schema.graphql"}


@pytest.mark.parametrize("page", SPANISH, ids=lambda page: page.name)
def test_a_spanish_page_shows_the_same_commands_as_the_english_one(page: Path) -> None:
    english = ROOT / "docs" / page.name
    assert shell(page) == shell(english)
    assert f"](../{page.name})" in page.read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [
        pytest.param(command, marks=pytest.mark.live if " report" in command else ())
        for command in commands("python main.py")
        if " serve" not in command
    ],
)
def test_every_command_in_the_docs_runs(
    command: str, sample_snapshots: Path, tmp_path: Path
) -> None:
    """The report takes long to draw, so it has to wait for the live tests."""
    words = shlex.split(command)[2:]
    if any(option.name == "snapshots" for option in COMMAND_LINE[words[0]].params):
        words += ["--snapshots", str(sample_snapshots)]
    if "--out" in words:
        words[words.index("--out") + 1] = str(tmp_path / "out")
    done = run(*words)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", commands("make"))
def test_every_target_in_the_docs_is_in_the_makefile(command: str) -> None:
    target = shlex.split(command)[1]
    assert f"\n{target}:" in (ROOT / "Makefile").read_text()


@pytest.mark.live
@pytest.mark.parametrize("command", commands("curl"))
def test_every_request_by_curl_in_the_docs_is_answered(command: str, server: Server) -> None:
    if shutil.which("curl") is None:
        pytest.skip("curl is not installed")
    words = shlex.split(command.replace("http://127.0.0.1:8000", server.address))
    done = subprocess.run([*words, "-sS"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert "errors" not in answer
    assert None not in answer["data"].values()


@pytest.mark.live
def test_what_a_server_says_in_the_docs_is_what_it_says(server: Server) -> None:
    announced = [text for page, text in blocks("text") if page == "first-five-minutes.md"]
    assert len(announced) == 2  # in English and in Spanish
    for text in announced:
        line = text.strip().replace("8000", str(server.port))
        assert line in server.log.splitlines()


@pytest.mark.parametrize("command", [c for program in NAMING for c in commands(program)])
def test_every_file_that_a_command_in_the_docs_names_is_there(command: str) -> None:
    assert (ROOT / shlex.split(command)[1]).exists()


@pytest.mark.parametrize("command", commands("docker build"))
def test_every_file_that_docker_builds_from_is_there(command: str) -> None:
    words = shlex.split(command)
    assert (ROOT / words[words.index("-f") + 1]).exists()


@pytest.mark.parametrize("command", commands("npm run"))
def test_every_script_of_npm_in_the_docs_is_in_the_package(command: str) -> None:
    package = json.loads((ROOT / "examples" / "typescript" / "package.json").read_text())
    assert shlex.split(command)[2] in package["scripts"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_a_sentence_names_exists(page: Path) -> None:
    text = BLOCK.sub("", page.read_text("utf-8"))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets
    assert set(re.findall(r"`python main\.py ([a-z][a-z-]*)", text)) <= set(COMMAND_LINE)


def test_every_command_in_the_docs_is_one_that_a_test_looks_at() -> None:
    programs = ("python main.py", "make", "curl", "npm run", *CONTAINERS, *CLUSTERED, *NAMING)
    checked = [command for program in programs for command in commands(program)]
    assert sorted([*checked, "npm install"]) == sorted(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_page_on_export_names_every_column_in_order(sample_snapshots: Path) -> None:
    sections = (ROOT / "docs" / "export.md").read_text("utf-8").split("\n### ")[1:]
    shown = {
        section.partition("\n")[0]: re.findall(
            r"^\| `(\w+)`", section.partition("\n## ")[0], re.MULTILINE
        )
        for section in sections
    }
    opened = Snapshot.open(store.current(sample_snapshots))
    assert shown == {name: frame(opened).columns for name, frame in export.TABLES.items()}


def test_the_page_on_the_command_line_has_every_command() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert set(COMMAND_LINE) <= set(re.findall("^## (.+)$", page, re.MULTILINE))


def test_where_to_look_names_changes_and_files_that_exist() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text("utf-8")
    section = page.partition("## Where to look\n")[2].partition("\n## ")[0]
    files = re.findall(r"^\| .+ \| `([^`]+)`.*\|$", section, re.MULTILINE)
    assert len(files) >= 25
    assert [file for file in files if not (ROOT / file).is_file()] == []


@pytest.mark.parametrize("name", ["architecture.md", "contributing.md", "explorer.md"])
def test_every_path_that_a_page_on_the_code_names_exists(name: str) -> None:
    page = BLOCK.sub("", (ROOT / "docs" / name).read_text("utf-8"))
    rooms = {path.name for path in ROOT.iterdir() if path.is_dir()} - {"data", "site"}
    paths = re.findall(r"`((?:\w+/)[\w./]*)[`:]", page)
    named = [path for path in paths if path.partition("/")[0] in rooms]
    assert len(named) > 2
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_module_that_a_page_runs_exists(page: Path) -> None:
    for module in re.findall(r"`python -m ([\w.]+)", page.read_text("utf-8")):
        assert find_spec(module), f"{page.name}: python -m {module}"


def test_decisions_are_numbered_without_gaps_and_in_the_order_of_their_dates() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    dates = [re.findall(r"\d{4}-\d\d-\d\d", page.read_text("utf-8"))[0] for page in pages]
    assert dates == sorted(dates)
    for page in pages:
        text = page.read_text("utf-8")
        assert all(f"**{part}.**" in text for part in ("Context", "Decision", "Consequences"))


def test_the_readme_counts_the_sample_right(sample: Context) -> None:
    assert f"{len(sample.catalog.movies)} films" in (ROOT / "README.md").read_text("utf-8")
