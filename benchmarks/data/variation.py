"""What makes the copy of a film another film: ids and names of its own, and parts of a partner.

Copy 0 is the original.  Random numbers come from generators that are seeded by the number of the
copy, so the same copy is always the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

SEED = 8
WHOLE = 0.1
"""Share of the films that have a whole cast."""
FEWER = 0.2
"""Share of the keywords of a film that its copies do not have."""


class Ids:
    """Numbers for copies of things: those of the source first, then as many for each copy."""

    def __init__(self, numbers: Iterable[int]) -> None:
        self._place = {number: at for at, number in enumerate(sorted(set(numbers)))}
        self._first = max(self._place, default=0) + 1

    def of(self, number: int, copy: int) -> int:
        """The number of the copy of a thing."""
        if copy == 0:
            return number
        return self._first + (copy - 1) * len(self._place) + self._place[number]


class Names:
    """Names for copies of things, one and the same for each copy of a thing.

    The last word gives way to the last word of another, as in life, where few names are unique.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._last = [name.rpartition(" ")[2] for name in names] or [""]

    def of(self, name: str, number: int, copy: int) -> str:
        """The name of the copy of a thing."""
        if copy == 0:
            return name
        last = self._last[(number * 7_919 + copy * 104_729) % len(self._last)]
        first = name.rpartition(" ")[0] or name
        return f"{first} {last}"


class Variation:
    """What is drawn at random for each film of one copy, always the same for the same copy.

    Each attribute is a list with one cell a film.

    Attributes
    ----------
    partners
        The film whose words and keywords are mixed in, by its place.
    shares
        How much of a text stays that of the film, from 0 to 1.
    years
        How many years later the copy is released.
    factors
        What votes, dollars and popularity are multiplied by.
    casts
        How many credits its whole cast has; 0 where the cast stays as it is.
    """

    def __init__(self, copy: int, movies: int) -> None:
        random = np.random.default_rng([SEED, copy])
        lengths = np.exp(random.normal(np.log(18), 0.6, size=movies)).astype(int).clip(10, 200)
        self.partners: list[int] = random.integers(movies, size=movies).tolist()
        self.shares: list[float] = random.uniform(0.4, 0.9, size=movies).tolist()
        self.years: list[int] = random.integers(-3, 4, size=movies).tolist()
        self.factors: list[float] = np.exp(random.normal(0, 0.4, size=movies)).round(3).tolist()
        self.casts: list[int] = np.where(random.random(movies) < WHOLE, lengths, 0).tolist()


def mixed(text: str, other: str, share: float) -> str:
    """The beginning of a text and the end of another, cut between words."""
    cut, begin = int(len(text) * share), int(len(other) * share)
    cut = text.rfind(" ", 0, cut + 1)
    begin = other.find(" ", begin)
    if cut <= 0 or begin < 0:
        return text
    return text[:cut] + other[begin:]


def keywords(own: Sequence[Any], other: Sequence[Any]) -> list[Any]:
    """Most keywords of a film and some of another, each once."""
    fewer = int(len(own) * FEWER)
    return list(dict.fromkeys([*own[fewer:], *other[:fewer]]))


def later(day: str, years: int) -> str:
    """A day so many years later; the 29th of February becomes the 28th."""
    year, rest = day[:4], day[4:]
    return f"{int(year) + years:04}{'-02-28' if rest == '-02-29' else rest}"
