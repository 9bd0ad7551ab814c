"""Normal forms of names, strictest first: two names are the same if their forms are equal."""

from __future__ import annotations

import re
import unicodedata

from catalog.names.articles import without_article, without_elided_article
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


def spelling(text: str, language: str | None = None) -> str:
    """The `words` without a leading article, with "&" as "and": "The Heat" gives "heat".

    Parameters
    ----------
    language
        The ISO 639-1 code of the language that `text` is in, whose articles count beside the
        English ones: "Die Welle" gives "welle" only in German.
    """
    plain = without_elided_article(text, language).replace("&", " and ")
    return without_article(words(plain), language)


def loose(text: str, language: str | None = None) -> str:
    """The `spelling` without spaces, numbers as digits and without a word for what they count.

    "Rocky II", "Rocky 2", "Rocky: Part Two" and "Rocky Vol. 2" are the same.
    """
    return "".join(with_digits(spelling(text, language).split(" ")))
