"""How similar two names are, 0 to 1."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

NEARLY_BEGINS = 0.9
"""The highest similarity of a name that begins like the text, but not exactly."""


def similarities(text: str, names: list[str]) -> NDArray[np.floating]:
    """The normalized Indel similarity of `text` with each of `names`, 0 to 1 (`fuzz.ratio`)."""
    scores: NDArray[np.floating] = process.cdist([text], names, scorer=fuzz.ratio)[0]
    return scores / 100


def spelled_alike(spelled: str, names: list[str], *, beginnings: bool) -> NDArray[np.floating]:
    """The similarity of a spelling with each name or, with `beginnings`, with how it begins.

    Spaces do not count.
    """
    text = spelled.replace(" ", "")
    score = similarities(text, [name.replace(" ", "") for name in names])
    if beginnings:
        cut = [_first_words(name, len(text)) for name in names]
        score = np.maximum(score, NEARLY_BEGINS * similarities(text, cut))
    return score


def _first_words(name: str, length: int) -> str:
    """The first words of `name`, run together: as many as are needed for `length` letters."""
    beginning = ""
    for word in name.split(" "):
        beginning += word
        if len(beginning) >= length:
            break
    return beginning
