"""Famous titles by their trigrams: which of them is spelled like a text.

A title that some film bears as written still loses to a far more famous one that is spelled alike.
Few films are that famous, and they stand in the order of their votes, so that only those with
votes enough are looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.names.names import similarities
from catalog.names.spelling import spelling
from catalog.storage.text_columns import TextColumn

GRAM = 3
VOTES_RATIO = 100
"""How many times the votes of a film its rival has, so also the least votes of any rival."""
CANDIDATES = 24
"""How many titles, of those that share most trigrams, are compared letter by letter."""


class FamousTitles:
    """The famous titles of one snapshot."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self._spelled: TextColumn[str] = TextColumn(
            {part: parts[f"spelled.{part}"] for part in ("json", "offsets")}
        )
        self._rows, self._votes, self._sizes = parts["rows"], parts["votes"], parts["sizes"]
        self._bearers = parts["bearers"]
        self._grams, self._begins = parts["grams"].data, parts["begins"].data

    @classmethod
    def of(cls, titles: Sequence[tuple[str, int]], votes: Sequence[int]) -> dict[str, NDArray[Any]]:
        """Index (title, row) pairs; `votes` are those of each row."""
        famous = {(spelling(title), row) for title, row in titles if votes[row] >= VOTES_RATIO}
        ordered = sorted(famous, key=lambda each: (-votes[each[1]], each[1], each[0]))
        pairs = [(gram, at) for at, (text, _) in enumerate(ordered) for gram in _grams(text)]
        pairs.sort()
        grams, begins = np.unique(
            np.array([gram for gram, _ in pairs], dtype=np.int64), return_index=True
        )
        spelled: TextColumn[str] = TextColumn.of([text for text, _ in ordered])
        return {
            "grams": grams,
            "begins": np.append(begins, len(pairs)).astype(np.int64),
            "bearers": np.array([at for _, at in pairs], dtype=np.int32),
            "rows": np.array([row for _, row in ordered], dtype=np.int32),
            "votes": np.array([-votes[row] for _, row in ordered], dtype=np.int32),
            "sizes": np.array([len(_grams(text)) for text, _ in ordered], dtype=np.int32),
            **{f"spelled.{part}": values for part, values in spelled.parts.items()},
        }

    def near(self, title: str, votes: int, least: float) -> list[tuple[int, float]]:
        """(row, similarity) of films spelled like `title` with at least so many votes.

        Parameters
        ----------
        least
            The least similarity, 0 to 1.
        """
        text = spelling(title)
        grams = _grams(text)
        enough = bisect_left(self._votes.data, 1 - votes)
        if not grams or not enough:
            return []
        bearers = np.concatenate([self._bearing(gram, enough) for gram in grams])
        shared = np.bincount(bearers, minlength=enough)
        found = np.flatnonzero(shared)
        if len(found) > CANDIDATES:  # the best by the coefficient of Sørensen and Dice
            alike = shared.take(found) / (len(grams) + self._sizes.take(found))
            found = found.take(np.argpartition(-alike, CANDIDATES)[:CANDIDATES])
        names = [(self._spelled[at] or "").replace(" ", "") for at in found.tolist()]
        if not names:
            return []
        score = similarities(text.replace(" ", ""), names)
        near = np.flatnonzero(score >= least)
        rows = self._rows.take(found.take(near))
        return list(zip(rows.tolist(), score.take(near).tolist(), strict=True))

    def _bearing(self, gram: int, enough: int) -> NDArray[np.int32]:
        """The first `enough` titles, as far as they have the trigram."""
        at = bisect_left(self._grams, gram)
        if at == len(self._grams) or self._grams[at] != gram:
            return self._bearers[:0]
        begin, end = self._begins[at], self._begins[at + 1]
        return self._bearers[begin : bisect_left(self._bearers.data, enough, begin, end)]


def _grams(text: str) -> set[int]:
    """The trigrams of a text between spaces, each as a number."""
    padded = f" {text} "
    codes = [ord(letter) for letter in padded]
    return {
        codes[at] << 42 | codes[at + 1] << 21 | codes[at + 2] for at in range(len(codes) - GRAM + 1)
    }
