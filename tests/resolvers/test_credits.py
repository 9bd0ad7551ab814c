"""Choosing among credits."""

from __future__ import annotations

import pytest

from catalog.rows import CrewRow
from catalog.tables import CrewCredits
from resolvers.credits import crew_of
from tests.support.builders import table

CREDITS: CrewCredits = table(
    CrewCredits,
    department=["Directing", "Writing", "Writing", "Directing"],
    job=["Director", "Screenplay", "Story", "Script Supervisor"],
)
EVERY = [CrewRow(row) for row in range(4)]


@pytest.mark.parametrize(
    ("department", "job", "expected"),
    [
        (None, None, [0, 1, 2, 3]),
        ("Directing", None, [0, 3]),
        (None, "Story", [2]),
        ("Directing", "Director", [0]),
        ("Writing", "Director", []),
        ("directing", None, []),
        ("", None, []),
    ],
)
def test_credits_are_chosen_by_exact_department_and_job(
    department: str | None, job: str | None, expected: list[int]
) -> None:
    assert crew_of(CREDITS, EVERY, department, job) == expected
