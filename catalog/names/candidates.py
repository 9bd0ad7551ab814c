"""The films that a title may mean, in tiers: called exactly so, loosely so, spelled like it."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from catalog.enums import MatchKind
from catalog.names.names import MIN_SIMILARITY
from catalog.rows import MovieRow


@dataclass(frozen=True, slots=True)
class Candidate:
    """A film that a title may mean; `similarity` of the titles is 0 to 1.

    If `is_meant` is false, it is no more than an alternative.
    """

    row: int
    kind: MatchKind
    similarity: float
    votes: int
    year: int
    is_meant: bool = True

    @property
    def rank(self) -> tuple[float, int, int]:
        """Sorts candidates of one kind: by similarity, with a little for fame; votes; row."""
        fame = 0.03 * float(np.log10(1 + self.votes)) if self.kind is MatchKind.FUZZY else 0.0
        return (-self.similarity - fame, -self.votes, self.row)


class Tiers:
    """The candidates for one title, best first within a tier; a tier is computed when first read.

    Parameters
    ----------
    exact
        Gives the films that read alike: those written most like the title, and the others.
    loose
        Gives the films that are called loosely so.
    fuzzy
        Gives the films with a similar title; its argument says whether films are called so.
    famous
        Gives those of the similar ones that have at least so many votes.
    """

    def __init__(
        self,
        exact: Callable[[], tuple[list[Candidate], list[Candidate]]],
        loose: Callable[[], list[Candidate]],
        fuzzy: Callable[[bool], list[Candidate]],
        famous: Callable[[int], list[Candidate]],
    ) -> None:
        self._read_alike, self._loose, self._fuzzy, self._famous = exact, loose, fuzzy, famous

    @cached_property
    def _exact(self) -> tuple[list[Candidate], list[Candidate]]:
        return self._read_alike()

    @property
    def exact(self) -> list[Candidate]:
        """Films with this title."""
        return self._exact[0]

    @property
    def alike(self) -> list[Candidate]:
        """Films whose title reads like this one, while that of `exact` is written more like it.

        Also those that have this title in some country.
        """
        return self._exact[1]

    @cached_property
    def loose(self) -> list[Candidate]:
        """Films with this title apart from an article, a number or a subtitle."""
        return self._loose()

    @property
    def namesakes(self) -> list[Candidate]:
        """Films with this title, exactly or loosely."""
        return [*self.exact, *self.alike, *self.loose]

    @cached_property
    def fuzzy(self) -> list[Candidate]:
        """Films with a similar title; if nothing is called so, also those that begin like it."""
        return self._fuzzy(bool(self.namesakes))

    @property
    def has_fuzzy(self) -> bool:
        """Whether `fuzzy` is computed already."""
        return "fuzzy" in vars(self)

    @property
    def near(self) -> list[Candidate]:
        """Those of `fuzzy` that are similar enough and may be meant."""
        return [c for c in self.fuzzy if c.is_meant and c.similarity >= MIN_SIMILARITY]

    def famous(self, min_votes: int) -> list[Candidate]:
        """Films with a title similar enough and enough votes."""
        return self._famous(min_votes) if min_votes else self.near

    def all_but(self, best: Candidate | None) -> list[int]:
        """Every film but `best`; without a best one, also those that are hardly similar."""
        near = [c for c in self.fuzzy if c.similarity >= MIN_SIMILARITY]
        similar = near if best else [*near, *self.fuzzy]
        rows = dict.fromkeys(candidate.row for candidate in [*self.namesakes, *similar])
        return [row for row in rows if best is None or row != best.row]


class LazyRows(Sequence[MovieRow]):
    """Rows that are computed when they are first read, since few clients ask for them.

    Threads may share it, as part of a cached match: each computes the same rows.  They are kept as
    small as they can be, 4 bytes each.
    """

    def __init__(self, compute: Callable[[], Sequence[int]]) -> None:
        self._compute = compute

    @classmethod
    def of(cls, rows: Sequence[int]) -> Sequence[MovieRow]:
        """Rows that are computed already."""
        if not rows:
            return ()
        found = cls(tuple)
        found._rows = array("i", rows)
        return found

    @cached_property
    def _rows(self) -> array[int]:
        return array("i", self._compute())

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        found = self._rows[at]
        return MovieRow(found) if isinstance(found, int) else list(map(MovieRow, found))
