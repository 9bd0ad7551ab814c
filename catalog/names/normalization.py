"""Normal forms of names, strictest first: two names are the same if their forms are equal."""

from __future__ import annotations

import re
import unicodedata

from catalog.names.articles import ALL
from catalog.names.numbers import with_digits

_NOT_WORD = re.compile(r"[\W_]+")
_JOINING = re.compile(r"[’'`´·]")
_MARKS = re.compile(r"[\u0300-\u036f]")
_ASCII = {
    code: None if _JOINING.match(chr(code)) else _NOT_WORD.sub(" ", chr(code).lower())
    for code in range(128)
}
"""For ASCII text: what the expressions above do, in one pass."""
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


_TYPED = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-"}
)
"""Quotation marks and dashes, and what a keyboard has for them."""


def written(text: str) -> str:
    """The text in lower case as a keyboard writes it, e.g. with ' for a typographic apostrophe."""
    plain = unicodedata.normalize("NFKC", text.translate(_TYPED)).casefold()
    return " ".join(plain.split())


def words(text: str) -> str:
    """The words of `text` in lower case, without accents: "Amélie & Co." gives "amelie co".

    A text without any letter or digit, such as "$", is kept.
    """
    if text.isascii():
        plain = text.translate(_ASCII)
    else:
        plain = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
        plain = unicodedata.normalize("NFC", _MARKS.sub("", plain))
        plain = _NOT_WORD.sub(" ", _JOINING.sub("", plain))
    return " ".join(plain.split()) or text.strip().casefold()


def letters(text: str) -> str:
    """The `words` without spaces: "Spider-Man" and "spiderman" are the same."""
    return words(text).replace(" ", "")


def spelling(text: str) -> str:
    """The `words` without a leading article, with "&" as "and": "The Heat" gives "heat"."""
    first, space, rest = words(text.replace("&", " and ")).partition(" ")
    return rest if space and first in ALL else first + space + rest


def loose(text: str) -> str:
    """The `spelling` without spaces, numbers as digits and without a word for what they count.

    "Rocky II", "Rocky 2", "Rocky: Part Two" and "Rocky Vol. 2" are the same.
    """
    return "".join(with_digits(spelling(text).split(" ")))
