"""Which fields are asked of an object."""

from __future__ import annotations

import pytest
from graphql import (
    FragmentDefinitionNode,
    GraphQLObjectType,
    OperationDefinitionNode,
    parse,
)

from execution.compile.collector import FieldCollector
from schema import schema


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ id title }", ["id", "title"]),
        ("{ title id title }", ["title:2", "id"]),
        ("{ a: id b: id id }", ["a", "b", "id"]),
        ("{ ... on Movie { id } ... on Person { name } ... on Node { id } }", ["id:2"]),
        ("{ ... { id } ... on SearchNode { __typename } }", ["id", "__typename"]),
        ("{ ...F ...F title } fragment F on Movie { id title }", ["id", "title:2"]),
        ("{ ...F id } fragment F on Person { id }", ["id"]),
        ("{ id @skip(if: true) title @skip(if: false) }", ["title"]),
        ("{ id @include(if: false) title @include(if: true) }", ["title"]),
        ("{ id @skip(if: false) @include(if: false) }", []),
        ("{ id @skip(if: $yes) title @include(if: $yes) year @include(if: $no) }", ["title"]),
        ("{ ... @skip(if: $yes) { id } ... on Movie @include(if: $no) { title } }", []),
        ("{ ...F @skip(if: $yes) ...F } fragment F on Movie { id }", ["id"]),
        ("{ genres { id } genres { name } }", ["genres:2"]),
        ("{ id ...F } fragment F on Movie { ...G } fragment G on Node { id }", ["id:2"]),
    ],
)
def test_fields_are_collected_by_key_in_order(text: str, expected: list[str]) -> None:
    document = parse(text)
    fragments = {
        node.name.value: node
        for node in document.definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    (operation,) = [n for n in document.definitions if isinstance(n, OperationDefinitionNode)]
    movie = schema._schema.type_map["Movie"]
    assert isinstance(movie, GraphQLObjectType)
    collector = FieldCollector(schema._schema, fragments, {"yes": True, "no": False})
    fields = collector.fields(movie, [operation.selection_set])
    found = [
        key if len(selected.nodes) == 1 else f"{key}:{len(selected.nodes)}"
        for key, selected in fields.items()
    ]
    assert found == expected


def test_what_is_asked_of_a_value_is_gathered_from_every_place() -> None:
    document = parse("{ genres { id } ... on Movie { genres { name } } }")
    (operation,) = document.definitions
    assert isinstance(operation, OperationDefinitionNode)
    movie, genre = schema._schema.type_map["Movie"], schema._schema.type_map["Genre"]
    assert isinstance(movie, GraphQLObjectType)
    assert isinstance(genre, GraphQLObjectType)
    collector = FieldCollector(schema._schema, {}, {})
    below = collector.fields(movie, [operation.selection_set])["genres"].sets
    assert list(collector.fields(genre, below)) == ["id", "name"]
