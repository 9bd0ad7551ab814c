"""Addresses of pages at TMDB and IMDb, and IMDb ids: what people copy instead of a number."""

from __future__ import annotations

import re

_TMDB = re.compile(
    r"(https?://)?(www\.|m\.)?themoviedb\.org/"
    r"(?P<kind>movie|person|collection|company|genre|keyword)/(?P<number>[0-9]{1,10})(?![0-9]).*",
    re.IGNORECASE,
)
_IMDB = re.compile(
    r"((https?://)?(www\.|m\.)?imdb\.com/([a-z-]{2,5}/)?title/)?(?P<id>tt(?P<number>[0-9]{1,9}))"
    r"(?(1)([/?#].*)?)",
    re.IGNORECASE,
)
IMDB_DIGITS = 7
"""The digits of an IMDb id, at least; shorter numbers have zeros in front."""


def tmdb_address(text: str) -> tuple[str, int] | None:
    """The name of the type and the TMDB number of an address.

    "https://www.themoviedb.org/movie/949-heat" gives Movie and 949.
    """
    found = _TMDB.fullmatch(text.strip())
    return (found["kind"].capitalize(), int(found["number"])) if found else None


def imdb_id(text: str) -> str | None:
    """The IMDb id that `text` is, with or without its zeros, or that the address of a film has."""
    found = _IMDB.fullmatch(text.strip())
    return f"tt{int(found['number']):0{IMDB_DIGITS}}" if found else None
