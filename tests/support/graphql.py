"""Asking the schema, without HTTP."""

from __future__ import annotations

import base64
from typing import Any, NamedTuple

from resolvers.context import Context
from schema import schema

ADULT = 99_000_008
"""The Film for Grown-Ups."""


class Refusal(NamedTuple):
    """What a client sees of an error."""

    path: list[str | int] | None
    code: str | None
    message: str


def ask(context: Context, query: str, **variables: Any) -> Any:
    """The data of an answer that has no errors."""
    data, refusals = outcome(context, query, **variables)
    assert refusals == []
    return data


def outcome(context: Context, query: str, **variables: Any) -> tuple[Any, list[Refusal]]:
    """The data and the errors of an answer."""
    result = schema.execute_sync(query, variable_values=variables, context_value=context)
    refusals = [
        Refusal(error.path, (error.extensions or {}).get("code"), error.message)
        for error in result.errors or []
    ]
    return result.data, refusals


def every_film(context: Context, fields: str) -> list[Any]:
    """These fields of every film, page by page."""
    query = f"""query ($after: String) {{ movies(first: 100, after: $after) {{
        nodes {{ {fields} }} pageInfo {{ hasNextPage endCursor }} }} }}"""
    films: list[Any] = []
    after = None
    while True:
        page = ask(context, query, after=after)["movies"]
        films += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return films
        after = page["pageInfo"]["endCursor"]


def global_id(type_name: str, number: int) -> str:
    """What stands in `id`."""
    return base64.b64encode(f"{type_name}:{number}".encode()).decode()
