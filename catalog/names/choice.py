"""Which of the films that a title may mean it does mean."""

from __future__ import annotations

from dataclasses import replace

from catalog.enums import MatchKind
from catalog.names.candidates import Candidate, Tiers
from catalog.names.famous_titles import VOTES_RATIO


def by_votes(tiers: Tiers, max_votes: int) -> Candidate | None:
    """The best of the strictest tier, unless a looser one has a film with far more votes.

    Parameters
    ----------
    max_votes
        The votes of the most famous film of the catalog.  If none has enough, the looser tiers
        need not be computed.
    """
    best: Candidate | None = None
    for tier in (
        lambda _: tiers.exact,
        lambda _: sorted([*tiers.alike, *tiers.loose], key=lambda film: film.rank),
        tiers.famous,
    ):
        enough = 0 if best is None else VOTES_RATIO * max(best.votes, 1)
        if enough <= max_votes:
            best = next((c for c in tier(enough) if c.votes >= enough), best)
    return best


def of_this_year(tiers: Tiers, year: int) -> Candidate | None:
    """The film of this title and year.

    Films with a merely similar title count only where no film has the title.
    """
    films = tiers.namesakes or tiers.near
    return next((film for film in films if film.year == year), None)


def of_year(tiers: Tiers, year: int) -> Candidate | None:
    """The film of this title and year; else the one with the nearest year, as FUZZY."""
    if found := of_this_year(tiers, year):
        return found
    best = min(
        [*tiers.exact, *tiers.alike] or tiers.loose or tiers.near,
        key=lambda candidate: abs(candidate.year - year),
        default=None,
    )
    if best is None:
        return None
    factor = max(0.5, 1 - 0.05 * abs(best.year - year))
    return replace(best, kind=MatchKind.FUZZY, similarity=best.similarity * factor)
