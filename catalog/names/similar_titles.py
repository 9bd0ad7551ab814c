"""Films whose title is similar to a text; if that ends in a number, the ones with that number."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from catalog.names.names import MIN_SIMILARITY, Names
from catalog.names.normalization import words
from catalog.names.numbers import numbered
from catalog.names.title_parts import number_at_end, title_parts
from catalog.tables import Movies

MAX_SIMILAR = 100
WITHOUT_NUMBER = 0.8
"""The similarity, at least, of a film that is called like a text without the number at its end."""


class SimilarTitle(NamedTuple):
    """A film with a similar title; `is_meant` is false if the text has a number that it lacks."""

    row: int
    similarity: float
    is_meant: bool


class SimilarTitles:
    """The films of one snapshot, by the similarity of their titles; read-only, as its parts are.

    Parameters
    ----------
    called
        Gives the films that are called like a text, as strictly as any film is.
    """

    def __init__(
        self, movies: Movies, names: Names, called: Callable[[str], Iterable[int]]
    ) -> None:
        self._movies, self._names, self._called = movies, names, called

    def like(self, title: str, *, is_known: bool) -> list[SimilarTitle]:
        """Films whose title is like `title`; most similar first, but for those found by number.

        Parameters
        ----------
        is_known
            Whether films are called so; then titles that only begin like it do not count.
        """
        matches = self._names.search(
            title, Movies.table_name, 0, MAX_SIMILAR, beginnings=not is_known
        )
        found = {match.row: match.similarity for match in matches}
        parts = numbered(words(title).split(" "))
        if parts is None:
            return [SimilarTitle(row, similarity, True) for row, similarity in found.items()]
        meant = self._with_number(found, *parts, is_known=is_known)
        found |= meant
        return [SimilarTitle(row, similarity, row in meant) for row, similarity in found.items()]

    def of_number(self, title: str, found: dict[int, float]) -> dict[int, float]:
        """Those of the films that have the number at the end of `title`; all if it has none."""
        number = number_at_end(title) if found else None
        if number is None:
            return found
        return {row: found[row] for row in found if number in self._numbers(row)}

    def _with_number(
        self, found: dict[int, float], base: str, number: int, *, is_known: bool
    ) -> dict[int, float]:
        """The films that a title with a number means, and their similarity.

        They have this number at the end of a title, as "Rocky 7" is not Rocky V.  Where there are
        none, the films count that are called so without the number: their parts with this number,
        since they may be misspelled, else they themselves.
        """
        near = {row: similar for row, similar in found.items() if similar >= MIN_SIMILARITY}
        numbers = {row: self._numbers(row) for row in near}
        meant = {row: near[row] for row in near if number in numbers[row]}
        if meant or is_known:
            return meant
        bases = {row: near[row] for row in near if not numbers[row]}
        for row, similar in bases.items():
            for title in self._titles(row):
                meant = dict.fromkeys(self._called(f"{title} {number}"), similar) | meant
        named = {row: max(near.get(row, 0), WITHOUT_NUMBER) for row in self._called(base)}
        return meant or named or bases

    def _numbers(self, row: int) -> set[int]:
        """The numbers that the titles of a film, or parts of them, end in."""
        parts = (part for title in self._titles(row) for part in title_parts(title))
        return {number for part in parts if (number := number_at_end(part))}

    def _titles(self, row: int) -> set[str]:
        title, original = self._movies.title[row], self._movies.original_title[row]
        return {title, original or title}
