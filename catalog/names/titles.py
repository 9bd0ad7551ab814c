"""Which film a title means: as written, then loosely, then with typos.

A looser tier beats a stricter one only with far more votes: "godfather" is the film of 1972 and
not the obscure one that bears just that name, while "The Heat" is not Heat.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalog.enums import MatchKind
from catalog.names.famous_titles import VOTES_RATIO, FamousTitles
from catalog.names.names import Names
from catalog.names.spelling import letters, loose
from catalog.rows import MovieRow
from catalog.storage.lookups import TextKeys
from catalog.tables import Movies

CUT_OFF = 0.75
CONFIDENCE = {MatchKind.EXACT: 1.0, MatchKind.NORMALIZED: 0.95, MatchKind.FUZZY: 0.9}
RUNNERS_UP = 100
REMEMBERED = 8_192
"""Titles whose match is kept, of those that were asked for lately."""
_YEAR = re.compile(r"^(?P<title>.*\S)\s*\((?P<year>\d{4})\)$")
_SUBTITLE = re.compile(r":\s| - | – ")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """What a title was taken to mean.

    `confidence` is 1 for an EXACT match, .95 for a NORMALIZED one, and .9 times the similarity
    for a FUZZY one, less where the year is off; 0 for NONE.
    """

    movie: MovieRow | None
    kind: MatchKind
    confidence: float
    others: Sequence[MovieRow]


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    kind: MatchKind
    similarity: float
    votes: int
    year: int

    @property
    def rank(self) -> tuple[float, int, int]:
        """Within a kind: similarity with a little of fame, then votes, then id."""
        fame = 0.03 * float(np.log10(1 + self.votes)) if self.kind is MatchKind.FUZZY else 0.0
        return (-self.similarity - fame, -self.votes, self.row)


class _Later(Sequence[MovieRow]):
    """Films that are looked for when somebody looks at them, which few do."""

    def __init__(self, find: Callable[[], Sequence[MovieRow]]) -> None:
        self._find = find

    @cached_property
    def _found(self) -> Sequence[MovieRow]:
        return self._find()

    def __len__(self) -> int:
        return len(self._found)

    def __getitem__(self, at: Any) -> Any:
        return self._found[at]


class _Tiers:
    """Candidates, strictest tier first, best first within one; each is looked for when needed.

    `fuzzy` is told whether beginnings of titles count, too: where nothing is named so.
    """

    def __init__(
        self,
        strict: Callable[[], list[_Candidate]],
        loose: Callable[[], list[_Candidate]],
        fuzzy: Callable[[bool], list[_Candidate]],
        famous: Callable[[int], list[_Candidate]],
    ) -> None:
        self._strict, self._loose, self._fuzzy, self._famous = strict, loose, fuzzy, famous

    @cached_property
    def strict(self) -> list[_Candidate]:
        """Films that are called so."""
        return self._strict()

    @cached_property
    def loose(self) -> list[_Candidate]:
        """Films that are called so but for an article, a number or a subtitle."""
        return self._loose()

    @property
    def named(self) -> list[_Candidate]:
        """Films that are called so, nearly or just so."""
        return [*self.strict, *self.loose]

    @cached_property
    def fuzzy(self) -> list[_Candidate]:
        """Films that are spelled so, more or less."""
        return self._fuzzy(not self.named)

    @property
    def near(self) -> list[_Candidate]:
        """Those that may be meant."""
        return [c for c in self.fuzzy if c.similarity >= CUT_OFF]

    def famous(self, votes: int) -> list[_Candidate]:
        """Films that may be meant with at least so many votes; all of them where that is 0."""
        return self._famous(votes) if votes else self.near

    def others(self, best: _Candidate | None) -> list[MovieRow]:
        """All but `best`; where that is none, those that are of no use but to suggest, too."""
        spelled = self.near if best else [*self.near, *self.fuzzy]
        rows = dict.fromkeys(candidate.row for candidate in [*self.named, *spelled])
        return [MovieRow(row) for row in rows if best is None or row != best.row]


class Titles:
    """The titles of films, in each of the ways in which they are compared."""

    def __init__(self, movies: Movies, parts: Mapping[str, NDArray[Any]], names: Names) -> None:
        self._movies, self._names = movies, names
        self.match = lru_cache(REMEMBERED)(self._match)
        self._strict = TextKeys({k: parts[f"strict.{k}"] for k in ("hashes", "rows")})
        self._loose = TextKeys({k: parts[f"loose.{k}"] for k in ("hashes", "rows")})
        self._rivals = FamousTitles(
            {k.removeprefix("rivals."): v for k, v in parts.items() if k.startswith("rivals.")}
        )

    @classmethod
    def keys(
        cls, titles: Sequence[tuple[str, int]], votes: Sequence[int]
    ) -> dict[str, NDArray[Any]]:
        """Index (title, row) pairs, of which a film may have several; `votes` are of each row."""
        main = [(_SUBTITLE.split(title, maxsplit=1)[0] or title, row) for title, row in titles]
        keys = {
            "strict": TextKeys.of((letters(title), row) for title, row in titles),
            "loose": TextKeys.of((loose(title), row) for title, row in (*titles, *main)),
        }
        parts = {f"{tier}.{k}": v for tier, key in keys.items() for k, v in key.parts.items()}
        return parts | {f"rivals.{k}": v for k, v in FamousTitles.of(titles, votes).items()}

    def _match(self, title: str, year: int | None = None) -> TitleMatch:
        """Find the film that `title` means.

        A year in parentheses at the end of the title counts like `year`, unless a film is called
        just that.
        """
        if not title.strip():
            return TitleMatch(None, MatchKind.NONE, 0.0, ())
        inside = _YEAR.match(title.strip())
        if inside and year is None and not self._strict.rows_of(letters(title)):
            title, year = inside["title"], int(inside["year"])
        tiers = self._tiers(title)
        best = self._of_year(tiers, year) if year is not None else self._by_votes(tiers)
        if best is None:
            return TitleMatch(None, MatchKind.NONE, 0.0, tuple(tiers.others(None)[:RUNNERS_UP]))
        others: Sequence[MovieRow]
        if "fuzzy" in vars(tiers):  # they are there already
            others = tuple(tiers.others(best)[:RUNNERS_UP])
        else:  # the title is kept until then, which takes less than its candidates
            others = _Later(lambda: tuple(self._tiers(title).others(best)[:RUNNERS_UP]))
        confidence = CONFIDENCE[best.kind] * best.similarity
        return TitleMatch(MovieRow(best.row), best.kind, confidence, others)

    def _tiers(self, title: str) -> _Tiers:
        return _Tiers(
            lambda: self._candidates(self._strict.rows_of(letters(title)), MatchKind.EXACT),
            lambda: self._candidates(self._loose.rows_of(loose(title)), MatchKind.NORMALIZED),
            lambda beginnings: self._fuzzy(title, beginnings=beginnings),
            lambda votes: self._famous(title, votes),
        )

    def _candidates(self, rows: list[int], kind: MatchKind) -> list[_Candidate]:
        return sorted((self._candidate(row, kind, 1.0) for row in rows), key=lambda c: c.rank)

    def _candidate(self, row: int, kind: MatchKind, similarity: float) -> _Candidate:
        movies = self._movies
        return _Candidate(row, kind, similarity, movies.vote_count[row], movies.release_year[row])

    def _fuzzy(self, title: str, *, beginnings: bool) -> list[_Candidate]:
        """Films whose title is spelled like `title`, or with `beginnings` begins like it."""
        found = self._names.search(title, Movies.table_name, 0, RUNNERS_UP, beginnings=beginnings)
        return self._spelled((f.row, f.similarity) for f in found)

    def _famous(self, title: str, votes: int) -> list[_Candidate]:
        """Films with at least so many votes whose title is spelled like `title`."""
        return self._spelled(self._rivals.near(title, votes, CUT_OFF))

    def _spelled(self, found: Iterable[tuple[int, float]]) -> list[_Candidate]:
        near = [self._candidate(row, MatchKind.FUZZY, similarity) for row, similarity in found]
        return sorted(near, key=lambda candidate: candidate.rank)

    def _of_year(self, tiers: _Tiers, year: int) -> _Candidate | None:
        """The namesake of that year; else the one whose year is nearest, as FUZZY.

        Films that are merely spelled alike count only where there is no namesake.
        """
        for candidate in tiers.named or tiers.near:
            if candidate.year == year:
                return candidate
        best = min(
            tiers.strict or tiers.loose or tiers.near,
            key=lambda candidate: abs(candidate.year - year),
            default=None,
        )
        if best is None:
            return None
        doubt = max(0.5, 1 - 0.05 * abs(best.year - year))
        return self._candidate(best.row, MatchKind.FUZZY, best.similarity * doubt)

    def _by_votes(self, tiers: _Tiers) -> _Candidate | None:
        """The best of the strictest tier, unless a looser one has a film with far more votes.

        Where no film has that many, the looser tiers need not be looked for.
        """
        best: _Candidate | None = None
        most = self._names.most_fame(Movies.table_name)
        for tier in (lambda _: tiers.strict, lambda _: tiers.loose, tiers.famous):
            enough = 0 if best is None else VOTES_RATIO * max(best.votes, 1)
            if enough <= most:
                best = next((c for c in tier(enough) if c.votes >= enough), best)
        return best
