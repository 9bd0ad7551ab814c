"""Titles with a year at the end, in parentheses or without: "Heat (1995)", "heat 1995"."""

from __future__ import annotations

import re
from typing import NamedTuple

_IN_PARENTHESES = re.compile(r"(?P<title>.*\S)\s*(\((?P<year>\d{4})\)|\[(?P<other>\d{4})\])")
_BARE = re.compile(r"(?P<title>.*[^\s,–-])[\s,–-]+(?P<year>(18|19|20)\d\d)")


class DatedTitle(NamedTuple):
    """A title and the year after it; a year that `is_bare` may be a part of the title instead."""

    title: str
    year: int
    is_bare: bool


def dated_title(text: str) -> DatedTitle | None:
    """The title and the year of a text that ends in one, else None."""
    text = text.strip()
    if not text.rstrip(")]")[-4:].isdecimal():
        return None
    if found := _IN_PARENTHESES.fullmatch(text):
        return DatedTitle(found["title"], int(found["year"] or found["other"]), False)
    if found := _BARE.fullmatch(text):
        return DatedTitle(found["title"], int(found["year"]), True)
    return None
