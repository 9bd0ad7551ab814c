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
}
"""By ISO 639-1 codes, without apostrophes."""
ALL = frozenset().union(*ARTICLES.values())
_AT_END = re.compile(
    rf"(?P<rest>.*\S)\s*,\s*(?P<article>{'|'.join(sorted(ALL))})(?P<apostrophe>['’]?)",
    re.IGNORECASE,
)


def article_first(title: str) -> str:
    """The title with an article in front that is at its end: "The Net" for "Net, The"."""
    found = _AT_END.fullmatch(title.strip())
    if found is None:
        return title
    article, apostrophe, rest = found["article"], found["apostrophe"], found["rest"]
    return f"{article}{apostrophe or ' '}{rest}"
