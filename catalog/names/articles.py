"""Articles that titles begin with, by language."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENGLISH = frozenset(["the", "a", "an"])
ARTICLES: Mapping[str, frozenset[str]] = {
    "en": ENGLISH,
    "de": frozenset(["der", "die", "das"]),
    "es": frozenset(["el", "la", "los", "las"]),
    "fr": frozenset(["le", "la", "les", "l"]),
    "it": frozenset(["il", "lo", "la", "gli", "le", "l"]),
    "nl": frozenset(["de", "het"]),
}
"""By ISO 639-1 codes, without apostrophes."""
ALL = frozenset().union(*ARTICLES.values())
_ELIDED = re.compile(r"\s*l['’](?=\w)", re.IGNORECASE)
_AT_END = re.compile(
    rf"(?P<rest>.*\S)\s*,\s*(?P<article>{'|'.join(sorted(ALL))})(?P<apostrophe>['’]?)",
    re.IGNORECASE,
)


def has_articles(language: str | None) -> bool:
    """Whether articles of the language count beside the English ones."""
    return language in ARTICLES and language != "en"


def without_article(spelled: str, language: str | None = None) -> str:
    """The words without a leading article of English or of the language, unless it is all.

    "The" is an article whatever the language of a film: it may have an English title.
    """
    first, space, rest = spelled.partition(" ")
    is_article = first in ENGLISH or first in ARTICLES.get(language or "", ())
    return rest if space and is_article else spelled


def without_elided_article(text: str, language: str | None = None) -> str:
    """The text without "l'" in front, if it is French or Italian: "Avventura" of "L'Avventura"."""
    return (
        _ELIDED.sub("", text, count=1)
        if "l" in ARTICLES.get(language or "", ()) and _ELIDED.match(text)
        else text
    )


def article_first(title: str) -> str:
    """The title with an article in front that is at its end: "The Net" for "Net, The"."""
    found = _AT_END.fullmatch(title.strip()) if "," in title else None
    if found is None:
        return title
    article, apostrophe, rest = found["article"], found["apostrophe"], found["rest"]
    return f"{article}{apostrophe or ' '}{rest}"
