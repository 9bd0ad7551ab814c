"""The greatest numbers allowed, and the errors of what exceeds them.

How each number is counted is written in docs/security.md; their defaults stand in settings.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from graphql import GraphQLError, NameNode, Node
from graphql.validation.rules import overlapping_fields_can_be_merged as merging

MAX_DIGITS = 300
"""Digits of a number in a document; Python itself refuses to read some thousands."""
SHOWN_LETTERS = 20
"""Letters of a name that is too long which the error shows."""
MAX_COMPARISONS = 10_000
"""Pairs of fields of one key that validation compares, so one field may stand there 140 times.  The
limit of graphql-core is 25 times as high.  A query of a kilobyte reaches it and takes a second, to
which no deadline applies."""
MAX_ERRORS = 5
"""Errors that an answer has at the most."""
CODE = "QUERY_TOO_COMPLEX"
merging.MAX_COMPLEXITY_BUDGET = 2 * MAX_COMPARISONS
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
    name_letters
        Letters of a name in a document: an alias, a variable, an operation and so on.
    cost
        The cost of an operation, as `cost.py` counts it.
    answer_bytes
        Bytes of an answer before it is compressed.
    seconds
        Time that an operation has from when its request came.
    """

    tokens: int
    depth: int
    aliases: int
    fields: int
    directives: int
    name_letters: int
    cost: int
    answer_bytes: int
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


def refuse_long_names(nodes: Iterable[Node], limits: Limits) -> None:
    """Refuse a name that would make every answer long, or every error.

    Raises
    ------
    graphql.GraphQLError
        One of the nodes is a name of more letters than is allowed.
    """
    for node in nodes:
        if isinstance(node, NameNode) and len(node.value) > limits.name_letters:
            raise complexity_error(
                f"The name {node.value[:SHOWN_LETTERS]}… has {len(node.value):,} letters; "
                f"the limit is {limits.name_letters}",
                node,
            )


def parser_error(error: GraphQLError, limits: Limits) -> GraphQLError:
    """An error of the parser as clients see it: where the parser gave up, with the limit it met."""
    if "more than" in error.message and "tokens" in error.message:
        return complexity_error(f"The document has too many tokens; the limit is {limits.tokens:,}")
    if "nested too deeply" in error.message:
        return complexity_error(
            f"The document is nested too deeply; the limit is a depth of {limits.depth}"
        )
    return error


def validation_error(error: GraphQLError) -> GraphQLError:
    """An error of validation as clients see it: where validation gave up, what was too much."""
    if error.message == "Validation aborted.":
        return complexity_error("The query asks for the same fields or fragments too many times")
    return error


def size_error(limit: int) -> GraphQLError:
    """The error of an answer of more than `limit` bytes."""
    return complexity_error(
        f"The answer has more than {limit:,} bytes; ask for fewer items, or for less of each"
    )


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
