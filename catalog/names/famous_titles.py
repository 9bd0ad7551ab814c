"""Famous titles by their trigrams: which of them are spelled like a text.

A film whose title is exactly the text still loses to a far more famous film whose title is spelled
like it.  Few films are that famous.  Their titles are sorted by votes, most first, so that only
those with enough votes are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.names.normalization import spelling
from catalog.names.similarity import similarities
from catalog.storage.text_columns import TextColumn

GRAM = 3
VOTES_RATIO = 100
"""A film is far more famous than another if it has this many times its votes, at least; so every
film with this many votes is indexed here."""
CANDIDATES = 24
"""How many titles, of those that share the most trigrams, are compared letter by letter."""


class FamousTitles:
    """The famous titles of one snapshot; read-only, so threads share it."""

    def __init__(self, parts: Mapping[str, NDArray[Any]]) -> None:
        self._spellings: TextColumn[str] = TextColumn(
            {part: parts[f"spelled.{part}"] for part in ("json", "offsets")}
        )
        self._rows, self._sizes = parts["rows"], parts["sizes"]
        self._negative_votes = parts["votes"]
        self._titles = parts["bearers"]
        self._grams, self._begins = parts["grams"].data, parts["begins"].data

    @classmethod
    def index(
        cls, titles: Sequence[tuple[str, int]], votes: Sequence[int]
    ) -> dict[str, NDArray[Any]]:
        """Index (title, row) pairs; gives the arrays that an instance is made of.

        Parameters
        ----------
        votes
            The votes of each row.
        """
        famous = {(spelling(title), row) for title, row in titles if votes[row] >= VOTES_RATIO}
        ordered = sorted(famous, key=lambda each: (-votes[each[1]], each[1], each[0]))
        pairs = [(gram, at) for at, (text, _) in enumerate(ordered) for gram in _grams(text)]
        pairs.sort()
        grams, begins = np.unique(
            np.array([gram for gram, _ in pairs], dtype=np.int64), return_index=True
        )
        spellings: TextColumn[str] = TextColumn.of([text for text, _ in ordered])
        return {
            "grams": grams,
            "begins": np.append(begins, len(pairs)).astype(np.int64),
            "bearers": np.array([at for _, at in pairs], dtype=np.int32),
            "rows": np.array([row for _, row in ordered], dtype=np.int32),
            "votes": np.array([-votes[row] for _, row in ordered], dtype=np.int32),
            "sizes": np.array([len(_grams(text)) for text, _ in ordered], dtype=np.int32),
            **{f"spelled.{part}": values for part, values in spellings.parts.items()},
        }

    def spelled_like(
        self, title: str, min_votes: int, min_similarity: float
    ) -> list[tuple[int, float]]:
        """(row, similarity) of films with enough votes whose title is spelled like `title`.

        Parameters
        ----------
        min_similarity
            0 to 1.
        """
        text = spelling(title)
        grams = _grams(text)
        count = bisect_left(self._negative_votes.data, 1 - min_votes)
        if not grams or not count:
            return []
        titles = np.concatenate([self._having(gram, count) for gram in grams])
        shared = np.bincount(titles, minlength=count)
        found = np.flatnonzero(shared)
        if len(found) > CANDIDATES:  # keep the best by the Sørensen–Dice coefficient
            dice = shared.take(found) / (len(grams) + self._sizes.take(found))
            found = found.take(np.argpartition(-dice, CANDIDATES)[:CANDIDATES])
        names = [(self._spellings[at] or "").replace(" ", "") for at in found.tolist()]
        if not names:
            return []
        scores = similarities(text.replace(" ", ""), names)
        near = np.flatnonzero(scores >= min_similarity)
        rows = self._rows.take(found.take(near))
        return list(zip(rows.tolist(), scores.take(near).tolist(), strict=True))

    def _having(self, gram: int, count: int) -> NDArray[np.int32]:
        """Those of the first `count` titles that have the trigram."""
        at = bisect_left(self._grams, gram)
        if at == len(self._grams) or self._grams[at] != gram:
            return self._titles[:0]
        begin, end = self._begins[at], self._begins[at + 1]
        return self._titles[begin : bisect_left(self._titles.data, count, begin, end)]


def _grams(text: str) -> set[int]:
    """The trigrams of a text with a space on either side, each as one number."""
    padded = f" {text} "
    codes = [ord(letter) for letter in padded]
    return {
        codes[at] << 42 | codes[at + 1] << 21 | codes[at + 2] for at in range(len(codes) - GRAM + 1)
    }
