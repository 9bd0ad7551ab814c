"""Frames to tables: keys become row numbers, lists of credits become runs."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from catalog import tables
from catalog.enums import DatePrecision, Gender, MovieStatus
from tests.support.builders import (
    cast_credit,
    credits_of,
    crew_credit,
    film,
    loaded,
)
from tests.support.laws import slow_law

DRAMA, CRIME = {"id": 18, "name": "Drama"}, {"id": 80, "name": "Crime"}


def the_set(number: int = 3) -> dict[str, Any]:
    return {"id": number, "name": "The Set", "poster_path": "/p.jpg", "backdrop_path": "/b.jpg"}


def load(*films: Any, **others: Any) -> Any:
    """The tables as attributes of one thing."""

    class Tables:
        """Each table under its name."""

    made = Tables()
    vars(made).update(loaded(*films, **others))
    return made


def column(table: Any, name: str) -> list[Any]:
    """All cells of a column."""
    return [table.column(name)[row] for row in range(len(table))]


def test_films_stand_in_the_order_of_their_numbers() -> None:
    movies = load(film(30, "C"), film(10, "A"), film(20, "B")).movies
    assert column(movies, "tmdb_id") == [10, 20, 30]
    assert column(movies, "title") == ["A", "B", "C"]


def test_typed_cells_become_typed_columns() -> None:
    movies = load(
        film(
            1,
            release_date="1994-01-01",
            status="Post Production",
            runtime="81.0",
            revenue="2787965087",
            adult="True",
        )
    ).movies
    assert movies.release_date[0] == date(1994, 1, 1)
    assert (movies.release_year[0], movies.release_month[0], movies.release_weekday[0]) == (
        *(1994, 1, 6),
    )
    assert movies.date_precision[0] is DatePrecision.YEAR
    assert movies.status[0] is MovieStatus.POST_PRODUCTION
    assert (movies.runtime[0], movies.revenue[0], movies.adult[0]) == (81, 2787965087, True)
    assert (movies.budget[0], movies.tagline[0], movies.collection[0]) == (None, None, None)
    assert movies.genres[0] == []


def test_mentions_become_rows_in_the_order_of_the_source_and_back() -> None:
    made = load(film(2, genres=[CRIME, DRAMA]), film(1, genres=[DRAMA]), film(3))
    assert column(made.genres, "name_en") == ["Drama", "Crime"]
    assert column(made.movies, "genres") == [[0], [1, 0], []]
    assert column(made.genres, "movies") == [[0, 1], [1]]
    assert column(made.genres, "movie_count") == [2, 1]


def test_adult_films_are_listed_but_not_counted() -> None:
    genres = load(film(1, genres=[DRAMA]), film(2, genres=[DRAMA], adult="True")).genres
    assert (column(genres, "movies"), column(genres, "movie_count")) == ([[0, 1]], [1])


def test_the_films_of_a_collection_stand_by_release_date() -> None:
    made = load(
        film(1, release_date="2003-01-02", belongs_to_collection=the_set()),
        film(2, release_date="2001-01-02", belongs_to_collection=the_set()),
        film(3),
        film(4, release_date="2002-01-02", belongs_to_collection=the_set()),
    )
    assert column(made.collections, "movies") == [[1, 3, 0]]
    assert column(made.movies, "collection") == [0, 0, None, 0]
    assert column(made.collections, "poster_path") == ["/p.jpg"]


def test_a_film_that_names_two_collections_is_in_the_first() -> None:
    made = load(film(1, belongs_to_collection=[the_set(5), the_set(3)]), film(2))
    assert column(made.movies, "collection") == [0, None]
    assert column(made.collections, "tmdb_id") == [5]


def test_a_language_lists_the_films_first_made_in_it_and_not_those_where_it_is_spoken() -> None:
    made = load(
        film(1, original_language="fr", spoken_languages=[{"iso_639_1": "en", "name": "English"}]),
        film(2, original_language="en"),
        film(3),
    )
    assert column(made.languages, "code") == ["en", "fr"]
    assert column(made.languages, "movies") == [[1], [0]]
    assert column(made.movies, "original_language") == [1, 0, None]
    assert column(made.movies, "spoken_languages") == [[0], [], []]
    assert column(made.languages, "source_name") == ["English", None]


def test_the_cast_of_a_film_is_a_run_in_billing_order() -> None:
    made = load(
        film(1),
        film(2),
        film(3),
        credits=[
            credits_of(3, [cast_credit(9, order=0, credit_id="d")]),
            credits_of(
                1,
                [
                    cast_credit(7, order=2, credit_id="c"),
                    cast_credit(8, order=0, credit_id="a"),
                    cast_credit(9, order=1, credit_id="b"),
                ],
            ),
        ],
    )
    assert column(made.cast, "credit_id") == ["a", "b", "c", "d"]
    assert column(made.movies, "cast") == [range(3), range(3, 3), range(3, 4)]
    assert column(made.movies, "cast_count") == [3, 0, 1]
    assert column(made.cast, "movie") == [0, 0, 0, 2]
    assert column(made.people, "tmdb_id") == [7, 8, 9]
    assert column(made.cast, "person") == [1, 2, 0, 2]
    assert column(made.people, "cast") == [[2], [0], [1, 3]]


def test_credits_with_the_same_billing_keep_the_order_of_the_source() -> None:
    same = [cast_credit(n, order=5, credit_id=f"c{n}") for n in (9, 7, 8)]
    made = load(film(1), credits=[credits_of(1, same)])
    assert column(made.cast, "credit_id") == ["c9", "c7", "c8"]


def test_the_crew_of_a_film_keeps_the_order_of_the_source() -> None:
    crew = [
        crew_credit(9, job="Editor", department="Editing", credit_id="b"),
        crew_credit(7, job="Director", department="Directing", credit_id="a"),
    ]
    made = load(film(1), credits=[credits_of(1, (), crew)])
    assert column(made.crew, "job") == ["Editor", "Director"]
    assert column(made.crew, "department") == ["Editing", "Directing"]
    assert column(made.movies, "crew_count") == [2]
    assert column(made.people, "crew") == [[1], [0]]


def test_directors_are_listed_once_however_often_credited() -> None:
    crew = [
        crew_credit(9, credit_id="a"),
        crew_credit(7, job="Writer", credit_id="b"),
        crew_credit(8, credit_id="c"),
        crew_credit(9, department="Other", credit_id="d"),
    ]
    made = load(film(1), film(2), credits=[credits_of(1, (), crew)])
    people = column(made.people, "tmdb_id")
    assert [[people[row] for row in rows] for rows in column(made.movies, "directors")] == [
        [9, 8],
        [],
    ]


def test_a_film_counts_once_for_a_person_in_several_parts() -> None:
    made = load(
        film(1),
        film(2),
        film(3, adult="True"),
        credits=[
            credits_of(1, [cast_credit(5, credit_id="a")], [crew_credit(5, credit_id="b")]),
            credits_of(2, (), [crew_credit(5, credit_id="c")]),
            credits_of(3, [cast_credit(5, credit_id="d")]),
        ],
    )
    assert column(made.people, "movies") == [[0, 1, 2]]
    assert column(made.people, "movie_count") == [2]
    assert column(made.people, "gender") == [None]


def test_genders_become_members_of_their_enum() -> None:
    cast = [cast_credit(n, gender=n, credit_id=str(n)) for n in (1, 2, 3, 4)]
    people = load(film(1), credits=[credits_of(1, cast)]).people
    assert column(people, "gender") == [Gender.FEMALE, Gender.MALE, Gender.NON_BINARY, None]


def test_ratings_stand_by_film_and_user() -> None:
    made = load(
        film(1),
        film(2),
        links=[{"movieId": "10", "tmdbId": "2"}, {"movieId": "11", "tmdbId": "1"}],
        ratings=[
            {"userId": user, "movieId": lens, "rating": stars, "timestamp": "1260759144"}
            for user, lens, stars in (("4", "10", "2.5"), ("3", "10", "0.5"), ("9", "11", "5"))
        ],
    )
    ratings = made.ratings
    assert column(ratings, "movie") == [0, 1, 1]
    assert column(ratings, "user") == [9, 3, 4]
    assert column(ratings, "rating") == [5, 0.5, 2.5]
    assert ratings.rated_at[0] == 1260759144


def test_without_films_every_table_is_empty() -> None:
    made = loaded()
    assert list(made) == [kind.table_name for kind in tables.TABLES]
    assert {len(table) for table in made.values()} == {0}


def test_numbers_as_great_as_they_may_be_are_loaded() -> None:
    most = 2**31 - 1
    made = load(
        film(most, vote_count=str(most), runtime="32767", budget="1e308", revenue="1e308"),
        credits=[credits_of(most, [cast_credit(most, cast_id=most, order=most)])],
    )
    assert (made.movies.tmdb_id[0], made.movies.vote_count[0]) == (most, most)
    assert (made.movies.runtime[0], made.movies.return_ratio[0]) == (32767, 1)
    assert (made.cast.cast_id[0], made.cast.order[0], made.people.tmdb_id[0]) == (most,) * 3


@slow_law
@given(
    st.lists(
        st.tuples(st.lists(st.integers(1, 6), max_size=4), st.lists(st.integers(1, 6), max_size=4)),
        max_size=5,
    )
)
def test_edges_lead_from_films_to_things_and_credits_and_back(
    films: list[tuple[list[int], list[int]]],
) -> None:
    made = load(
        *(
            film(100 - n, genres=[{"id": g, "name": f"G{g}"} for g in genres])
            for n, (genres, _) in enumerate(films)
        ),
        credits=[
            credits_of(
                100 - n, [cast_credit(p, credit_id=f"{n} {at}") for at, p in enumerate(people)]
            )
            for n, (_, people) in enumerate(films)
        ],
    )
    numbers = column(made.movies, "tmdb_id")
    genres, people = column(made.genres, "tmdb_id"), column(made.people, "tmdb_id")
    for n, (mentioned, credited) in enumerate(films):
        row = numbers.index(100 - n)
        assert [genres[g] for g in made.movies.genres[row]] == list(dict.fromkeys(mentioned))
        assert [people[made.cast.person[c]] for c in made.movies.cast[row]] == credited
    there = {(m, g) for m in range(len(numbers)) for g in made.movies.genres[m]}
    assert {(m, g) for g in range(len(genres)) for m in made.genres.movies[g]} == there
    both = {(made.cast.movie[c], made.cast.person[c]) for c in range(len(made.cast))}
    assert {(m, p) for p in range(len(people)) for m in made.people.movies[p]} == both
