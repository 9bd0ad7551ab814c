"""Values of input types become what resolvers take, as graphql-core and Strawberry make it."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLInputType, coerce_input_value, parse_type, type_from_ast
from hypothesis import example, given
from hypothesis import strategies as st
from strawberry.types.arguments import convert_argument

from execution.errors import Unfit
from execution.inputs import converter
from schema import schema
from schema.fields import declaration

TYPES = [
    "Int", "Int!", "Float", "String", "Boolean!", "ID", "ID!", "Date", "[ID!]", "[ID!]!", "[[Int]]",
    "[String]", "Lang", "[MovieSort!]", "GroupBy!", "IntRange", "DateRange!", "SetFilter",
    "MovieFilter", "SimilarityTuning", "[SignalWeight!]", "SignalWeight!",
]
WORDS = ["", "1", "1995-12-15", "1995-13-01", "EN", "CREW", "POPULARITY_DESC", "GENRE", "true"]
NAMES = ["min", "max", "from", "to", "any", "all", "none", "genres", "year", "releaseDate", "ids",
         "signal", "weight", "weights", "diversity", "minScore", "skipCollection", "includeAdult",
         "month", "from_", "min_score", "nope"]
NUMBERS = [0, 1, -1, 2**31 - 1, 2**31, -(2**31), 0.0, -0.0, 1.5, 5.0, 1e300, 10**30]
LEAVES = st.one_of(
    st.none(), st.booleans(), st.sampled_from(NUMBERS), st.sampled_from(WORDS), st.text(max_size=3)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=8,
)


def kind_of(text: str) -> GraphQLInputType:
    """The type that is written so."""
    return type_from_ast(schema._schema, parse_type(text))  # type: ignore[return-value]  # an input


def expected(kind: GraphQLInputType, value: Any) -> Any:
    """What graphql-core and Strawberry make of a value; raises where they refuse it."""
    errors: list[Any] = []
    coerced = coerce_input_value(value, kind, lambda *found: errors.append(found))
    if errors:
        raise Unfit
    return _converted(kind, coerced)


def _converted(kind: Any, value: Any) -> Any:
    """By Strawberry, where there is a class for it."""
    if value is None:
        return None
    if hasattr(kind, "of_type"):
        if isinstance(value, list):
            inner = kind if not str(kind).startswith("[") else kind.of_type
            if inner is kind:
                return _converted(kind.of_type, value)
            return [_converted(inner, item) for item in value]
        return _converted(kind.of_type, value)
    declared = declaration(kind)
    if declared is None or not hasattr(declared, "is_input"):
        return value
    return convert_argument(
        value,
        declared.origin,
        schema.schema_converter.scalar_registry,
        schema.config,
    )


@pytest.mark.parametrize("text", TYPES)
@given(value=VALUES)
@example(value=None)
@example(value={"signal": "CREW", "weight": 1})
@example(value=[{"signal": "CREW", "weight": 1.5}])
@example(value={"weights": {"signal": "CREW", "weight": 1}, "minScore": 1, "diversity": None})
@example(value={"genres": {"any": "Crime"}, "year": {"min": 1}, "releaseDate": {"to": "2000-01-01"}})
@example(value={"from": "1995-12-15"})
def test_a_value_becomes_what_the_reference_makes_of_it(text: str, value: Any) -> None:
    kind = kind_of(text)
    try:
        wanted = expected(kind, value)
    except Unfit:
        with pytest.raises(Unfit):
            converter(kind)(value)
    else:
        assert repr(converter(kind)(value)) == repr(wanted)
