"""Literals: which are lifted out of a text, what they mean, and where things stand without them."""

from __future__ import annotations

import pytest

from execution.document.lifting import (
    MAX_LITERALS,
    LiftedText,
    lift,
    literal_starts,
    literal_value,
    moved_offset,
)


@pytest.mark.parametrize(
    ("text", "kinds", "values"),
    [
        ("{ a(b: 1) }", "i", [1]),
        ("{ a(b: -12) }", "i", [-12]),
        ("{ a(b: 0) }", "i", [0]),
        ("{ a(b: 1.5) }", "f", [1.5]),
        ("{ a(b: -2.5e-3) }", "f", [-0.0025]),
        ("{ a(b: 1e3) }", "f", [1000.0]),
        ('{ a(b: "") }', "s", [""]),
        ('{ a(b: "one two") }', "s", ["one two"]),
        ('{ a(b: "1") }', "s", ["1"]),
        ('{ a(b: "é") }', "s", ["é"]),
        ('{ a(b: [1,2 "c"]) }', "iis", [1, 2, "c"]),
        ('{ a(b:1c:"d") }', "s", ["d"]),
        ('{ a(b: {c: 1, d: "{e: 2}"}) }', "is", [1, "{e: 2}"]),
    ],
)
def test_numbers_and_strings_are_lifted(text: str, kinds: str, values: list[object]) -> None:
    lifted = lift(text)
    assert lifted is not None
    assert lifted.kinds == kinds
    found = [literal_value(*pair) for pair in zip(lifted.literals, kinds, strict=True)]
    assert list(map(repr, found)) == list(map(repr, values))
    whole = [*lifted.literals, ""]
    assert "".join(part + whole[n] for n, part in enumerate(lifted.shape)) == text


@pytest.mark.parametrize(
    "text",
    [
        "{ a }",
        "{ a(size: W342) }",
        "{ a(b: $v1) }",
        "{ a1 b2: c }",
        "{ a(b: 007) }",
        "{ a(b: 1a) }",
        "{ a(b: 1.) }",
        '{ a(b: "\\n") }',
        '{ a(b: 1, c: "\\u0041") }',
        '{ a(b: """1""") }',
        "{ a(b: 1) # one\n }",
    ],
)
def test_names_and_unusual_texts_are_left_as_they_are(text: str) -> None:
    assert lift(text) is None


def test_a_text_with_more_literals_than_any_query_has_is_left_as_it_is() -> None:
    lifted = lift("1 " * MAX_LITERALS)
    assert lifted is not None
    assert len(lifted.literals) == MAX_LITERALS
    assert lift("1 " * (MAX_LITERALS + 1)) is None


def test_what_follows_a_longer_literal_stands_further_on() -> None:
    lifted = lift('{ a(b: "x", c: 1) d }')
    assert lifted is not None
    text = '{ a(b: "longer", c: 1234) d }'
    assert dict(literal_starts(lifted)) == {7: 0, 15: 1}
    for name in ("a", "c", "d"):
        before, after = lifted_index(lifted, name), text.index(f"{name}")
        assert moved_offset(before, lifted, ['"longer"', "1234"]) == after
    assert moved_offset(7, lifted, ['"longer"', "1234"]) == 7


def lifted_index(lifted: LiftedText, name: str) -> int:
    """Where a name stands in the text that was taken apart."""
    parts = zip(lifted.shape, (*lifted.literals, ""), strict=True)
    return "".join(part + literal for part, literal in parts).index(name)
