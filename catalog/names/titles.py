"""Which film a title means: first as written, then loosely, then with typos.

A looser tier wins over a stricter one only with far more votes: "godfather" means the film of 1972
and not the obscure one that is called just that, while "The Heat" does not mean Heat.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any

from numpy.typing import NDArray

from catalog.cache_budgets import DEFAULT
from catalog.enums import MatchKind
from catalog.names.candidates import Candidate, LazyRows, Tiers
from catalog.names.famous_titles import VOTES_RATIO, FamousTitles
from catalog.names.names import MIN_SIMILARITY, Names
from catalog.names.normalization import letters, loose
from catalog.rows import MovieRow
from catalog.storage.lookups import TextKeys
from catalog.tables import Movies
from catalog.weighed_cache import WeighedCache

CONFIDENCE = {MatchKind.EXACT: 1.0, MatchKind.NORMALIZED: 0.95, MatchKind.FUZZY: 0.9}
MAX_ALTERNATIVES = 100
BYTES_PER_MATCH = 1_200
"""What a match takes in memory beside its title, once its alternatives were read."""
_YEAR = re.compile(r"^(?P<title>.*\S)\s*\((?P<year>\d{4})\)$")
_SUBTITLE = re.compile(r":\s| - | – ")


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """The film that a title means, and the other films that it could mean, best first.

    `confidence` is 1 for an EXACT match and 0.95 for a NORMALIZED one.  For a FUZZY one it is 0.9
    times the similarity of the titles, less if the year is off.  For NONE it is 0.
    """

    movie: MovieRow | None
    kind: MatchKind
    confidence: float
    alternatives: Sequence[MovieRow]


class Titles:
    """The titles of films, indexed by each form in which they are compared.

    Threads share one instance: the indexes are read-only, and so is a match that is kept.

    Parameters
    ----------
    budget
        Bytes that the matches which are kept may take.
    """

    def __init__(
        self,
        movies: Movies,
        parts: Mapping[str, NDArray[Any]],
        names: Names,
        budget: int = DEFAULT.titles,
    ) -> None:
        self._movies, self._names = movies, names
        self.matches: WeighedCache[tuple[str, int | None], TitleMatch] = WeighedCache(
            budget, lambda key, _: BYTES_PER_MATCH + getsizeof(key[0])
        )
        self._exact = TextKeys({k: parts[f"strict.{k}"] for k in ("hashes", "rows")})
        self._loose = TextKeys({k: parts[f"loose.{k}"] for k in ("hashes", "rows")})
        self._famous = FamousTitles(
            {k.removeprefix("rivals."): v for k, v in parts.items() if k.startswith("rivals.")}
        )

    @classmethod
    def index(
        cls, titles: Sequence[tuple[str, int]], votes: Sequence[int]
    ) -> dict[str, NDArray[Any]]:
        """Index (title, row) pairs; gives the arrays that an instance is made of.

        Parameters
        ----------
        titles
            A film may have several.
        votes
            The votes of each row.
        """
        main = [(_SUBTITLE.split(title, maxsplit=1)[0] or title, row) for title, row in titles]
        keys = {
            "strict": TextKeys.of((letters(title), row) for title, row in titles),
            "loose": TextKeys.of((loose(title), row) for title, row in (*titles, *main)),
        }
        parts = {f"{tier}.{k}": v for tier, key in keys.items() for k, v in key.parts.items()}
        return parts | {f"rivals.{k}": v for k, v in FamousTitles.index(titles, votes).items()}

    def match(self, title: str, year: int | None = None) -> TitleMatch:
        """Find the film that `title` means.

        A year in parentheses at the end of the title counts as `year`, unless a film is called
        exactly so.
        """
        return self.matches.get_or_make((title, year), lambda: self._match(title, year))

    def _match(self, title: str, year: int | None) -> TitleMatch:
        if not title.strip():
            return TitleMatch(None, MatchKind.NONE, 0.0, ())
        inside = _YEAR.match(title.strip())
        if inside and year is None and not self._exact.rows_of(letters(title)):
            title, year = inside["title"], int(inside["year"])
        tiers = self._tiers(title)
        best = self._of_year(tiers, year) if year is not None else self._by_votes(tiers)
        if best is None:
            rows = LazyRows.of(tiers.all_but(None)[:MAX_ALTERNATIVES])
            return TitleMatch(None, MatchKind.NONE, 0.0, rows)
        if tiers.has_fuzzy:
            others = LazyRows.of(tiers.all_but(best)[:MAX_ALTERNATIVES])
        else:  # until they are read, keep the title only, which is smaller than its candidates
            others = LazyRows(lambda: self._tiers(title).all_but(best)[:MAX_ALTERNATIVES])
        confidence = CONFIDENCE[best.kind] * best.similarity
        return TitleMatch(MovieRow(best.row), best.kind, confidence, others)

    def _tiers(self, title: str) -> Tiers:
        return Tiers(
            lambda: self._namesakes(self._exact.rows_of(letters(title)), MatchKind.EXACT),
            lambda: self._namesakes(self._loose.rows_of(loose(title)), MatchKind.NORMALIZED),
            lambda beginnings: self._similar(title, beginnings=beginnings),
            lambda min_votes: self._similar_famous(title, min_votes),
        )

    def _namesakes(self, rows: list[int], kind: MatchKind) -> list[Candidate]:
        return sorted((self._candidate(row, kind, 1.0) for row in rows), key=lambda c: c.rank)

    def _candidate(self, row: int, kind: MatchKind, similarity: float) -> Candidate:
        movies = self._movies
        return Candidate(row, kind, similarity, movies.vote_count[row], movies.release_year[row])

    def _similar(self, title: str, *, beginnings: bool) -> list[Candidate]:
        """Films whose title is spelled like `title` or, with `beginnings`, begins like it."""
        matches = self._names.search(
            title, Movies.table_name, 0, MAX_ALTERNATIVES, beginnings=beginnings
        )
        return self._fuzzy((match.row, match.similarity) for match in matches)

    def _similar_famous(self, title: str, min_votes: int) -> list[Candidate]:
        """Films with enough votes whose title is spelled like `title`."""
        return self._fuzzy(self._famous.spelled_like(title, min_votes, MIN_SIMILARITY))

    def _fuzzy(self, found: Iterable[tuple[int, float]]) -> list[Candidate]:
        candidates = [self._candidate(row, MatchKind.FUZZY, similar) for row, similar in found]
        return sorted(candidates, key=lambda candidate: candidate.rank)

    def _of_year(self, tiers: Tiers, year: int) -> Candidate | None:
        """The film of this title and year; else the one with the nearest year, as FUZZY.

        Films with a merely similar title count only where no film has the title.
        """
        for candidate in tiers.namesakes or tiers.near:
            if candidate.year == year:
                return candidate
        best = min(
            tiers.exact or tiers.loose or tiers.near,
            key=lambda candidate: abs(candidate.year - year),
            default=None,
        )
        if best is None:
            return None
        factor = max(0.5, 1 - 0.05 * abs(best.year - year))
        return self._candidate(best.row, MatchKind.FUZZY, best.similarity * factor)

    def _by_votes(self, tiers: Tiers) -> Candidate | None:
        """The best of the strictest tier, unless a looser one has a film with far more votes.

        If no film has that many, the looser tiers need not be computed.
        """
        best: Candidate | None = None
        max_votes = self._names.max_fame(Movies.table_name)
        for tier in (lambda _: tiers.exact, lambda _: tiers.loose, tiers.famous):
            enough = 0 if best is None else VOTES_RATIO * max(best.votes, 1)
            if enough <= max_votes:
                best = next((c for c in tier(enough) if c.votes >= enough), best)
        return best
