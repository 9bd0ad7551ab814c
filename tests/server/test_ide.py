"""GraphiQL's page, the files that it loads, and the queries in its tabs."""

import base64
import hashlib
import io
import json
import re
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate

from server import ide

ROOT = Path(__file__).parents[2]
SVG_NAMESPACE = "http://www.w3.org/2000/svg"  # in the icon; nothing is loaded from there
CONTENT = b"let thing = 1;"


def sri(content: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(content).digest()).decode()


def addresses(page: str) -> list[str]:
    return [found for found in re.findall(r"https?://[^\"'\s%]+", page) if found != SVG_NAMESPACE]


def tabs_in(page: str) -> list[dict[str, str]]:
    found = re.search(r"\.concat\((\[.*\])\),$", page, re.MULTILINE)
    assert found is not None
    tabs: list[dict[str, str]] = json.loads(found[1])
    return tabs


class FakeSource:
    """A source that gives what it is told to, and counts how often it is asked."""

    def __init__(self, name: str, reply: bytes | Exception) -> None:
        self.__name__ = name
        self.reply = reply
        self.asked: list[str] = []

    def __call__(self, file: ide.PageFile, _scratch: Path) -> bytes:
        self.asked.append(file.name)
        if isinstance(self.reply, Exception):
            raise self.reply
        return self.reply


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Give a folder in which every file of the page lies."""
    for file in ide.page_files():
        (tmp_path / file.name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.name).touch()
    return tmp_path


@pytest.fixture
def small_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the page be one that loads two small files."""
    tag = '<script src="https://cdn.example/thing@1.0.0/{}.js"\n integrity="{}"></script>'
    page = "".join(tag.format(name, sri(CONTENT)) for name in "ab")
    monkeypatch.setattr(ide, "template", lambda: page)


@pytest.fixture
def fake_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Give a way to put a shell script called npm first on the PATH."""

    def install(script: str) -> None:
        npm = tmp_path / "bin" / "npm"
        npm.parent.mkdir()
        npm.write_text(f"#!/bin/sh\n{script}\n")
        npm.chmod(0o755)
        monkeypatch.setenv("PATH", str(npm.parent), prepend=":")

    return install


def test_the_page_of_this_strawberry_loads_seven_files_with_hashes() -> None:
    files = ide.page_files()

    assert [file.name for file in files] == [
        "react@18.2.0/umd/react.production.min.js",
        "react-dom@18.2.0/umd/react-dom.production.min.js",
        "js-cookie@3.0.5/dist/js.cookie.min.js",
        "graphiql@3.8.3/graphiql.min.css",
        "@graphiql/plugin-explorer@1.0.2/dist/style.css",
        "graphiql@3.8.3/graphiql.min.js",
        "@graphiql/plugin-explorer@1.0.2/dist/index.umd.js",
    ]
    assert [file.origin + file.name for file in files] == addresses(ide.template())
    assert all(file.integrity.startswith("sha384-") for file in files)


@pytest.mark.parametrize(
    "place",
    ["<title>Strawberry GraphiQL<", "parameters.q || EXAMPLE_QUERY", "fetcher: fetcher,"],
)
def test_each_place_that_we_change_stands_once_in_the_page_of_this_strawberry(place: str) -> None:
    assert ide.template().count(place) == 1


def test_with_every_file_there_the_page_has_no_address_elsewhere(full: Path) -> None:
    page = ide.page(full)

    assert addresses(page) == []
    for file in ide.page_files():
        assert f'"/graphiql/{file.name}"' in page


def test_with_one_file_missing_the_page_loads_all_from_the_cdn(full: Path) -> None:
    (full / ide.page_files()[-1].name).unlink()

    assert addresses(ide.page(full)) == addresses(ide.template())


def test_without_the_folder_the_page_loads_all_from_the_cdn(tmp_path: Path) -> None:
    assert addresses(ide.page(tmp_path / "absent")) == addresses(ide.template())


def test_the_page_is_titled_reelgraph(tmp_path: Path) -> None:
    assert "<title>Reelgraph</title>" in ide.page(tmp_path)


def test_every_ready_query_is_a_tab_of_the_page(tmp_path: Path) -> None:
    assert [tab["query"] for tab in tabs_in(ide.page(tmp_path))] == ide.tabs()


@pytest.mark.parametrize("query", ide.tabs())
def test_a_ready_query_explains_itself_and_has_one_named_operation(query: str) -> None:
    (operation,) = parse(query).definitions

    assert query.startswith("# ")
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name is not None


@pytest.mark.parametrize("query", ide.tabs())
def test_a_ready_query_is_valid_in_our_schema(query: str) -> None:
    schema = build_schema((ROOT / "schema" / "schema.graphql").read_text("utf-8"))

    assert validate(schema, parse(query)) == []


def test_a_ready_query_cannot_break_out_of_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = '# </script><!-- <script>alert("`${1}`") \\ \\1 \u2028 é'
    monkeypatch.setattr(ide, "tabs", lambda: [evil])

    page = ide.page(tmp_path)

    assert tabs_in(page) == [{"query": evil}]
    assert page.count("</script>") == ide.template().count("</script>")
    assert page.count("<script") == ide.template().count("<script")
    assert "\u2028" not in page


@pytest.mark.usefixtures("small_page")
def test_a_fetch_keeps_every_file_and_tells_of_each(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ide.fetch(tmp_path, [FakeSource("cdn", CONTENT)])

    assert (tmp_path / "thing@1.0.0" / "a.js").read_bytes() == CONTENT
    assert (tmp_path / "thing@1.0.0" / "b.js").read_bytes() == CONTENT
    assert capsys.readouterr().out.splitlines() == [
        "GraphiQL: thing@1.0.0/a.js, 14 bytes",
        "GraphiQL: thing@1.0.0/b.js, 14 bytes",
    ]


@pytest.mark.usefixtures("small_page")
def test_a_second_fetch_asks_nobody(tmp_path: Path) -> None:
    ide.fetch(tmp_path, [FakeSource("cdn", CONTENT)])
    again = FakeSource("cdn", CONTENT)

    ide.fetch(tmp_path, [again])

    assert again.asked == []


@pytest.mark.usefixtures("small_page")
def test_a_damaged_file_is_fetched_again(tmp_path: Path) -> None:
    ide.fetch(tmp_path, [FakeSource("cdn", CONTENT)])
    (tmp_path / "thing@1.0.0" / "b.js").write_bytes(CONTENT[:5])
    again = FakeSource("cdn", CONTENT)

    ide.fetch(tmp_path, [again])

    assert again.asked == ["thing@1.0.0/b.js"]
    assert (tmp_path / "thing@1.0.0" / "b.js").read_bytes() == CONTENT


@pytest.mark.usefixtures("small_page")
def test_a_file_with_another_hash_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    forged = FakeSource("cdn", b"let thing = 2;")

    with pytest.raises(ide.PageFileError, match=r"thing@1\.0\.0/a\.js .*cdn: not the hash"):
        ide.fetch(tmp_path, [forged])

    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("small_page")
def test_a_source_out_of_reach_is_asked_once_and_the_next_one_helps_out(tmp_path: Path) -> None:
    cdn = FakeSource("cdn", OSError("no route to host"))
    npm = FakeSource("npm", CONTENT)

    ide.fetch(tmp_path, [cdn, npm])

    assert cdn.asked == ["thing@1.0.0/a.js"]
    assert npm.asked == ["thing@1.0.0/a.js", "thing@1.0.0/b.js"]


@pytest.mark.usefixtures("small_page")
def test_with_every_source_out_of_reach_the_error_says_what_each_answered(tmp_path: Path) -> None:
    sources = [FakeSource("cdn", OSError("no route to host")), FakeSource("npm", OSError("E404"))]

    with pytest.raises(ide.PageFileError) as caught:
        ide.fetch(tmp_path, sources)

    assert str(caught.value) == (
        "thing@1.0.0/a.js could not be fetched (cdn: no route to host; npm: E404)"
    )


@pytest.mark.usefixtures("small_page")
def test_npm_is_asked_once_for_a_package_of_two_files(
    tmp_path: Path, fake_npm: Callable[[str], None]
) -> None:
    with tarfile.open(tmp_path / "thing.tgz", "w:gz") as package:
        for name in ("package/a.js", "package/b.js"):
            member = tarfile.TarInfo(name)
            member.size = len(CONTENT)
            package.addfile(member, io.BytesIO(CONTENT))
    fake_npm(
        f'echo "$1 $3" >> {tmp_path}/asked; cp {tmp_path}/thing.tgz "${{2#--pack-destination=}}"'
    )

    ide.fetch(tmp_path / "kept", [ide.npm])

    assert (tmp_path / "asked").read_text() == "pack thing@1.0.0\n"
    assert (tmp_path / "kept" / "thing@1.0.0" / "b.js").read_bytes() == CONTENT


@pytest.mark.usefixtures("small_page")
def test_what_npm_complains_about_stands_in_the_error(
    tmp_path: Path, fake_npm: Callable[[str], None]
) -> None:
    fake_npm("echo 'npm error code E404' >&2; exit 1")

    with pytest.raises(ide.PageFileError, match="npm: npm error code E404"):
        ide.fetch(tmp_path / "kept", [ide.npm])
