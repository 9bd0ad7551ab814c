"""Apollo Client, urql and graphql-request against a real server."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from tests.clients.node import printed
from tests.support.servers import Server

CLIENTS = ["apollo", "urql", "request"]
PERSISTING = ["apollo", "urql"]
HEAT = "TW92aWU6OTQ5"
TOY_STORY = "TW92aWU6ODYy"


@cache
def _report(client: str, address: str) -> dict[str, Any]:
    found: dict[str, Any] = printed(f"{client}.mjs", address)
    return found


@pytest.fixture
def told(client: str, server: Server) -> dict[str, Any]:
    """What came of each step, by its name; every client runs once."""
    return _report(client, server.graphql)


def film(outcome: dict[str, Any]) -> tuple[str, str]:
    """The id and title of the one film that is the answer."""
    assert outcome["errors"] == []
    found = outcome["data"]["movie"]
    return found["id"], found["title"]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_film_is_asked_for_by_a_variable(told: dict[str, Any]) -> None:
    assert film(told["film"]) == (HEAT, "Heat")
    assert [genre["name"] for genre in told["film"]["data"]["movie"]["genres"]] == [
        "Action",
        "Crime",
        "Drama",
        "Thriller",
    ]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_cursor_leads_to_the_next_page(told: dict[str, Any]) -> None:
    pages = [page["data"]["movies"]["nodes"] for page in told["pages"]]
    titles = [node["title"] for nodes in pages for node in nodes]
    assert [len(nodes) for nodes in pages] == [2, 2]
    assert len(set(titles)) == 4


@pytest.mark.parametrize("client", CLIENTS)
def test_a_filter_goes_in_as_a_variable(told: dict[str, Any]) -> None:
    nodes = told["filtered"]["data"]["movies"]["nodes"]
    assert [node["title"] for node in nodes] == ["Thief", "Manhunter", "Heat"]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_node_is_refetched_by_its_global_id(told: dict[str, Any]) -> None:
    assert told["node"]["data"]["node"] == {"__typename": "Movie", "id": HEAT, "title": "Heat"}


@pytest.mark.parametrize("client", CLIENTS)
def test_the_error_of_one_field_comes_with_its_code_beside_the_data(told: dict[str, Any]) -> None:
    refused = told["refused"]
    assert refused["data"]["movie"]["title"] == "Heat"
    assert refused["data"]["movie"]["similar"] is None
    assert refused["errors"] == [{"message": "k is 0; expected 1 to 100", "code": "BAD_USER_INPUT"}]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_missing_variable_is_an_error_that_names_it(told: dict[str, Any]) -> None:
    (error,) = told["missing"]["errors"]
    assert "$id" in error["message"]
    assert not told["missing"]["data"]


@pytest.mark.parametrize("client", CLIENTS)
def test_an_unknown_field_is_an_error_that_names_it(told: dict[str, Any]) -> None:
    (error,) = told["unknown"]["errors"]
    assert "nothing" in error["message"]
    assert not told["unknown"]["data"]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_query_goes_by_get(told: dict[str, Any]) -> None:
    assert film(told["byGet"]) == (HEAT, "Heat")
    assert [sent["method"] for sent in told["byGet"]["sent"]] == ["GET"]


@pytest.mark.parametrize("client", PERSISTING)
@pytest.mark.parametrize("way", ["persistedByPost", "persistedByGet"])
def test_a_persisted_query_is_answered_at_first_and_again(told: dict[str, Any], way: str) -> None:
    assert film(told[way]["first"]) == (HEAT, "Heat")
    assert film(told[way]["again"]) == (TOY_STORY, "Toy Story")


@pytest.mark.parametrize("client", PERSISTING)
@pytest.mark.parametrize("way", ["persistedByPost", "persistedByGet"])
def test_the_text_of_a_persisted_query_is_sent_once(told: dict[str, Any], way: str) -> None:
    sent = told[way]["sent"]
    assert [request["query"] for request in sent] == [False, True, False]
    assert all(request["hash"] for request in sent)
    assert sent[-1]["status"] == 200


@pytest.mark.parametrize("client", PERSISTING)
def test_a_hash_alone_goes_by_get_where_a_client_prefers_it(told: dict[str, Any]) -> None:
    sent = told["persistedByGet"]["sent"]
    assert [request["method"] for request in sent if not request["query"]] == ["GET", "GET"]
