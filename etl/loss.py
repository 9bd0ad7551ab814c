"""Whether a build would lose so much that it must not take the place of what is served."""

from __future__ import annotations

from catalog.enums import Severity
from etl.errors import LossError
from etl.pipeline import Frames

MAX_LOSS = 0.2
"""The share of the films of a source that one rule may turn away, and by which a catalog may
shrink.  Of The Movies Dataset no rule turns away more than 0.2 %; of sources that another program
had rewritten, most of the films."""


def refuse_loss(frames: Frames, films_before: int | None) -> None:
    """Refuse a source of which too much is lost.

    Parameters
    ----------
    films_before
        Films of the current catalog; None if there is none.

    Raises
    ------
    LossError
        A rule turns away more than `MAX_LOSS` of the films, or the catalog would have so many fewer
        than the current one.
    """
    read = frames.read["movies"]
    for finding in frames.findings:
        dropped = finding.table == "movies" and finding.severity is Severity.DROPPED
        if dropped and finding.rows > MAX_LOSS * read:
            example = "" if finding.example is None else f", such as {finding.example!r}"
            raise LossError(f"{finding.rule}: {finding.rows:,} of {read:,} films{example}")
    refuse_shrinking(frames.kept["movies"], films_before)


def refuse_shrinking(films: int, films_before: int | None) -> None:
    """Refuse to go from a catalog to one of far fewer films; see `refuse_loss`."""
    if films_before is not None and films < (1 - MAX_LOSS) * films_before:
        raise LossError(f"{films:,} films, where the current catalog has {films_before:,}")
