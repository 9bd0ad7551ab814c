"""The explorer's modules: types, queries and dictionaries, by Node and TypeScript."""

from __future__ import annotations

import pytest
from graphql import build_schema, parse, validate

from schema import schema
from server.pages.explorer import FOLDER
from tests.clients.node import PACKAGES, evaluated, node

LANGUAGES = ("en", "es")


@pytest.fixture(scope="module")
def dictionaries() -> dict[str, dict[str, str]]:
    """Of every language the names of its words, and of which kind each is."""
    kinds = """
      const kinds = (words, path = "") => Object.entries(words).flatMap(([name, word]) =>
        typeof word === "object" ? kinds(word, `${path}${name}.`)
        : [[path + name, typeof word === "function" ? `takes ${word.length}` : typeof word]]);
    """
    found: dict[str, dict[str, str]] = {
        name: evaluated(
            f"import {{ words }} from '{FOLDER.as_uri()}/words/{name}.js';{kinds}"
            "console.log(JSON.stringify(Object.fromEntries(kinds(words))));"
        )
        for name in LANGUAGES
    }
    return found


def test_the_types_in_the_comments_fit() -> None:
    done = node(str(PACKAGES / "typescript" / "bin" / "tsc"), "-p", str(FOLDER / "jsconfig.json"))
    assert done.returncode == 0, done.stdout


def test_both_dictionaries_have_the_same_words(dictionaries: dict[str, dict[str, str]]) -> None:
    assert len(dictionaries["en"]) > 100
    assert dictionaries["es"] == dictionaries["en"]


def test_every_query_is_valid() -> None:
    served = build_schema(schema.as_str())
    queries: dict[str, str] = evaluated(
        f"console.log(JSON.stringify(await import('{FOLDER.as_uri()}/queries.js')));"
    )
    assert len(queries) > 8
    for name, query in queries.items():
        assert validate(served, parse(query)) == [], name
