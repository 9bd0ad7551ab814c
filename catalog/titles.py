"""Which film a title means: as written, then loosely, then with typos.

A looser tier beats a stricter one only with far more votes: "godfather" is the film of 1972 and
not the obscure one that bears just that name, while "The Heat" is not Heat.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from catalog.columns import TextColumn
from catalog.enums import MatchKind
from catalog.memory import TextKeys
from catalog.rows import MovieRow
from catalog.tables import Movies
from catalog.text import letters, loose, spelling

FAR_MORE = 100
CUT_OFF = 0.75
PREFIX = 0.85
CONFIDENCE = {MatchKind.EXACT: 1.0, MatchKind.NORMALIZED: 0.95, MatchKind.FUZZY: 0.9}
RUNNERS_UP = 100
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
    others: tuple[MovieRow, ...]


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


class Titles:
    """The names of films, in each of the ways in which they are compared."""

    def __init__(self, movies: Movies, parts: Mapping[str, NDArray[Any]]) -> None:
        self.parts = parts
        self._movies = movies
        self._strict = TextKeys({k: parts[f"strict.{k}"] for k in ("hashes", "rows")})
        self._loose = TextKeys({k: parts[f"loose.{k}"] for k in ("hashes", "rows")})
        self._text: TextColumn[str] = TextColumn(
            {k: parts[f"text.{k}"] for k in ("bytes", "offsets")}
        )
        self._rows = parts["rows"]

    @classmethod
    def of(cls, movies: Movies) -> Titles:
        """Index titles and original titles; adult films cannot be found by title."""
        names = [
            (name, row)
            for row in range(len(movies))
            if not movies.adult[row]
            for name in {movies.title[row], movies.original_title[row] or movies.title[row]}
        ]
        main = [(_SUBTITLE.split(name, maxsplit=1)[0] or name, row) for name, row in names]
        spelled = sorted(
            {(spelling(name), row) for name, row in names}, key=lambda pair: pair[::-1]
        )
        text: TextColumn[str] = TextColumn.of([name for name, _ in spelled])
        keys: dict[str, TextKeys | TextColumn[str]] = {
            "strict": TextKeys.of((letters(name), row) for name, row in names),
            "loose": TextKeys.of((loose(name), row) for name, row in (*names, *main)),
            "text": text,
        }
        parts = {f"{tier}.{k}": v for tier, key in keys.items() for k, v in key.parts.items()}
        rows = np.array([row for _, row in spelled], dtype=np.int32)
        return cls(movies, {**parts, "rows": rows})

    def match(self, title: str, year: int | None = None) -> TitleMatch:
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
        best = self._of_year(tiers, year) if year is not None else _by_votes(tiers)
        everyone = dict.fromkeys(c.row for tier in tiers for c in tier)
        others = [MovieRow(row) for row in everyone if best is None or row != best.row]
        if best is None:
            return TitleMatch(None, MatchKind.NONE, 0.0, tuple(others[:RUNNERS_UP]))
        confidence = CONFIDENCE[best.kind] * best.similarity
        return TitleMatch(MovieRow(best.row), best.kind, confidence, tuple(others[:RUNNERS_UP]))

    def _tiers(self, title: str) -> list[list[_Candidate]]:
        """Candidates, strictest tier first, best first within one; those of no use come last."""
        strict = self._candidates(self._strict.rows_of(letters(title)), MatchKind.EXACT)
        loosely = self._candidates(self._loose.rows_of(loose(title)), MatchKind.NORMALIZED)
        fuzzy = self._fuzzy(spelling(title), prefixes=not strict and not loosely)
        near = [c for c in fuzzy if c.similarity >= CUT_OFF]
        far = [c for c in fuzzy if c.similarity < CUT_OFF]
        return [strict, loosely, near, [_none(c) for c in far]]

    def _candidates(self, rows: list[int], kind: MatchKind) -> list[_Candidate]:
        return sorted((self._candidate(row, kind, 1.0) for row in rows), key=lambda c: c.rank)

    def _candidate(self, row: int, kind: MatchKind, similarity: float) -> _Candidate:
        movies = self._movies
        return _Candidate(row, kind, similarity, movies.vote_count[row], movies.release_year[row])

    def _fuzzy(self, text: str, *, prefixes: bool) -> list[_Candidate]:
        """Films spelled like `text`, or with `prefixes` beginning like it."""
        text = text.replace(" ", "")
        if not text or not self._spelled:
            return []
        score = _similarity(text, [name.replace(" ", "") for name in self._spelled])
        if prefixes:
            beginnings = [_beginning(name, len(text)) for name in self._spelled]
            score = np.maximum(score, PREFIX * _similarity(text, beginnings))
        nearest = np.argsort(-score, kind="stable")[: 3 * RUNNERS_UP]
        best: dict[int, float] = {}
        for index in nearest.tolist():
            best.setdefault(int(self._rows[index]), float(score[index]))
        found = [self._candidate(row, MatchKind.FUZZY, s) for row, s in best.items()]
        return sorted(found, key=lambda c: c.rank)[:RUNNERS_UP]

    @cached_property
    def _spelled(self) -> list[str]:
        return [self._text[row] or "" for row in range(len(self._text))]

    def _of_year(self, tiers: list[list[_Candidate]], year: int) -> _Candidate | None:
        """The first namesake of that year; else the one whose year is nearest, as FUZZY."""
        usable = [c for tier in tiers for c in tier if c.kind is not MatchKind.NONE]
        for candidate in usable:
            if candidate.year == year:
                return candidate
        namesakes = next((tier for tier in tiers[:3] if tier), [])
        if not namesakes:
            return None
        best = min(namesakes, key=lambda c: (abs(c.year - year), c.rank))
        doubt = max(0.5, 1 - 0.05 * abs(best.year - year))
        return self._candidate(best.row, MatchKind.FUZZY, best.similarity * doubt)


def _by_votes(tiers: list[list[_Candidate]]) -> _Candidate | None:
    """The best of the strictest tier, unless a looser one has a film with far more votes."""
    best: _Candidate | None = None
    for tier in tiers[:3]:
        enough = 0 if best is None else FAR_MORE * max(best.votes, 1)
        best = next((candidate for candidate in tier if candidate.votes >= enough), best)
    return best


def _none(candidate: _Candidate) -> _Candidate:
    return _Candidate(candidate.row, MatchKind.NONE, 0.0, candidate.votes, candidate.year)


def _similarity(text: str, names: list[str]) -> NDArray[np.float32]:
    """Indel similarity of `text` with each of `names`, 0 to 1 (rapidfuzz's ``fuzz.ratio``)."""
    similarity: NDArray[np.float32] = process.cdist([text], names, scorer=fuzz.ratio)[0] / 100
    return similarity


def _beginning(name: str, length: int) -> str:
    """As many whole words of `name` as reach `length` letters, run together."""
    beginning = ""
    for word in name.split(" "):
        beginning += word
        if len(beginning) >= length:
            break
    return beginning
