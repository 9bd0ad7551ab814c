"""Literals are lifted out of a text, so that clients that inline ids share one plan.

What is left of the text is its shape.  Two texts of one shape, whose literals are of the same
kinds, differ in values alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_LITERAL = re.compile(
    r'("[^"\n\r\ud800-\udfff]*"'
    r"|(?<![\w.$])-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![\w.]))"
)
MOST_DIGITS = 300
_UNUSUAL = ("\\", '"""', "#")
"""Escapes, block strings and comments: such a text stands for itself."""


class Lifted(NamedTuple):
    """A text taken apart; `kinds` has one letter a literal: i(nt), f(loat) or s(tring)."""

    shape: tuple[str, ...]
    kinds: str
    literals: tuple[str, ...]


def lift(text: str) -> Lifted | None:
    """Take the literals out of `text`; None where it has none, or is unusual."""
    if any(mark in text for mark in _UNUSUAL):
        return None
    parts = _LITERAL.split(text)
    literals = tuple(parts[1::2])
    if not literals or any(map(_endless, literals)):
        return None
    return Lifted(tuple(parts[::2]), "".join(map(_kind, literals)), literals)


def starts(lifted: Lifted) -> Mapping[int, int]:
    """Where in the text each literal begins, to its number."""
    places, at = {}, 0
    for number, (part, literal) in enumerate(zip(lifted.shape, lifted.literals, strict=False)):
        at += len(part)
        places[at] = number
        at += len(literal)
    return places


def moved(offset: int, compiled: Lifted, given: Sequence[str]) -> int:
    """Where what stands at `offset` of the compiled text stands in one with `given` literals."""
    before = [number for start, number in starts(compiled).items() if start < offset]
    return offset + sum(len(given[n]) - len(compiled.literals[n]) for n in before)


def value(literal: str, kind: str) -> int | float | str:
    """What a literal of this kind means."""
    if kind == "f":
        return float(literal)
    if literal == "-0":  # as an id it keeps its sign; as a number the reference settles it
        return literal
    return int(literal) if kind == "i" else literal[1:-1]


def _endless(literal: str) -> bool:
    """Whether it is a number that no type takes and Python would not read."""
    return len(literal) > MOST_DIGITS and literal[0] != '"'


def _kind(literal: str) -> str:
    if literal[0] == '"':
        return "s"
    return "f" if any(mark in literal for mark in ".eE") else "i"
