"""Whether a build would lose so much that it must not take the place of what is served."""

from __future__ import annotations

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.errors import LossError
from etl.frames import Frames
from etl.raters import LEFT_OUT
from etl.tables.movie_rules import OTHER_KIND
from etl.tables.principals import OTHERS
from etl.tables.ratings import NO_SUCH_MOVIE
from etl.tables.tags import FEW_PEOPLE, NOT_RELEVANT
from etl.validation import UNREADABLE

MAX_LOSS = 0.2
"""The share of the rows of a table that one rule may turn away or find unreadable, and by which a
catalog may shrink.  Of The Movies Dataset no rule turns away more than 0.2 % of the films and 3 %
of another table; of sources that another program had rewritten, most rows."""
NO_FAULT = frozenset(
    {NO_SUCH_MOVIE.name, LEFT_OUT, FEW_PEOPLE.name, NOT_RELEVANT, OTHERS, OTHER_KIND}
)
"""Rules that say nothing against a source: credits and ratings may be of more films than it has,
and most tags are of one person, or fit a film badly."""


def refuse_loss(frames: Frames, films_before: int | None) -> None:
    """Refuse a source of which too much is lost.

    Parameters
    ----------
    films_before
        Films of the current catalog; None if there is none.

    Raises
    ------
    LossError
        A rule turns away more than `MAX_LOSS` of the rows of a table, or finds so many of its cells
        unreadable; or the catalog would have so many fewer films than the current one.
    """
    for finding in frames.findings:
        read = frames.read.get(finding.table, 0)
        if finding.rows > MAX_LOSS * read and _is_loss(finding):
            rows = "films" if finding.table == "movies" else f"rows of {finding.table}"
            example = "" if finding.example is None else f", such as {finding.example!r}"
            raise LossError(f"{finding.rule}: {finding.rows:,} of {read:,} {rows}{example}")
    refuse_shrinking(frames.kept["movies"], films_before)


def refuse_shrinking(films: int, films_before: int | None) -> None:
    """Refuse to go from a catalog to one of far fewer films; see `refuse_loss`."""
    if films_before is not None and films < (1 - MAX_LOSS) * films_before:
        raise LossError(f"{films:,} films, where the current catalog has {films_before:,}")


def _is_loss(finding: Finding) -> bool:
    """Whether a finding is of rows that are turned away, or of cells that cannot be read."""
    if finding.severity is Severity.DROPPED:
        return finding.rule not in NO_FAULT
    return finding.severity is Severity.NULLED and UNREADABLE in finding.rule
