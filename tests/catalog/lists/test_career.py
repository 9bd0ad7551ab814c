"""One side of a person's work: exact jobs, and what an actor directed left out."""

from __future__ import annotations

import statistics
from pathlib import Path

import pytest

from catalog.catalog import Catalog
from catalog.enums import Role
from catalog.rows import PersonRow
from tests.support import builders
from tests.support.builders import (
    cast_credit,
    credits_of,
    crew_credit,
    film,
)
from tests.support.random_catalogs import PEOPLE, Facts, Small

MONEY = {"budget": "2000", "revenue": "6000"}
DIRECTOR, EDITOR = {"job": "Director"}, {"job": "Editor"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Ann acts in 1, 2, 3 and 5 and directs 2 and 4; film 5 is an adult one."""
    folder: Path = tmp_path_factory.mktemp("careers")
    return builders.catalog(
        folder,
        film(1, **MONEY),
        film(2, budget="1000", revenue="1000"),
        film(3, budget="7", revenue="7000"),
        film(4, revenue="9000"),
        film(5, adult="True", **MONEY),
        film(6, budget="4000", revenue="2000"),
        credits=[
            credits_of(1, [cast_credit(1, "Ann", credit_id="a")]),
            credits_of(
                2,
                [cast_credit(1, "Ann", credit_id="b"), cast_credit(1, "Ann", credit_id="c")],
                [crew_credit(1, "Ann", credit_id="d"), crew_credit(2, "Bob", credit_id="e")],
            ),
            credits_of(3, [cast_credit(1, "Ann", credit_id="f")]),
            credits_of(4, [], [crew_credit(1, "Ann", credit_id="g")]),
            credits_of(
                5, [cast_credit(1, "Ann", credit_id="h")], [crew_credit(1, "Ann", credit_id="i")]
            ),
            credits_of(
                6,
                [],
                [
                    crew_credit(1, "Ann", credit_id="j", job="Director of Photography"),
                    crew_credit(1, "Ann", credit_id="k", job="Novel"),
                    crew_credit(1, "Ann", credit_id="l", job="Story"),
                    crew_credit(2, "Bob", credit_id="m", job="Executive Producer"),
                    crew_credit(2, "Bob", credit_id="n", job="Associate Producer"),
                ],
            ),
        ],
    )


@pytest.mark.parametrize(
    ("person", "role", "films"),
    [
        (0, Role.ACTOR, [1, 3]),
        (0, Role.DIRECTOR, [2, 4]),
        (0, Role.WRITER, [6]),
        (0, Role.PRODUCER, []),
        (0, Role.CREW, [2, 4, 6]),
        (1, Role.ACTOR, []),
        (1, Role.DIRECTOR, [2]),
        (1, Role.PRODUCER, [6]),
    ],
)
def test_each_role_has_its_films_once_and_never_adult_ones(
    made: Catalog, person: int, role: Role, films: list[int]
) -> None:
    found = made.career(PersonRow(person), role, include_self_directed=False)
    assert [made.movies.tmdb_id[row] for row in found.rows.tolist()] == films
    assert found.movie_count == len(films)


def test_an_actor_can_have_what_the_actor_directed(made: Catalog) -> None:
    found = made.career(PersonRow(0), Role.ACTOR, include_self_directed=True)
    assert [made.movies.tmdb_id[row] for row in found.rows.tolist()] == [1, 2, 3]
    assert (found.total_return, found.average_return, found.median_return) == (4, 2, 2)


def test_money_is_over_the_films_with_a_return_alone(made: Catalog) -> None:
    """Film 3 has a budget that nobody believes, film 4 none."""
    actor = made.career(PersonRow(0), Role.ACTOR, include_self_directed=False)
    assert (actor.movie_count, actor.financed_count) == (2, 1)
    assert (actor.total_return, actor.average_return, actor.median_return) == (3, 3, 3)
    assert (actor.total_budget, actor.total_revenue) == (2000, 6000)
    crew = made.career(PersonRow(0), Role.CREW, include_self_directed=False)
    assert (crew.financed_count, crew.total_return, crew.average_return) == (2, 1.5, 0.75)


def test_a_career_of_no_films_has_no_mean(made: Catalog) -> None:
    none = made.career(PersonRow(1), Role.ACTOR, include_self_directed=False)
    assert (none.movie_count, none.financed_count, none.total_return) == (0, 0, 0)
    assert (none.average_return, none.median_return) == (None, None)
    assert (none.total_budget, none.total_revenue) == (0, 0)


def worked(film: Facts, person: int, role: Role, *, include: bool) -> bool:
    """Whether the film is part of the career."""
    jobs = {job for someone, job in film.crew if someone == person}
    if role is Role.ACTOR:
        return person in film.cast and (include or "Director" not in jobs)
    return bool(jobs) if role is Role.CREW else bool(jobs & set(role.value))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("include", [True, False])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_career_is_what_plain_python_says(
    smalls: list[Small], person: int, role: Role, include: bool
) -> None:
    small = smalls[-1]
    row = small.catalog.by_number(small.catalog.people, str(person))
    assert row is not None
    found = small.catalog.career(row, role, include_self_directed=include)
    films = [
        film
        for film in small.films
        if worked(film, person, role, include=include) and not film.adult
    ]
    returns = [value for film in films if (value := film.return_ratio) is not None]
    assert (found.movie_count, found.financed_count) == (len(films), len(returns))
    assert found.total_return == pytest.approx(sum(returns))
    if returns:
        assert found.average_return == pytest.approx(statistics.fmean(returns))
        assert found.median_return == pytest.approx(statistics.median(returns))
