"""Further sources fill in what the first does not know of its films."""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.data.rows import Row
from etl import pipeline
from etl.frames import Frames
from etl.identity import Key
from etl.sources.combined import combined
from etl.sources.raw import About, Raw
from tests.support.builders import cast_credit, credits_of, film, raw

DRAMA, CRIME = {"id": 18, "name": "Drama"}, {"id": 80, "name": "Crime"}


def made_of(base: Raw, *films: Row, **others: Any) -> Frames:
    """What the ETL makes of a base to which one source is added."""
    other = raw(films)._replace(format="another", **others)
    return pipeline.run(combined(base, [other]))


def only(made: Frames) -> dict[str, Any]:
    (row,) = made.tables["movies"].to_dicts()
    return row


def found(made: Frames) -> dict[tuple[str, str], tuple[int, str | None]]:
    return {(f.table, f.rule): (f.rows, f.example) for f in made.findings}


def test_cells_that_the_first_source_does_not_know_come_from_another() -> None:
    given = {"runtime": "97", "overview": "Other.", "budget": "5000", "poster_path": "/b.jpg"}
    made = made_of(raw([film(1, overview="Own.", revenue="9000")]), film(1, "Another", **given))
    row = only(made)
    assert (row["title"], row["overview"], row["runtime"]) == ("A Film", "Own.", 97)
    assert (row["poster_path"], row["return_ratio"]) == ("/b.jpg", 1.8)


def test_what_two_sources_disagree_about_is_counted_with_an_example() -> None:
    base = raw([film(1, "Heat", runtime="170"), film(2, runtime="90"), film(3, runtime="80")])
    added = [film(1, runtime="171"), film(2, runtime="90"), film(3)]
    made = made_of(base, *added)
    assert made.tables["movies"].sort("number")["runtime"].to_list() == [170, 90, 80]
    rule = "runtime is another in another, and the first is taken"
    assert found(made)["movies", rule] == (1, "Heat: 170, not 171")


def test_films_that_only_the_other_source_knows_are_counted_and_rows_balance() -> None:
    made = made_of(raw([film(1)]), film(1), film(7, "Alien"), film(1), film("x"))
    assert len(made.tables["movies"]) == 1
    table = "movies of another"
    assert found(made)[table, "no such film"] == (1, "Alien")
    assert (made.read[table], made.kept[table]) == (4, 1)
    dropped = [f.rows for f in made.findings if f.table == table and f.severity.name == "DROPPED"]
    assert sum(dropped) == 3


def test_films_are_joined_by_what_the_addition_calls_them() -> None:
    base = raw([film(949, imdb_id="tt0113277")])
    made = made_of(base, film("tt0113277", runtime="170"), key=Key.IMDB)
    assert only(made)["runtime"] == 170


def test_films_are_joined_by_imdb_id_where_the_first_source_has_no_other() -> None:
    base = raw([film("tt0113277", imdb_id="tt0113277"), film("tt0000007")])
    base = base._replace(key=Key.IMDB, credits=None)
    added = [film(949, imdb_id="tt0113277", runtime="170"), film(5)]
    other = raw(added, credits=[credits_of(949, [cast_credit(31, "Al Pacino")])])
    made = pipeline.run(combined(base, [other]))
    number = 1_000_000_113_277
    runtimes = made.tables["movies"].sort("number").select("number", "runtime").rows()
    assert runtimes == [(1_000_000_000_007, None), (number, 170)]
    assert made.tables["cast"].select("movie", "name").rows() == [(number, "Al Pacino")]


def test_a_film_needs_nothing_but_an_id_to_add_to_another() -> None:
    made = made_of(raw([film(1)]), film(1, None, release_date=None, runtime="97"))
    assert only(made)["runtime"] == 97


def test_votes_come_from_the_first_source_that_has_any() -> None:
    votes = {"vote_count": "100", "vote_average": "8"}
    rated = raw([film(1), film(2, vote_count="3", vote_average="5")])
    kept = made_of(rated, film(1, **votes)).tables["movies"].sort("number")
    assert kept["vote_count"].to_list() == [0, 3]
    taken = only(made_of(raw([film(1)]), film(1, **votes)))
    assert (taken["vote_count"], taken["vote_average"]) == (100, 8)
    assert taken["weighted_rating"] is not None


def test_a_day_wins_over_the_year_alone_if_the_year_is_the_same() -> None:
    base = raw([film(1, release_date="1995-01-01"), film(2, release_date="1995-01-01")])
    made = made_of(base, film(1, release_date="1995-12-15"), film(2, release_date="1996-02-02"))
    rows = made.tables["movies"].sort("number")
    assert rows["release_date"].to_list() == [date(1995, 12, 15), date(1995, 1, 1)]
    assert rows["release_month"].to_list() == [12, 1]
    assert rows["date_precision"].to_list() == ["day", "year"]


def test_a_film_is_for_adults_if_any_source_says_so() -> None:
    assert only(made_of(raw([film(1)]), film(1, adult="True")))["adult"] is True
    assert only(made_of(raw([film(1, adult="True")]), film(1)))["adult"] is True


def test_genres_come_from_the_first_source_that_has_any_of_the_film() -> None:
    base = raw([film(1, genres=[DRAMA]), film(2)])
    made = made_of(base, film(1, genres=[CRIME]), film(2, genres=[CRIME, DRAMA]))
    genres = made.links["genre"].sort("movie", "position").select("movie", "genre").rows()
    assert genres == [(1, 18), (2, 80), (2, 18)]
    assert made.filled["genres"] == ["another"]


def test_a_name_without_a_number_means_the_thing_that_has_one() -> None:
    pixar = {"id": 3, "name": "Pixar"}
    base = raw([film(1, production_companies=[pixar]), film(2)])
    named = [{"id": None, "name": "Pixar"}, {"id": None, "name": "Ghibli"}]
    other = film(2, production_companies=named)
    made = made_of(base, other, by_name=("production_companies",))
    companies = made.tables["companies"].select("tmdb_id", "name").rows()
    assert companies == [(3, "Pixar"), (None, "Ghibli")]


def test_the_catalog_says_which_columns_come_from_which_source() -> None:
    own = About("a test", "First", "Free.", "By one.")
    other = About("another", "Second", "Not free.", "By another.")
    base = raw([film(1, runtime="97", release_date="1999-05-04")])._replace(sources=(own,))
    added = film(1, overview="Other.", release_date="2001-02-03")
    made = made_of(base, added, film(2), sources=(other,))
    account = made.account()
    assert account["sources"] == [
        {
            "name": "First",
            "rows": 1,
            "terms": "Free.",
            "attribution": "By one.",
            "latest": "1999-05-04",
        },
        {
            "name": "Second",
            "rows": 2,
            "terms": "Not free.",
            "attribution": "By another.",
            "latest": "2001-02-03",
        },
    ]
    assert account["columns"]["movies"] == ["First"]
    assert account["columns"]["movies.overview"] == ["First", "Second"]
    assert "movies.runtime" not in account["columns"]
