"""Lists of films that are commonly held to be alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import EvaluationError
from model.evaluation.expert_lists import ExpertLists
from tests.model.films import Film, catalog_of

FILMS = catalog_of(
    Film(title="Heat", year=1995),
    Film(title="Heat", year=1986),
    Film(title="Thief", year=1981),
    Film(title="Amélie", year=2001),
    Film(title="Heat", year=1995, votes=9),
)


def read(file: Path, text: str) -> ExpertLists:
    file.write_text(text, "utf-8")
    return ExpertLists.read(file, FILMS)


def test_a_title_and_a_year_mean_one_film_and_a_similar_title_all_that_have_it(
    tmp_path: Path,
) -> None:
    found = read(
        tmp_path / "lists.csv",
        "title,year,similar\nHEAT,1995,thief\nHeat,1995,Nothing\namelie,2001,Heat\nJaws,1975,Heat\n",
    )
    assert found.lists == {3: {0, 1, 4}, 4: {2}}


def test_the_share_is_of_ten_films_and_the_mean_over_the_lists(tmp_path: Path) -> None:
    lists = read(tmp_path / "lists.csv", "title,year,similar\nHeat,1995,Thief\nAmélie,2001,Heat\n")
    assert lists.share({4: [2, 3], 3: [2, 0, 1]}) == pytest.approx((0.1 + 0.2) / 2)
    assert lists.share({4: [*range(100, 110), 2], 3: []}) == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title,similar\nHeat,Thief\n", "the columns title, year, a number, and similar"),
        ("title,year,similar\nHeat,old,Thief\n", "the columns title, year, a number, and similar"),
        ("title,year,similar\nHeat\n", "the columns title, year, a number, and similar"),
        ("title,year,similar\nJaws,1975,Heat\n", "films of the catalog; found none in 1 rows"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error(text: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=expected):
        read(tmp_path / "lists.csv", text)
