"""Numbers that a document can hold and JSON cannot."""

from __future__ import annotations

from math import isfinite

from graphql import FloatValueNode, IntValueNode

MAX_EXACT = 2**53
"""Whole numbers up to it are exact as Floats."""


class NumberLiteral:
    """A number as it is written in a document, where no number of JSON means the same.

    `-0` is 0 as an Int, -0.0 as a Float and "-0" as an ID; `1e400` is infinite.  An
    Int above `MAX_EXACT` is a Float in a document, but no Float in JSON.  What it means is for
    graphql-core to say, which reads `node`.
    """

    def __init__(self, text: str) -> None:
        is_int = text.lstrip("-").isdigit()
        self.node = IntValueNode(value=text) if is_int else FloatValueNode(value=text)


def number_value(text: str) -> int | float | NumberLiteral:
    """The value of a number as it is written in a document."""
    if text.lstrip("-").isdigit():
        number = int(text)
        is_plain = text != "-0" and -MAX_EXACT <= number <= MAX_EXACT
        return number if is_plain else NumberLiteral(text)
    value = float(text)
    return value if isfinite(value) else NumberLiteral(text)
