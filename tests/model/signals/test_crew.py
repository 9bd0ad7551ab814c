"""CREW: weights by job."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from model.signals.crew import crew
from tests.model.films import Film, catalog_of


def row_of(*credits: tuple[str, str]) -> list[float]:
    """The row of a film with these credits; people get columns in alphabetical order."""
    block: csr_matrix = crew().fit_transform(catalog_of(Film(crew=credits), Film()))
    cells: list[float] = block.toarray()[0].tolist()
    return cells


@pytest.mark.parametrize(
    ("job", "weight"),
    [
        ("Writer", 0.6),
        ("Screenplay", 0.6),
        ("Novel", 0.6),
        ("Author", 0.6),
        ("Story", 0.5),
        ("Characters", 0.4),
        ("Original Music Composer", 0.4),
        ("Music", 0.3),
        ("Director of Photography", 0.3),
    ],
)
def test_a_job_counts_by_how_much_it_shapes_a_film(job: str, weight: float) -> None:
    director, other = row_of(("a", "Director"), ("b", job))
    assert other / director == pytest.approx(weight)


def test_of_several_jobs_a_persons_weightiest_counts() -> None:
    writer_too, composer = row_of(("a", "Music"), ("a", "Writer"), ("b", "Original Music Composer"))
    assert composer / writer_too == pytest.approx(0.4 / 0.6)


def test_other_jobs_do_not_count() -> None:
    assert row_of(("a", "Director"), ("b", "Gaffer"), ("c", "Producer")) == [1, 0, 0]
    assert row_of(("a", "Gaffer")) == [0]


def test_the_director_of_one_film_counts_too() -> None:
    block = crew().fit_transform(
        catalog_of(Film(crew=[("a", "Director")]), Film(crew=[("b", "Director")]))
    )
    assert np.array_equal(block.toarray(), np.eye(2))
