"""Literals are lifted out of a text, so that clients that inline ids share one plan.

What is left of the text is its shape.  Two texts of one shape, whose literals are of the same
kinds, differ in values alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from execution.limits.limits import MAX_DIGITS
from execution.values.numbers import NumberLiteral, number_value

_LITERAL = re.compile(
    r'("[^"\n\r\ud800-\udfff]*"'
    r"|(?<![\w.$])-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.]))"
)
UNUSUAL: Mapping[str, str] = {"\\": "an escape", '"""': "a block string", "#": "a comment"}
"""What a text is not taken apart with, and what to call it."""
MAX_LITERALS = 500
"""Literals that are taken out of a text; one with more is hardly within the limit of tokens."""


class LiftedText(NamedTuple):
    """A text with its literals taken out.

    Attributes
    ----------
    shape
        The pieces of text between the literals, of which there is one more than of these.
    kinds
        One letter a literal: i(nt), f(loat) or s(tring).
    literals
        As they are written.
    """

    shape: tuple[str, ...]
    kinds: str
    literals: tuple[str, ...]


def lift(text: str) -> LiftedText | None:
    """Take the literals out of `text`; None where it has none or too many, or is unusual."""
    if any(mark in text for mark in UNUSUAL):
        return None
    parts = _LITERAL.split(text, MAX_LITERALS + 1)
    literals = tuple(parts[1::2])
    if not 0 < len(literals) <= MAX_LITERALS or any(map(_is_endless, literals)):
        return None
    return LiftedText(tuple(parts[::2]), "".join(map(_kind, literals)), literals)


def literal_starts(lifted: LiftedText) -> Mapping[int, int]:
    """Where in the text each literal begins, to its number."""
    starts, at = {}, 0
    for number, (part, literal) in enumerate(zip(lifted.shape, lifted.literals, strict=False)):
        at += len(part)
        starts[at] = number
        at += len(literal)
    return starts


def moved_offset(offset: int, compiled: LiftedText, literals: Sequence[str]) -> int:
    """Where what stands at `offset` of the compiled text stands in one with other literals."""
    before = [number for start, number in literal_starts(compiled).items() if start < offset]
    return offset + sum(len(literals[n]) - len(compiled.literals[n]) for n in before)


def literal_value(literal: str, kind: str) -> int | float | str | NumberLiteral:
    """The value of a literal of this kind."""
    return literal[1:-1] if kind == "s" else number_value(literal)


def _is_endless(literal: str) -> bool:
    """Whether it is a number that no type takes and Python would not read."""
    return len(literal) > MAX_DIGITS and literal[0] != '"'


def _kind(literal: str) -> str:
    if literal[0] == '"':
        return "s"
    return "f" if any(mark in literal for mark in ".eE") else "i"
