"""What a client sees of an error, and what the log does."""

from __future__ import annotations

import logging
from typing import Any, NoReturn

import pytest
from fastapi import FastAPI

from model.recommender import Recommender
from tests.support.http import post

SECRET = "neighbors.npy is broken"


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every search for similar films fail in a way that nobody expects."""

    def fail(*_: object) -> NoReturn:
        raise KeyError(SECRET)

    monkeypatch.setattr(Recommender, "similar", fail)


@pytest.mark.usefixtures("broken")
def test_an_unexpected_error_is_masked_and_leaves_its_siblings(shared_app: FastAPI) -> None:
    found = post(shared_app, "{ movie(id: 949) { title similar { rank } } }")
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
    shared_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    post(shared_app, "{ movie(id: 949) { similar { rank } } }")
    failed, record = [r for r in caplog.records if r.levelno >= logging.ERROR]
    assert (failed.name, failed.getMessage()) == ("reelgraph", "a plan failed")
    assert record.name == "reelgraph"
    assert "['movie', 'similar']" in record.getMessage()
    assert record.exc_info is not None
    assert record.exc_info[0] is KeyError
    assert SECRET in caplog.text
    assert "Traceback" in caplog.text


def test_an_error_of_the_client_keeps_its_message_and_code_and_is_not_logged(
    shared_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    found = post(shared_app, '{ similarMovies(title: "Heat", k: 0) { results { rank } } }')
    assert found == {
        "data": {"similarMovies": None},
        "errors": [
            {
                "message": "k is 0; expected 1 to 100",
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
    query: str, variables: Any, message: str, shared_app: FastAPI, caplog: pytest.LogCaptureFixture
) -> None:
    (error,) = post(shared_app, query, variables)["errors"]
    assert message in error["message"]
    assert "INTERNAL" not in str(error)
    assert not [r for r in caplog.records if r.levelno >= logging.WARNING]
