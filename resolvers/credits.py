"""Crew credits of one department or job, the same for a film and for a person."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.rows import CrewRow
from catalog.tables import CrewCredits


def crew_of(
    credits: CrewCredits, rows: Sequence[CrewRow], department: str | None, job: str | None
) -> Sequence[CrewRow]:
    """Those of the `rows` with exactly this department and job; None allows any."""
    if department is not None:
        rows = [row for row in rows if credits.department[row] == department]
    if job is not None:
        rows = [row for row in rows if credits.job[row] == job]
    return rows
