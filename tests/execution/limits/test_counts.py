"""Depth, fields, aliases and directives of a selection, fragments expanded."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, parse

from execution.limits.counts import Counts, SelectionCounter
from tests.support.executors import limits


def counts(text: str) -> Counts:
    definitions = parse(text).definitions
    fragments: Mapping[str, FragmentDefinitionNode] = {
        node.name.value: node for node in definitions if isinstance(node, FragmentDefinitionNode)
    }
    (operation,) = (node for node in definitions if isinstance(node, OperationDefinitionNode))
    return SelectionCounter(fragments).counts(operation.selection_set)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{ a }", Counts(1, 1, 0, 0)),
        ("{ a b { c { d } } }", Counts(3, 4, 0, 0)),
        ("{ x: a y: a { z: b } }", Counts(2, 3, 3, 0)),
        ("{ a @skip(if: true) ... @include(if: true) { b } }", Counts(1, 2, 0, 2)),
        ("{ ... { ... on T { a } } }", Counts(1, 1, 0, 0)),
        ("{ __schema { types { fields { name } } } }", Counts(1, 4, 0, 0)),
        ("{ a { ...F } ...F @skip(if: true) } fragment F on T { x: b { c } }", Counts(3, 5, 2, 1)),
    ],
)
def test_everything_is_counted_where_it_is_spread(text: str, expected: Counts) -> None:
    assert counts(text) == expected


def test_fragments_that_double_are_counted_in_no_time() -> None:
    """Each of 64 fragments spreads the next one twice."""
    fragments = [f"fragment F{n} on T {{ ...F{n + 1} ...F{n + 1} }}" for n in range(64)]
    text = " ".join(["{ ...F0 }", *fragments, "fragment F64 on T { a }"])
    assert counts(text) == Counts(1, 2**64, 0, 0)


def test_the_refusal_names_what_is_too_much_first() -> None:
    allowed = limits(depth=3, fields=3, aliases=3, directives=3)
    assert Counts(3, 3, 3, 3).refusal(allowed) is None
    refusals = [Counts(*numbers).refusal(allowed) for numbers in ((4, 9, 9, 9), (3, 3, 4, 9))]
    assert [refusal.message for refusal in refusals if refusal] == [
        "The query is 4 fields deep, fragments expanded; the limit is 3",
        "The query has 4 aliases, fragments expanded; the limit is 3",
    ]
