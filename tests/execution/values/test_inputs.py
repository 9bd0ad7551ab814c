"""Values of input types become what resolvers take, as graphql-core and Strawberry make it."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from graphql import (
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    Undefined,
    coerce_input_value,
    parse_type,
    type_from_ast,
)
from hypothesis import example, given
from hypothesis import strategies as st
from strawberry.types.arguments import convert_argument

from execution.errors import InvalidValue
from execution.values.inputs import converter
from schema import schema
from schema.fields import declaration

TYPES = [
    "Int",
    "Int!",
    "Float",
    "String",
    "Boolean!",
    "ID",
    "ID!",
    "Date",
    "[ID!]",
    "[ID!]!",
    "[[Int]]",
    "[String]",
    "Lang",
    "[MovieSort!]",
    "GroupBy!",
    "IntRange",
    "DateRange!",
    "SetFilter",
    "MovieFilter",
    "SimilarityTuning",
    "[SignalWeight!]",
    "SignalWeight!",
]
WORDS = ["", "1", "1995-12-15", "1995-13-01", "EN", "CREW", "POPULARITY_DESC", "GENRE", "true"]
NAMES = [
    "min",
    "max",
    "from",
    "to",
    "any",
    "all",
    "none",
    "genres",
    "year",
    "releaseDate",
    "ids",
    "signal",
    "weight",
    "weights",
    "diversity",
    "minScore",
    "skipCollection",
    "includeAdult",
    "month",
    "from_",
    "min_score",
    "nope",
]
NUMBERS = [0, 1, -1, 2**31 - 1, 2**31, -(2**31), 0.0, -0.0, 1.5, 5.0, 1e300, 10**30]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(WORDS), st.text(max_size=3)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    ),
    max_leaves=8,
)


def kind_of(text: str) -> GraphQLInputType:
    """The type that is written so."""
    return type_from_ast(schema._schema, parse_type(text))  # type: ignore[return-value]  # an input


def expected(kind: GraphQLInputType, value: Any) -> Any:
    """What graphql-core and Strawberry make of a value; raises where they refuse it."""
    coerced = coerce_input_value(value, kind)
    if coerced is Undefined:
        raise InvalidValue
    return _converted(kind, coerced)


def _converted(kind: Any, value: Any) -> Any:
    """By Strawberry, where there is a class for it."""
    if value is None:
        return None
    if isinstance(kind, GraphQLNonNull):
        return _converted(kind.of_type, value)
    if isinstance(kind, GraphQLList):
        return [_converted(kind.of_type, item) for item in value]
    if not isinstance(kind, GraphQLInputObjectType):
        return value
    registry = schema.schema_converter.scalar_registry
    return convert_argument(value, declaration(kind).origin, registry, schema.config)


@pytest.mark.parametrize("text", TYPES)
@given(value=VALUES)
@example(value=None)
@example(value={"signal": "CREW", "weight": 1})
@example(value=[{"signal": "CREW", "weight": 1.5}])
@example(value={"weights": {"signal": "CREW", "weight": 1}, "minScore": 1, "diversity": None})
@example(
    value={"genres": {"any": "Crime"}, "year": {"min": 1}, "releaseDate": {"to": "2000-01-01"}}
)
@example(value={"from": "1995-12-15"})
def test_a_value_becomes_what_the_reference_makes_of_it(text: str, value: Any) -> None:
    kind = kind_of(text)
    try:
        wanted = expected(kind, value)
    except InvalidValue:
        with pytest.raises(InvalidValue):
            converter(kind)(value)
    else:
        assert repr(converter(kind)(value)) == repr(wanted)


def test_types_that_documents_make_are_not_kept() -> None:
    """Each document that declares a variable makes lists and non-null types anew."""
    kept = len(gc.get_objects())
    for _ in range(300):
        kind: Any = type_from_ast(schema._schema, parse_type("[[ID!]!]!"))
        assert converter(kind)([["1"]]) == [["1"]]
    gc.collect()
    assert len(gc.get_objects()) < kept + 300
