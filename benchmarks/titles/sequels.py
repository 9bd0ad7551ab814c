"""Films whose title has the number of a sequel, asked for by base and number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from benchmarks.titles.questions import AsWritten, Question, as_written, visible
from catalog.catalog import Catalog
from catalog.names.normalization import letters

ONES = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
TEENS = " sixteen seventeen eighteen nineteen"
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ROMAN = ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MARK = r"(?:Part|part|Pt\.?|Vol\.?|Volume|Chapter|Episode|Number)"


def word(number: int) -> str:
    """The number from 1 to 99 in words, e.g. "twenty-one"."""
    small = f"{ONES}{TEENS}".split()
    if number <= len(small):
        return small[number - 1]
    tens, ones = divmod(number, 10)
    return TENS[tens - 2] + (f"-{small[ones - 1]}" if ones else "")


def roman(number: int) -> str:
    """The number from 1 to 99 in Roman numerals."""
    text = ""
    for value, numeral in _ROMAN:
        text += numeral * (number // value)
        number %= value
    return text


NUMBERS = {
    spelled: number
    for number in range(1, 100)
    for spelled in (str(number), roman(number), word(number), word(number).capitalize())
}
FORMS: Mapping[str, Callable[[str, int], str]] = {
    "digits": lambda base, number: f"{base} {number}",
    "words": lambda base, number: f"{base} {word(number)}",
    "Roman numerals": lambda base, number: f"{base} {roman(number)}",
    "Part": lambda base, number: f"{base} Part {number}",
    "Vol.": lambda base, number: f"{base} Vol. {roman(number)}",
    "Chapter": lambda base, number: f"{base}: Chapter {word(number)}",
    "Episode": lambda base, number: f"{base} - Episode {roman(number)}",
}
"""How a sequel is asked for."""
_SEQUEL = re.compile(
    rf"(?P<base>.*?\w\W??)[\s,:–-]*\s(?P<mark>{_MARK}\s)?"
    rf"(?P<number>{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
    r"(?P<rest>$|:\s.*|\s[-–(].*)",
)


class Sequel(NamedTuple):
    """A film that is a part of a series, by its base title and its number."""

    row: int
    base: str
    number: int


def sequels(catalog: Catalog, min_votes: int) -> list[Sequel]:
    """The films that have a base and a number in their title, most votes first.

    A number is that of a sequel if the film belongs to a collection; so Malcolm X and District 9
    are none.
    """
    movies = catalog.movies
    found = []
    for row in visible(catalog, min_votes):
        parts = _parts(movies.title[row])
        if parts and movies.collection[row] is not None:
            found.append(Sequel(row, *parts))
    return sorted(found, key=lambda sequel: -movies.vote_count[sequel.row])


def questions(catalog: Catalog, films: AsWritten, min_votes: int) -> dict[str, list[Question]]:
    """The sequels, asked for in each form; a film that is called what is asked is right, too."""
    numbered: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    for row in visible(catalog):
        for title in (catalog.movies.title[row], catalog.movies.original_title[row] or ""):
            if parts := _parts(title):
                numbered[letters(parts[0]), parts[1]].add(row)
    asked: dict[str, list[Question]] = {}
    for name, form in FORMS.items():
        asked[name] = []
        for sequel in sequels(catalog, min_votes):
            text = form(sequel.base, sequel.number)
            right = numbered[letters(sequel.base), sequel.number] | films.rows[as_written(text)]
            asked[name].append(Question(text, frozenset(right)))
    return asked


def _parts(title: str) -> tuple[str, int] | None:
    """The base and the number of a title, e.g. "Rocky" and 5 of "Rocky V".

    A number is 2 or more, or has a word before it that says what it counts; so The Brave One has
    none.
    """
    found = _SEQUEL.fullmatch(title)
    if found is None or (NUMBERS[found["number"]] == 1 and not found["mark"]):
        return None
    return found["base"].rstrip(" ,:–-"), NUMBERS[found["number"]]
