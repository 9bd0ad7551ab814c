"""gql, the Python client, with the schema that the server itself tells."""

from __future__ import annotations

from typing import Any

import gql
import graphql
import pytest
from gql.transport import exceptions
from gql.transport import httpx as transport

from tests.clients.node import FOLDER
from tests.support.servers import Server

OPERATIONS = (FOLDER / "operations.graphql").read_text()


@pytest.fixture(scope="module")
def client(server: Server) -> Any:
    """A client that checks queries against the schema before it sends them."""
    return gql.Client(
        transport=transport.HTTPXTransport(url=server.graphql), fetch_schema_from_transport=True
    )


def ask(client: Any, operation: str, **variables: Any) -> Any:
    """The data of an operation."""
    request = gql.GraphQLRequest(OPERATIONS, variable_values=variables, operation_name=operation)
    return client.execute(request)


def test_a_film_is_asked_for_by_a_variable(client: Any) -> None:
    assert ask(client, "Film", id="949")["movie"]["title"] == "Heat"


def test_a_cursor_leads_to_the_next_page(client: Any) -> None:
    first = ask(client, "Popular", first=2)["movies"]
    second = ask(client, "Popular", first=2, after=first["pageInfo"]["endCursor"])["movies"]
    titles = {node["title"] for node in first["nodes"] + second["nodes"]}
    assert len(titles) == 4


def test_a_filter_goes_in_as_a_variable(client: Any) -> None:
    where = {"crew": {"any": ["Michael Mann"]}, "year": {"max": 1999}, "genres": {"all": ["Crime"]}}
    found = ask(client, "Filtered", where=where, sort=["RELEASE_DATE"])
    assert [node["title"] for node in found["movies"]["nodes"]] == ["Thief", "Manhunter", "Heat"]


def test_the_error_of_one_field_comes_with_its_code_beside_the_data(client: Any) -> None:
    with pytest.raises(exceptions.TransportQueryError) as raised:
        ask(client, "Nearest", k=0)
    (error,) = raised.value.errors or []
    assert error["extensions"]["code"] == "BAD_USER_INPUT"
    assert raised.value.data is not None
    assert raised.value.data["movie"]["title"] == "Heat"


def test_a_missing_variable_is_an_error_that_names_it(client: Any) -> None:
    with pytest.raises(exceptions.TransportQueryError, match=r"\$id"):
        ask(client, "Film")


def test_the_schema_that_is_told_is_the_one_that_is_printed(client: Any) -> None:
    ask(client, "Film", id="949")
    printed = graphql.build_schema((FOLDER.parents[1] / "schema/schema.graphql").read_text())
    told = client.schema
    assert graphql.print_schema(graphql.lexicographic_sort_schema(told)) == graphql.print_schema(
        graphql.lexicographic_sort_schema(printed)
    )
