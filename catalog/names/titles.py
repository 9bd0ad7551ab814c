"""Which film a title means: first as written, then loosely, then with typos.

A looser tier wins over a stricter one only with far more votes: "godfather" means the film of 1972
and not the obscure one that is called just that, while "The Heat" does not mean Heat.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from sys import getsizeof
from typing import Any

from numpy.typing import NDArray

from catalog.cache_budgets import DEFAULT
from catalog.enums import MatchKind
from catalog.names.articles import article_first, has_articles
from catalog.names.candidates import Candidate, LazyRows, Tiers
from catalog.names.choice import by_votes, of_this_year, of_year
from catalog.names.dated_titles import dated_title
from catalog.names.exact_titles import ExactTitles
from catalog.names.famous_titles import FamousTitles
from catalog.names.names import MIN_SIMILARITY, Name, Names
from catalog.names.normalization import letters, loose
from catalog.names.similar_titles import SimilarTitle, SimilarTitles
from catalog.names.title_parts import title_parts
from catalog.rows import MovieRow
from catalog.storage.lookups import TextKeys
from catalog.tables import Movies
from catalog.weighed_cache import WeighedCache

CONFIDENCE = {MatchKind.EXACT: 1.0, MatchKind.NORMALIZED: 0.95, MatchKind.FUZZY: 0.9}
MAX_ALTERNATIVES = 100
BYTES_PER_MATCH = 1_200
"""What a match takes in memory beside its title, once its alternatives were read."""


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
        self._movies = movies
        self._max_votes = names.max_fame(Movies.table_name)
        self._similar = SimilarTitles(movies, names, self._called)
        self.matches: WeighedCache[tuple[str, int | None], TitleMatch] = WeighedCache(
            budget, lambda key, _: BYTES_PER_MATCH + getsizeof(key[0])
        )
        strict = TextKeys({k: parts[f"strict.{k}"] for k in ("hashes", "rows")})
        self._exact = ExactTitles(movies, strict)
        self._local = TextKeys({k: parts[f"local.{k}"] for k in ("hashes", "rows")})
        self._loose = TextKeys({k: parts[f"loose.{k}"] for k in ("hashes", "rows")})
        self._famous = FamousTitles(
            {k.removeprefix("rivals."): v for k, v in parts.items() if k.startswith("rivals.")}
        )

    @classmethod
    def index(
        cls, titles: Sequence[Name], votes: Sequence[int], local: Sequence[Name] = ()
    ) -> dict[str, NDArray[Any]]:
        """Index the titles of films; gives the arrays that an instance is made of.

        Parameters
        ----------
        titles
            A film may have several.
        votes
            The votes of each row.
        local
            Other titles of the films, by country and language.  They are not among the famous
            ones: with ten times as many titles to be spelled like, a film that is called exactly so
            would too often lose.
        """
        everywhere = [*titles, *local]
        keys = {
            "strict": TextKeys.of((letters(title.text), title.row) for title in titles),
            "local": TextKeys.of((letters(title.text), title.row) for title in local),
            "loose": TextKeys.of(
                (loose(part, language), title.row)
                for title in everywhere
                for part in title_parts(title.text)
                for language in (
                    (None, title.language) if has_articles(title.language) else (None,)
                )
            ),
        }
        arrays = {f"{tier}.{k}": v for tier, key in keys.items() for k, v in key.parts.items()}
        famous = FamousTitles.index([(title.text, title.row) for title in titles], votes)
        return arrays | {f"rivals.{k}": v for k, v in famous.items()}

    def match(self, title: str, year: int | None = None) -> TitleMatch:
        """Find the film that `title` means.

        A year at the end of the title counts as `year`, and an article at its end as the beginning,
        unless a film is called exactly so.  A year that is not in parentheses counts if a film of
        this title and year is there, or if nothing is found with it as a part of the title.
        """
        return self.matches.get_or_make((title, year), lambda: self._match(title, year))

    def _match(self, text: str, year: int | None) -> TitleMatch:
        if not text.strip():
            return TitleMatch(None, MatchKind.NONE, 0.0, ())
        title, tiers, best = self._read(text, year)
        if best is None:
            rows = LazyRows.of(tiers.all_but(None)[:MAX_ALTERNATIVES])
            return TitleMatch(None, MatchKind.NONE, 0.0, rows)
        if tiers.has_fuzzy:
            others = LazyRows.of(tiers.all_but(best)[:MAX_ALTERNATIVES])
        else:  # until they are read, keep the title only, which is smaller than its candidates
            others = LazyRows(lambda: self._tiers(title).all_but(best)[:MAX_ALTERNATIVES])
        confidence = CONFIDENCE[best.kind] * best.similarity
        return TitleMatch(MovieRow(best.row), best.kind, confidence, others)

    def _read(self, text: str, year: int | None) -> tuple[str, Tiers, Candidate | None]:
        """The title in `text`, the films that it may mean, and the one that it does mean."""
        dated = dated_title(text) if year is None else None
        if dated and self._is_title(text):
            dated = None
        title = self._with_article_first(dated.title if dated else text)
        tiers = self._tiers(title)
        if dated is None or not dated.is_bare:
            year = dated.year if dated else year
            best = by_votes(tiers, self._max_votes) if year is None else of_year(tiers, year)
            return title, tiers, best
        whole = self._tiers(text)
        if tiers.namesakes or not whole.namesakes:
            best = of_this_year(tiers, dated.year)
            if best:
                return title, tiers, best
        best = by_votes(whole, self._max_votes)
        return (text, whole, best) if best else (title, tiers, of_year(tiers, dated.year))

    def _is_title(self, text: str) -> bool:
        """Whether a film is called exactly so."""
        return bool(self._exact.rows(text) or self._local.rows_of(letters(text)))

    def _with_article_first(self, title: str) -> str:
        moved = article_first(title)
        return title if moved == title or self._is_title(title) else moved

    def _tiers(self, title: str) -> Tiers:
        return Tiers(
            lambda: self._read_alike(title),
            lambda: self._namesakes(self._loose.rows_of(loose(title)), MatchKind.NORMALIZED),
            lambda is_known: self._fuzzy(self._similar.like(title, is_known=is_known)),
            lambda min_votes: self._fuzzy(self._similar_famous(title, min_votes)),
        )

    def _read_alike(self, title: str) -> tuple[list[Candidate], list[Candidate]]:
        """The films that read like `title`: those written most like it, and the others.

        Those that are called so in some country alone are among the others.
        """
        same, others = self._exact.by_writing(title)
        own = {*same, *others}
        abroad = [row for row in self._local.rows_of(letters(title)) if row not in own]
        return (
            self._namesakes(same, MatchKind.EXACT),
            [
                *self._namesakes(others, MatchKind.NORMALIZED),
                *self._namesakes(abroad, MatchKind.EXACT),
            ],
        )

    def _called(self, title: str) -> list[int]:
        """The films that are called so, exactly or else loosely."""
        return (
            self._exact.rows(title)
            or self._local.rows_of(letters(title))
            or self._loose.rows_of(loose(title))
        )

    def _similar_famous(self, title: str, min_votes: int) -> list[SimilarTitle]:
        """Films with enough votes whose title is spelled like `title`, with the same number."""
        found = dict(self._famous.spelled_like(title, min_votes, MIN_SIMILARITY))
        of_number = self._similar.of_number(title, found)
        return [SimilarTitle(row, similarity, True) for row, similarity in of_number.items()]

    def _namesakes(self, rows: Iterable[int], kind: MatchKind) -> list[Candidate]:
        return self._candidates((SimilarTitle(row, 1.0, True) for row in rows), kind)

    def _fuzzy(self, found: Iterable[SimilarTitle]) -> list[Candidate]:
        return self._candidates(found, MatchKind.FUZZY)

    def _candidates(self, found: Iterable[SimilarTitle], kind: MatchKind) -> list[Candidate]:
        """The films, best first."""
        votes, year = self._movies.vote_count, self._movies.release_year
        films = [
            Candidate(row, kind, similarity, votes[row], year[row], is_meant)
            for row, similarity, is_meant in found
        ]
        return sorted(films, key=lambda film: film.rank)
