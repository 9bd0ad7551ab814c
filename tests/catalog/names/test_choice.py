"""Which of the films that a title may mean is chosen."""

from __future__ import annotations

from catalog.enums import MatchKind
from catalog.names.candidates import Candidate, Tiers
from catalog.names.choice import by_votes, of_year

STRICT = Candidate(0, MatchKind.EXACT, 1.0, 5, 1991)
LOOSE = Candidate(1, MatchKind.NORMALIZED, 1.0, 500, 1972)
SIMILAR = Candidate(2, MatchKind.FUZZY, 0.8, 60_000, 2001)
SUGGESTED = Candidate(3, MatchKind.FUZZY, 0.9, 60_000, 2001, is_meant=False)


def tiers(*films: Candidate) -> Tiers:
    def of(kind: MatchKind) -> list[Candidate]:
        return [film for film in films if film.kind is kind]

    return Tiers(
        lambda: (of(MatchKind.EXACT), []),
        lambda: of(MatchKind.NORMALIZED),
        lambda _: of(MatchKind.FUZZY),
        lambda votes: [film for film in of(MatchKind.FUZZY) if film.votes >= votes],
    )


def test_a_looser_tier_needs_a_hundred_times_the_votes() -> None:
    assert by_votes(tiers(STRICT, LOOSE), 500) == LOOSE
    assert by_votes(tiers(STRICT, LOOSE, SIMILAR), 60_000) == SIMILAR
    assert by_votes(tiers(STRICT, LOOSE, SIMILAR), 499) == STRICT


def test_what_is_not_meant_is_never_chosen() -> None:
    assert by_votes(tiers(SUGGESTED), 60_000) is None
    assert of_year(tiers(SUGGESTED), 2001) is None
    assert tiers(SUGGESTED).all_but(None) == [3]


def test_the_year_decides_and_the_nearest_is_less_similar() -> None:
    assert of_year(tiers(STRICT, LOOSE), 1972) == LOOSE
    nearest = of_year(tiers(STRICT, LOOSE), 1992)
    assert nearest is not None
    assert (nearest.row, nearest.kind, nearest.similarity) == (0, MatchKind.FUZZY, 0.95)
