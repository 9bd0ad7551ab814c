"""The greatest numbers allowed, and the errors of what exceeds them.

How each number is counted is written in docs/security.md; their defaults stand in settings.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, Node

MAX_DIGITS = 300
"""Digits of a number in a document; Python itself refuses to read some thousands."""
MAX_ERRORS = 5
"""Errors that an answer has at the most."""
CODE = "QUERY_TOO_COMPLEX"
_ENDLESS = re.compile(rf"[0-9]{{{MAX_DIGITS + 1}}}")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The greatest numbers allowed.

    Attributes
    ----------
    tokens
        Tokens of a document.
    depth
        Fields inside one another, fragments expanded, introspection aside.
    aliases, fields, directives
        How many of each an operation has, fragments expanded.
    cost
        The cost of an operation, as `cost.py` counts it.
    seconds
        Time that an operation has from when its request came.
    """

    tokens: int
    depth: int
    aliases: int
    fields: int
    directives: int
    cost: int
    seconds: float


def complexity_error(message: str, node: Node | None = None, **facts: Any) -> GraphQLError:
    """An error for what asks for too much; `facts` stand in its extensions."""
    return GraphQLError(message, node, extensions={"code": CODE, **facts})


def refuse_endless_numbers(text: str) -> None:
    """Refuse a number that no type takes, and that Python would not even read.

    Raises
    ------
    graphql.GraphQLError
        The document has a number of more than `MAX_DIGITS` digits.
    """
    if _ENDLESS.search(text):
        message = f"A number has too many digits; the limit is {MAX_DIGITS}"
        raise GraphQLError(message, extensions={"code": "BAD_USER_INPUT"})


def parser_error(error: GraphQLError, limits: Limits) -> GraphQLError:
    """An error of the parser as clients see it: where the parser gave up, with the limit it met."""
    if "more than" in error.message and "tokens" in error.message:
        return complexity_error(f"The document has too many tokens; the limit is {limits.tokens:,}")
    if "nested too deeply" in error.message:
        return complexity_error(
            f"The document is nested too deeply; the limit is a depth of {limits.depth}"
        )
    return error


def cost_error(cost: int, limits: Limits, most_expensive: tuple[str, int]) -> GraphQLError:
    """The error of an operation that costs too much.

    Parameters
    ----------
    most_expensive
        The path of the field that costs most, and how much.
    """
    name, share = most_expensive
    return complexity_error(
        f"The query costs {cost:,}; the limit is {limits.cost:,}. "
        f"The most expensive field is {name} ({share:,}): ask for fewer items, or for less of each",
        cost={"requested": cost, "maximum": limits.cost},
    )
