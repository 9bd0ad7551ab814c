"""Numbers in documents mean to plans what they mean to graphql-core."""

from __future__ import annotations

import math
from typing import Any

import pytest
from graphql import (
    GraphQLError,
    GraphQLFloat,
    GraphQLID,
    GraphQLInt,
    GraphQLScalarType,
    IntValueNode,
    Undefined,
    coerce_input_literal,
    coerce_input_value,
    parse_value,
)
from hypothesis import given
from hypothesis import strategies as st

from execution.document.lifting import lift, literal_value
from execution.errors import InvalidValue
from execution.values.arguments import constant_value
from execution.values.inputs import converter
from execution.values.numbers import NumberLiteral, number_value

SCALARS = (GraphQLInt, GraphQLFloat, GraphQLID)
EDGES: tuple[str, ...] = (
    "0",
    "-0",
    "-0.0",
    "-0e0",
    "1e400",
    "-1e400",
    "1e308",
    "2147483647",
    "2147483648",
)
EDGES += ("-2147483648", "-2147483649", "1e-400", "9007199254740993", "1" + "0" * 299)
NUMBERS = st.from_regex(
    r"\A-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,5})?([eE][+-]?[0-9]{1,3})?\Z"
) | st.sampled_from(EDGES)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal, their types and the signs of zeros included."""
    return repr(one) == repr(other)


@given(NUMBERS, st.sampled_from(SCALARS))
def test_a_number_in_a_document_means_what_graphql_core_reads(
    text: str, kind: GraphQLScalarType
) -> None:
    node = parse_value(text)
    lifted = lift(f"{{field(a:{text})}}")
    assert lifted is not None
    for value in (constant_value(node), literal_value(lifted.literals[0], lifted.kinds)):
        expected = coerce_input_literal(node, kind)
        if kind is not GraphQLFloat and not isinstance(node, IntValueNode):
            assert expected is Undefined  # validation refuses it, whatever the converter would do
        elif expected is Undefined:
            with pytest.raises(InvalidValue):
                converter(kind)(value)
        else:
            assert same(converter(kind)(value), expected)


@given(
    st.integers(-(2**70), 2**70) | st.floats() | st.sampled_from([2**31, 2**31 - 1, -(2**31)]),
    st.sampled_from(SCALARS),
)
def test_a_number_in_a_variable_means_what_graphql_core_reads(
    value: float, kind: GraphQLScalarType
) -> None:
    try:
        expected = coerce_input_value(value, kind)
    except GraphQLError:
        expected = Undefined
    if expected is Undefined:
        with pytest.raises(InvalidValue):
            converter(kind)(value)
    else:
        assert same(converter(kind)(value), expected)


def test_only_numbers_that_json_lacks_stay_as_they_are_written() -> None:
    assert isinstance(number_value("-0"), NumberLiteral)
    assert isinstance(number_value("1e400"), NumberLiteral)
    assert same(number_value("-0.0"), -0.0)
    assert number_value("7") == 7
    assert math.isclose(float(number_value("1e3")), 1_000)  # type: ignore[arg-type]  # a float
