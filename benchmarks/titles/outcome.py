"""Asks for films by title, and says which answers were right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from time import perf_counter

from benchmarks.titles.questions import Question
from catalog.catalog import Catalog
from catalog.enums import MatchKind
from catalog.names.famous_titles import VOTES_RATIO

SHOWN_VOTES = 1
"""The votes that a film without any counts for, as in the look-up."""


@dataclass
class Outcome:
    """What came of some questions.

    Attributes
    ----------
    by_votes
        How many gave a film with a hundred times the votes that is not called EXACT, with the film
        that is meant as the first alternative.
    wrong
        A line for each question that gave another film, or none.
    microseconds
        Of one question, on average.
    """

    right: int = 0
    by_votes: int = 0
    wrong: list[str] = field(default_factory=list)
    microseconds: float = 0.0

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return self.right + self.by_votes + len(self.wrong)


def outcome(catalog: Catalog, questions: Iterable[Question]) -> Outcome:
    """Ask a catalog, which should keep no matches if the time is to be that of the look-up."""
    movies, found = catalog.movies, Outcome()
    seconds = 0.0
    for text, right in questions:
        began = perf_counter()
        match = catalog.titles.match(text)
        seconds += perf_counter() - began
        votes = max((movies.vote_count[row] for row in right), default=0)
        enough = VOTES_RATIO * max(votes, SHOWN_VOTES)
        if match.movie in right:
            found.right += 1
        elif (
            match.movie is not None
            and match.kind is not MatchKind.EXACT
            and movies.vote_count[match.movie] >= enough
            and match.alternatives[:1]
            and match.alternatives[0] in right
        ):
            found.by_votes += 1
        else:
            other = "no film" if match.movie is None else _line(catalog, match.movie)
            meant = " or ".join(_line(catalog, row) for row in sorted(right))
            found.wrong.append(f"{text!r} gave {other}, not {meant}")
    found.microseconds = 1e6 * seconds / max(found.asked, 1)
    return found


def _line(catalog: Catalog, row: int) -> str:
    movies = catalog.movies
    return f"{movies.title[row]} ({movies.release_year[row]}, {movies.vote_count[row]:,} votes)"
