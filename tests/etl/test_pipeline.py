"""Raw rows to frames: the account of every row, and the traps of real data."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterable
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.data.rows import Row
from catalog.enums import Severity
from etl import load, pipeline
from etl.frames import Frames
from etl.sources.raw import METADATA, OVERFLOW, RATINGS, Raw
from etl.tables import links
from etl.workers import Job, Tables
from tests.support.builders import cast_credit, credits_of, crew_credit, film, frames, raw, whole
from tests.support.laws import slow_law

DRAMA = {"id": 18, "name": "Drama"}
IDS = ("", None, "0", "x", "9", "3.0", "1e400", "2147483648")
texts = st.none() | st.text(max_size=6) | st.sampled_from(["  ", "tt0000001", "\x1f", "/a.jpg"])
numbers = st.sampled_from(["0", "5", "1e400", "nan", "-1", "2787965087", "", None, "x"])
days = st.sampled_from(["2000-01-01", "0000-00-00", "0000-01-01", "9999-12-31", "1", " ", None])
sound_records = st.builds(
    lambda n, name, code: {
        **cast_credit(n % 5 + 1, name, credit_id=f"c{n}", order=n),
        "department": "Sound",
        "job": "Director",
        "iso_3166_1": code.upper(),
        "iso_639_1": code,
    },
    st.integers(1, 30),
    st.sampled_from(["Ida", "Max"]),
    st.sampled_from(["en", "fr", "qq"]),
)
dirty_cells = st.one_of(
    st.none(), st.integers(-2, 2), st.just(2**40), st.text(max_size=4), st.floats(), st.just((1,))
)
dirty_records = st.builds(
    lambda record, name, cell: {**record, name: cell},
    sound_records,
    st.sampled_from([*sorted(cast_credit(1)), "job", "department", "iso_3166_1", "iso_639_1"]),
    dirty_cells,
)
sound_lists = st.lists(sound_records, max_size=4).map(repr)
dirty_lists = st.one_of(
    st.lists(sound_records | dirty_records, max_size=4).map(repr),
    st.lists(sound_records, max_size=4).map(json.dumps),
    st.sampled_from(["[]", "", None, "[{", "0.065736", "[[]]", "[{}]", "{'id': 1, 'name': 'A'}"]),
)
LISTS = tuple(link.cell for link in links.LINKS)
NUMBERS = ("budget", "revenue", "runtime", "popularity", "vote_count", "vote_average")
Cells = dict[str, st.SearchStrategy[Any]]


def rows(sound: Cells, dirt: Cells, size: int) -> st.SearchStrategy[list[Row]]:
    """Rows of sound cells, up to two of which are dirty instead."""
    places = st.sets(st.sampled_from(sorted(dirt)), max_size=2)
    row = st.builds(
        lambda good, bad, names: {**good, **{name: bad[name] for name in names}},
        st.fixed_dictionaries(sound),
        st.fixed_dictionaries(dirt),
        st.just(set[str]()) | places,
    )
    return st.lists(row, max_size=size)


ids, overflow = st.sampled_from(["1", "2", "3"]), {OVERFLOW: st.just("x")}
bad_ids = st.sampled_from(IDS)
films = rows(
    {
        **dict.fromkeys(LISTS, sound_lists),
        "id": ids,
        "title": st.sampled_from(["Heat", "The Heat"]),
        "release_date": st.just("1999-05-04"),
        "adult": st.sampled_from(["True", "False"]),
        "vote_count": st.sampled_from(["0", "7"]),
        "original_language": st.sampled_from(["en", "de"]),
    },
    {
        **dict.fromkeys(METADATA, texts),
        **dict.fromkeys(LISTS, dirty_lists),
        **dict.fromkeys(NUMBERS, numbers),
        **overflow,
        "id": bad_ids,
        "release_date": days,
    },
    size=6,
)
credit_lists = rows(
    {"id": ids, "cast": sound_lists, "crew": sound_lists},
    {"id": bad_ids, "cast": dirty_lists, "crew": dirty_lists, **overflow},
    size=6,
)
keyword_lists = rows(
    {"id": ids, "keywords": sound_lists},
    {"id": bad_ids, "keywords": dirty_lists, **overflow},
    size=4,
)
lens_links = rows({"movieId": ids, "tmdbId": ids}, {"movieId": bad_ids, "tmdbId": bad_ids}, size=5)
ratings = rows(
    {"userId": ids, "movieId": ids, "rating": st.just("4.5"), "timestamp": st.just("1260759144")},
    {"userId": bad_ids, "movieId": bad_ids, "rating": numbers, "timestamp": numbers},
    size=6,
)
dirty_files = st.tuples(
    films, credit_lists, st.none() | keyword_lists, st.none() | lens_links, st.none() | ratings
)
dirty_sources = dirty_files.map(lambda files: raw(*files))


def assert_accounted(frames: Frames) -> None:
    """Every row that was read was kept or turned away under one rule."""
    account = frames.account()
    assert account["read"].keys() == account["kept"].keys()
    for table, read in account["read"].items():
        dropped = [
            finding["rows"]
            for finding in account["findings"]
            if finding["table"] == table and finding["severity"] == "DROPPED"
        ]
        assert account["kept"][table] + sum(dropped) == read, table


@slow_law
@given(dirty_sources)
def test_whatever_the_source_holds_every_row_is_accounted_for_and_can_be_loaded(
    source: Raw,
) -> None:
    frames = pipeline.run(source)
    assert_accounted(frames)
    assert frames.read["movies"] == len(whole(source.metadata))
    assert frames.read["credit_lists"] == len(whole(source.credits))
    if source.keywords is not None:
        assert frames.read["keyword_lists"] == len(whole(source.keywords))
    if source.links is not None and source.ratings is not None:
        assert frames.read["lens_links"] == len(whole(source.links))
        assert frames.read["ratings"] == len(whole(source.ratings))
    json.dumps(frames.account())
    tables = {table.table_name: table for table in load.load(frames)}
    assert len(tables["movies"]) == frames.kept["movies"]
    assert len(tables["cast"]) == frames.kept["cast"]
    assert len(tables["crew"]) == frames.kept["crew"]


@slow_law
@given(dirty_files, st.integers(1, 4))
def test_it_does_not_matter_in_which_pieces_a_source_comes(files: Any, size: int) -> None:
    one, several = pipeline.run(raw(*files)), pipeline.run(raw(*files, size=size))
    assert several.account() == one.account()
    for made, other in ((one.tables, several.tables), (one.links, several.links)):
        assert made.keys() == other.keys()
        for name, table in made.items():
            assert table.equals(other[name]), name


def test_jobs_may_be_done_in_any_order_and_in_another_process() -> None:
    source = raw(
        [film(n, f"Film {n}", genres=[DRAMA]) for n in (3, 1, 3, 2)],
        [credits_of(n, [cast_credit(5, credit_id=f"c{n}")]) for n in (1, 9, 2)],
        size=2,
    )

    def backwards(jobs: Iterable[Job]) -> list[Tables]:
        sent = [pickle.dumps(job) for job in jobs]
        return [pickle.loads(job)() for job in reversed(sent)][::-1]

    one, other = pipeline.run(source), pipeline.run(source, backwards)
    assert other.account() == one.account()
    for name, table in one.tables.items():
        assert table.equals(other.tables[name]), name


def findings(frames: Frames) -> set[tuple[str, str, int]]:
    return {(f.table, f.rule, f.rows) for f in frames.findings}


def test_a_film_without_genres_stays_a_film() -> None:
    made = frames(
        film(1, genres=[DRAMA]), film(2, genres=[]), film(3, genres=""), film(4, genres="[{'i")
    )
    assert made.tables["movies"]["tmdb_id"].to_list() == [1, 2, 3, 4]
    assert made.links["genre"]["movie"].to_list() == [1]
    assert made.read["movie_genres"] == 1


def test_of_repeated_films_only_the_kept_one_mentions_things() -> None:
    made = frames(film(1, genres=[DRAMA]), film(1, genres=[{"id": 80, "name": "Crime"}]))
    assert made.tables["genres"]["tmdb_id"].to_list() == [18]
    assert made.read["movie_genres"] == 1


def test_films_that_were_turned_away_leave_nothing_behind() -> None:
    made = frames(
        film(1, release_date=None, genres=[DRAMA], original_language="fr"),
        credits=[credits_of(1, [cast_credit(5)])],
    )
    sizes = {name: len(table) for name, table in made.tables.items()}
    assert set(sizes.values()) == {0}
    assert ("credit_lists", "no such film", 1) in findings(made)
    assert_accounted(made)


def test_the_rows_of_every_table_are_counted() -> None:
    made = frames(
        film(1, genres=[DRAMA, DRAMA], spoken_languages=[{"iso_639_1": "en", "name": ""}]),
        film(1),
        film("x"),
        credits=[
            credits_of(1, [cast_credit(5), cast_credit(None)], [crew_credit(6)]),
            credits_of(2),
        ],
        keywords=[{"id": "1", "keywords": "[{'id': 7, 'name': 'toy'}]"}, {"id": "x"}],
        links=[{"movieId": "10", "tmdbId": "1"}, {"movieId": "11", "tmdbId": ""}],
        ratings=[dict(zip(RATINGS, row, strict=True)) for row in (("3", "10", "4", "1"), "3114")],
    )
    assert made.read == {
        "movies": 3,
        "movie_belongs_to_collection": 0,
        "movie_genres": 2,
        "movie_production_companies": 0,
        "movie_production_countries": 0,
        "movie_spoken_languages": 1,
        "keyword_lists": 2,
        "movie_keywords": 1,
        "credit_lists": 2,
        "cast": 2,
        "crew": 1,
        "lens_links": 2,
        "ratings": 2,
    }
    assert made.kept == {
        **made.read,
        "movies": 1,
        "movie_genres": 1,
        "keyword_lists": 1,
        "credit_lists": 1,
        "cast": 1,
        "lens_links": 1,
        "ratings": 1,
    }
    assert_accounted(made)


def test_the_account_is_json_with_the_names_of_severities() -> None:
    account = frames(film(1, runtime="0"), film(1)).account()
    assert json.loads(json.dumps(account)) == account
    assert account["findings"] == [
        {
            "table": "movies",
            "rule": "repeated number",
            "severity": "DROPPED",
            "rows": 1,
            "example": "1",
        },
        {
            "table": "movies",
            "rule": "runtime 0 means unknown",
            "severity": "NULLED",
            "rows": 1,
            "example": "A Film",
        },
    ]


def test_what_the_source_does_not_have_is_a_finding() -> None:
    made = pipeline.run(raw([film(1)])._replace(absent=(("keywords.csv", "it is missing"),)))
    (finding,) = made.findings
    assert (finding.table, finding.rule, finding.severity) == (
        "source",
        "no keywords.csv",
        Severity.NOTED,
    )


@pytest.mark.parametrize("missing", ["keywords", "links", "ratings"])
def test_without_an_optional_file_its_tables_are_empty_and_the_rest_is_there(missing: str) -> None:
    optional: dict[str, list[Row]] = {
        "keywords": [{"id": "1", "keywords": "[{'id': 7, 'name': 'toy'}]"}],
        "links": [{"movieId": "10", "tmdbId": "1"}],
        "ratings": [dict(zip(RATINGS, ("3", "10", "4", "1"), strict=True))],
    }
    del optional[missing]
    made = frames(film(1), **optional)
    assert len(made.tables["keywords"]) == (missing != "keywords")
    assert len(made.tables["ratings"]) == (missing == "keywords")
    assert len(made.tables["movies"]) == 1
    assert_accounted(made)


def test_people_with_several_names_are_noted() -> None:
    made = frames(
        film(1), credits=[credits_of(1, [cast_credit(5, "Ida")], [crew_credit(5, "Ida L.")])]
    )
    assert made.tables["people"]["name"].to_list() == ["Ida"]
    assert ("people", "credited under several names; the first is taken", 1) in findings(made)


def test_languages_are_those_spoken_and_those_of_the_films_let_in() -> None:
    made = frames(
        film(1, original_language="fr", spoken_languages=[{"iso_639_1": "en", "name": "English"}]),
        film(2, original_language="de", release_date=None),
    )
    assert made.tables["languages"]["code"].to_list() == ["en", "fr"]


def test_the_order_of_the_films_does_not_change_the_tables() -> None:
    films = [film(n, f"Film {n}", genres=[DRAMA], vote_count=str(n)) for n in (3, 1, 2)]
    forth, back = frames(*films), frames(*films[::-1])
    for made in (forth, back):
        assert sorted(made.tables["movies"]["tmdb_id"].to_list()) == [1, 2, 3]
    assert forth.tables["genres"].equals(back.tables["genres"])
    one, other = (made.tables["movies"].sort("tmdb_id") for made in (forth, back))
    assert one.equals(other)


def test_keys_are_unique_in_every_table() -> None:
    twice: list[dict[str, Any]] = [DRAMA, DRAMA]
    made = frames(
        *(film(n, genres=twice, production_companies=twice) for n in (1, 1, 2)),
        credits=[credits_of(n, [cast_credit(5), cast_credit(5)]) for n in (1, 2)],
    )
    keys = {"movies": "tmdb_id", "genres": "tmdb_id", "companies": "tmdb_id", "people": "tmdb_id"}
    for table, key in {**keys, "cast": "credit_id"}.items():
        column: pl.Series = made.tables[table][key]
        assert column.is_unique().all(), table
        assert len(column) > 0, table
