"""Films by the letters and digits of their titles, and which of them are written like a text."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.names.normalization import letters, words, written
from catalog.storage.lookups import TextKeys
from catalog.tables import Movies


class ExactTitles:
    """The films of one snapshot by the `letters` of their titles; read-only."""

    def __init__(self, movies: Movies, keys: TextKeys) -> None:
        self._titles = (movies.title, movies.original_title)
        self._keys = keys

    def rows(self, text: str) -> list[int]:
        """The films whose title has the letters and digits of `text`, by row."""
        return self._keys.rows_of(letters(text))

    def by_writing(self, text: str) -> tuple[Sequence[int], Sequence[int]]:
        """The same films: those that are written most like `text`, and the others.

        First come those that are `written` so, then those with the same `words`; so "It" is not
        I.T., but "spiderman" is Spider-Man where no film is called Spiderman.
        """
        rows = self.rows(text)
        if len(rows) > 1:
            for form in (written, words):
                asked = form(text)
                same = {
                    row
                    for row in rows
                    for titles in self._titles
                    if (title := titles[row]) and form(title) == asked
                }
                if same:
                    return sorted(same), [row for row in rows if row not in same]
        return rows, ()
