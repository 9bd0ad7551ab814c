"""GraphiQL's page, the files that it loads, and the queries in its tabs."""

import json
import re
from pathlib import Path

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate

from server.pages import graphiql
from server.pages.page_files import files_of

ROOT = Path(__file__).parents[3]
SVG_NAMESPACE = "http://www.w3.org/2000/svg"  # in the icon; nothing is loaded from there


def addresses(page: str) -> list[str]:
    return [found for found in re.findall(r"https?://[^\"'\s%]+", page) if found != SVG_NAMESPACE]


def tabs_in(page: str) -> list[dict[str, str]]:
    found = re.search(r"\.concat\((\[.*\])\),$", page, re.MULTILINE)
    assert found is not None
    tabs: list[dict[str, str]] = json.loads(found[1])
    return tabs


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """Give a folder in which every file of the page lies."""
    for file in graphiql.page_files():
        (tmp_path / file.name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file.name).touch()
    return tmp_path


def test_the_page_of_this_strawberry_loads_seven_files_with_hashes() -> None:
    files = files_of(graphiql.template())

    assert [file.name for file in files] == [
        "react@18.2.0/umd/react.production.min.js",
        "react-dom@18.2.0/umd/react-dom.production.min.js",
        "js-cookie@3.0.5/dist/js.cookie.min.js",
        "graphiql@3.8.3/graphiql.min.css",
        "@graphiql/plugin-explorer@1.0.2/dist/style.css",
        "graphiql@3.8.3/graphiql.min.js",
        "@graphiql/plugin-explorer@1.0.2/dist/index.umd.js",
    ]
    assert [file.origin + file.name for file in files] == addresses(graphiql.template())
    assert all(file.integrity.startswith("sha384-") for file in files)


@pytest.mark.parametrize(
    "place", [*(shipped for shipped, _ in graphiql.CHANGES), "fetcher: fetcher,"]
)
def test_each_place_that_we_change_stands_once_in_the_page_of_this_strawberry(place: str) -> None:
    assert graphiql.template().count(place) == 1


def test_with_every_file_there_the_page_has_no_address_elsewhere(full: Path) -> None:
    page = graphiql.page(full)

    assert addresses(page) == []
    for file in files_of(graphiql.template()):
        assert f'"graphiql/{file.name}"' in page


def test_with_one_file_missing_the_page_loads_all_from_the_cdn(full: Path) -> None:
    (full / files_of(graphiql.template())[-1].name).unlink()

    assert addresses(graphiql.page(full)) == addresses(graphiql.template())


def test_without_the_folder_the_page_loads_all_from_the_cdn(tmp_path: Path) -> None:
    assert addresses(graphiql.page(tmp_path / "absent")) == addresses(graphiql.template())


def test_the_map_of_the_schema_is_kept_like_graphiql(full: Path, tmp_path: Path) -> None:
    assert all(
        file.integrity.startswith("sha384-") for file in files_of(graphiql.voyager_template())
    )
    assert addresses(graphiql.voyager(full)) == []
    assert addresses(graphiql.voyager(tmp_path / "absent")) == addresses(
        graphiql.voyager_template()
    )


def test_the_page_is_titled_reelgraph(tmp_path: Path) -> None:
    assert "<title>Reelgraph</title>" in graphiql.page(tmp_path)


def test_every_ready_query_is_a_tab_of_the_page(tmp_path: Path) -> None:
    assert [tab["query"] for tab in tabs_in(graphiql.page(tmp_path))] == graphiql.tabs()


@pytest.mark.parametrize("query", graphiql.tabs())
def test_a_ready_query_explains_itself_and_has_one_named_operation(query: str) -> None:
    (operation,) = parse(query).definitions

    assert query.startswith("# ")
    assert isinstance(operation, OperationDefinitionNode)
    assert operation.name is not None


@pytest.mark.parametrize("query", graphiql.tabs())
def test_a_ready_query_is_valid_in_our_schema(query: str) -> None:
    schema = build_schema((ROOT / "schema" / "schema.graphql").read_text("utf-8"))

    assert validate(schema, parse(query)) == []


def test_a_ready_query_cannot_break_out_of_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evil = '# </script><!-- <script>alert("`${1}`") \\ \\1 \u2028 é'
    monkeypatch.setattr(graphiql, "tabs", lambda: [evil])

    page = graphiql.page(tmp_path)

    assert tabs_in(page) == [{"query": evil}]
    assert page.count("</script>") == graphiql.template().count("</script>")
    assert page.count("<script") == graphiql.template().count("<script")
    assert "\u2028" not in page
