"""Queries that are named by their hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from tests.support.http import Client, answer, talk

QUERY = "{ movie(id: 949) { title } }"
HEAT = {"data": {"movie": {"title": "Heat"}}}


def refusal(response: httpx.Response) -> tuple[int, str, str]:
    """Status, code and message of the only error."""
    (error,) = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


def persisted(text: str, **changes: Any) -> dict[str, Any]:
    """The extensions that name a text by its hash."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"persistedQuery": {"version": 1, "sha256Hash": digest, **changes}}


def send(app: FastAPI, method: str, bodies: Sequence[dict[str, Any]]) -> list[httpx.Response]:
    """The responses to these parts, sent one after the other."""

    async def conversation(client: Client) -> list[httpx.Response]:
        responses = []
        for body in bodies:
            if method == "POST":
                responses.append(await client.post("/graphql", json=body))
            else:
                texts = {
                    name: part if isinstance(part, str) else json.dumps(part)
                    for name, part in body.items()
                }
                responses.append(await client.get("/graphql", params=texts))
        return responses

    return talk(app, conversation)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_can_be_named_by_its_hash_once_it_was_sent(method: str, app: FastAPI) -> None:
    short = {"extensions": persisted(QUERY)}
    unknown, sent, known = send(app, method, [short, {"query": QUERY, **short}, short])
    assert refusal(unknown) == (200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    assert unknown.headers["cache-control"] == "no-store"
    assert answer(sent) == answer(known) == HEAT


def test_a_query_that_was_sent_by_post_can_be_named_by_get(app: FastAPI) -> None:
    async def both(client: Client) -> httpx.Response:
        extensions = persisted(QUERY)
        await client.post("/graphql", json={"query": QUERY, "extensions": extensions})
        parameters = {"extensions": json.dumps(extensions)}
        return await client.get("/graphql", params=parameters)

    response = talk(app, both)
    assert answer(response) == HEAT
    assert response.headers["cache-control"] == "public, max-age=60"


def test_a_hash_goes_with_any_variables(app: FastAPI) -> None:
    text = "query ($id: ID!) { movie(id: $id) { title } }"
    extensions = persisted(text)
    responses = send(
        app,
        "POST",
        [
            {"query": text, "extensions": extensions, "variables": {"id": 862}},
            {"extensions": extensions, "variables": {"id": 949}},
        ],
    )
    titles = [answer(each)["data"]["movie"]["title"] for each in responses]
    assert titles == ["Toy Story", "Heat"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize(
    "extensions",
    [
        persisted(QUERY, sha256Hash="0" * 64),
        persisted(QUERY, sha256Hash=1),
        persisted(QUERY, version=2),
        {"persistedQuery": {}},
        {"persistedQuery": []},
        {"persistedQuery": "hash"},
    ],
    ids=["another hash", "no text", "version", "empty", "a list", "a text"],
)
def test_a_hash_that_is_none_of_the_query_is_refused(
    extensions: dict[str, Any], method: str, app: FastAPI
) -> None:
    (response,) = send(app, method, [{"query": QUERY, "extensions": extensions}])
    assert refusal(response)[:2] == (400, "BAD_USER_INPUT")


def test_a_wrong_hash_leaves_nothing_behind(app: FastAPI) -> None:
    wrong = {"extensions": persisted("{ genres { id } }")}
    _, after = send(app, "POST", [{"query": QUERY, **wrong}, wrong])
    assert refusal(after)[1] == "PERSISTED_QUERY_NOT_FOUND"
