"""Numbers in titles: in digits, in words or in Roman numerals, with a word for what they count."""

from __future__ import annotations

import re

_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_TENS |= {"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ONES = dict(zip(_WORDS.split()[1:10], range(1, 10), strict=True))
_VALUES = {word: value for value, word in enumerate(_WORDS.split())} | _TENS
_ROMAN = re.compile(r"(?P<tens>xc|xl|l?x{0,3})(?P<ones>ix|iv|v?i{0,3})")
_NUMERALS = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_COUNTERS = frozenset(
    ["part", "pt", "vol", "volume", "chapter", "episode", "ep", "number"]  # followed by a number
)
MAX_DIGITS = 2
"""Of the number of a part; longer ones are years and the like."""


def with_digits(spelled: list[str]) -> list[str]:
    """The words with numbers to 99 as digits, and without what they count, such as "part".

    The first word is no Roman numeral, as in "I, Robot", and counts nothing.  "3-D" is a 3, too.
    """
    found: list[str] = []
    for at, word in enumerate(spelled):
        if word == "d" and at and spelled[at - 1] == "3":
            continue
        value = 3 if word == "3d" and at else _value(word, at)
        if value is None:
            counts = word in _COUNTERS and at > 0 and at + 1 < len(spelled)
            if not (counts and _value(spelled[at + 1], at + 1) is not None):
                found.append(word)
        elif word in _ONES and at and spelled[at - 1] in _TENS:
            found[-1] = str(int(found[-1]) + value)
        else:
            found.append(word if word.isdecimal() else str(value))
    return found


def numbered(spelled: list[str]) -> tuple[str, int] | None:
    """What comes before the number that words end in, and the number: "rocky" and 5 of "rocky v".

    None if they do not end in a number from 1 to 99, or are nothing but a number.
    """
    *base, last = with_digits(spelled)
    if not base or (len(base) == 1 and base[0] in _COUNTERS):
        return None
    number = _value(last, len(base))
    return (" ".join(base), number) if number else None


def _value(word: str, at: int) -> int | None:
    """The number that a word of a title is, at this place in it."""
    if word.isdecimal():
        return int(word) if len(word) <= MAX_DIGITS else None
    if (value := _VALUES.get(word)) is not None or not at or not _ROMAN.fullmatch(word):
        return value
    values = [_NUMERALS[letter] for letter in word]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
