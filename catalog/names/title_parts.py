"""The parts of a title that may stand for it: before its subtitle, and those with a number."""

from __future__ import annotations

import re

from catalog.names.normalization import words
from catalog.names.numbers import numbered

_SEPARATOR = re.compile(r":\s| - | – |\s\(")


def number_at_end(text: str) -> int | None:
    """The number that a title or a part of it ends in: 5 of "Rocky V"."""
    found = numbered(words(text).split(" "))
    return found[1] if found else None


def title_parts(title: str) -> list[str]:
    """The title, what comes before its subtitle, and its beginnings and ends with a number.

    "Star Wars: Episode I - The Phantom Menace" is also called "Star Wars" and "Star Wars: Episode
    I", and "Hellbound: Hellraiser II" also "Hellraiser II".
    """
    parts = [title]
    for at, separator in enumerate(_SEPARATOR.finditer(title)):
        beginning, end = title[: separator.start()], title[separator.end() :]
        if beginning and (at == 0 or number_at_end(beginning)):
            parts.append(beginning)
        if number_at_end(end):
            parts.append(end)
    return parts
