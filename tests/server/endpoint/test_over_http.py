"""What a client sees of an error, and what the log does."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, NoReturn

import pytest
from fastapi import FastAPI

from model.recommender import Recommender
from server.app import create_app
from settings import Settings
from tests.support.http import post, request

SECRET = "neighbors.npy is broken"


@pytest.fixture(scope="module")
def app(sample_snapshots: Path) -> FastAPI:
    """The app over the sample, without GraphiQL's files."""
    return create_app(Settings(snapshots=sample_snapshots, graphiql=sample_snapshots / "none"))


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every search for similar films fail in a way that nobody expects."""

    def fail(*_: object) -> NoReturn:
        raise KeyError(SECRET)

    monkeypatch.setattr(Recommender, "similar", fail)


@pytest.mark.usefixtures("broken")
def test_an_unexpected_error_is_masked_and_leaves_its_siblings(app: FastAPI) -> None:
    found = post(app, "{ movie(id: 949) { title similar { rank } } }")
    assert found == {
        "data": {"movie": {"title": "Heat", "similar": None}},
        "errors": [
            {
                "message": "Internal error",
                "locations": [{"line": 1, "column": 26}],
                "path": ["movie", "similar"],
                "extensions": {"code": "INTERNAL"},
            }
        ],
    }


@pytest.mark.usefixtures("broken")
def test_an_unexpected_error_is_logged_whole(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    post(app, "{ movie(id: 949) { similar { rank } } }")
    failed, record = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert (failed.name, failed.getMessage()) == ("reelgraph", "a plan failed")
    assert record.name == "reelgraph"
    assert "['movie', 'similar']" in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is KeyError
    assert SECRET in caplog.text
    assert "Traceback" in caplog.text


def test_an_error_of_the_client_keeps_its_message_and_code_and_is_not_logged(
    app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    found = post(app, '{ similarMovies(title: "Heat", k: 0) { results { rank } } }')
    assert found == {
        "data": {"similarMovies": None},
        "errors": [
            {
                "message": "k is 0; allowed is 1 to 100",
                "locations": [{"line": 1, "column": 3}],
                "path": ["similarMovies"],
                "extensions": {"code": "BAD_USER_INPUT"},
            }
        ],
    }
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


@pytest.mark.parametrize(
    ("query", "variables", "message"),
    [
        ("{", {}, "Syntax Error"),
        ("{ nope }", {}, "Cannot query field 'nope'"),
        ("{ search(query: null) { score } }", {}, "null"),
        ("query ($k: Int!) { movies(first: $k) { totalCount } }", {}, "$k"),
        ("query ($k: Int!) { movies(first: $k) { totalCount } }", {"k": "ten"}, "$k"),
        ("query ($k: Int!) { movies(first: $k) { totalCount } }", {"k": 2**31}, "$k"),
        ("query ($i: ID!) { movie(id: $i) { title } }", {"i": 1.5}, "$i"),
        ("query ($s: PosterSize) { movie(id: 1) { posterUrl(size: $s) } }", {"s": "W1"}, "$s"),
        ("query ($l: Lang) { genres { name(lang: $l) } }", {"l": "FR"}, "$l"),
    ],
)
def test_what_the_schema_does_not_allow_is_explained_and_not_logged(
    query: str, variables: Any, message: str, app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    (error,) = post(app, query, variables)["errors"]
    assert message in error["message"]
    assert "INTERNAL" not in str(error)
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"query": 1}', b'{"variables": []}'])
def test_a_body_that_is_no_request_is_refused_without_a_traceback(
    body: bytes, app: FastAPI
) -> None:
    headers = {"content-type": "application/json"}
    response = request(app, "POST", "/graphql", content=body, headers=headers)
    assert 400 <= response.status_code < 500
    assert "Traceback" not in response.text


def test_a_variable_that_may_be_null_or_missing_takes_the_default(app: FastAPI) -> None:
    query = "query ($s: PosterSize) { movie(id: 949) { posterUrl(size: $s) } }"
    default = post(app, "{ movie(id: 949) { posterUrl } }")
    assert post(app, query, {"s": None}) == default
    assert post(app, query, {}) == default
