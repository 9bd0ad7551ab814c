"""What films mention: genres, companies, countries, languages, keywords and collections."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from etl import nested
from etl.admission import Admission, admit
from etl.tables import links
from etl.tables.genres import genres
from etl.tables.links import KEYWORD, LINKS, Link
from etl.tables.named import named
from etl.validation import OWNER, validate

BY_THING = {link.thing: link for link in (*LINKS, KEYWORD)}


def admit_rows(link: Link, *cells: list[dict[str, Any]]) -> Admission:
    """What is let in of these cells, which belong to films 1, 2, 3 …"""
    owners = pl.LazyFrame({"movie": range(1, len(cells) + 1), link.cell: map(repr, cells)})
    read = owners.with_columns(nested.records(link.cell, link.fields)).with_row_index(OWNER)
    rules = links.rules(link)
    return admit(
        "links", validate(links.links(read, link).collect(), rules), rules, links.key(link)
    )


def kept(link: Link, *cells: list[dict[str, Any]]) -> list[tuple[int, int, Any]]:
    return admit_rows(link, *cells).kept.select("movie", "position", link.thing).rows()


def findings(link: Link, *cells: list[dict[str, Any]]) -> dict[str, int]:
    return {finding.rule: finding.rows for finding in admit_rows(link, *cells).findings}


GENRE, COMPANY = BY_THING["genre"], BY_THING["company"]
DRAMA, CRIME = {"id": 18, "name": "Drama"}, {"id": 80, "name": "Crime"}


def test_mentions_keep_their_film_and_their_order() -> None:
    assert kept(GENRE, [CRIME, DRAMA], [], [DRAMA]) == [(1, 0, 80), (1, 1, 18), (3, 0, 18)]


def test_names_keep_spaces_accents_and_apostrophes() -> None:
    companies = [{"id": 1, "name": " L'Œil d'or "}, {"id": 2, "name": 'Cine "Ñ"'}]
    assert admit_rows(COMPANY, companies).kept["name"].to_list() == ["L'Œil d'or", 'Cine "Ñ"']


def test_a_mention_that_comes_twice_in_a_film_counts_once() -> None:
    assert kept(GENRE, [DRAMA, CRIME, DRAMA]) == [(1, 0, 18), (1, 1, 80)]
    assert findings(GENRE, [DRAMA, CRIME, DRAMA]) == {"repeated movie and genre": 1}


def test_a_film_is_in_one_collection_at_most() -> None:
    link = BY_THING["collection"]
    two = [{"id": 4, "name": "One"}, {"id": 3, "name": "Two"}]
    assert kept(link, two, two[1:]) == [(1, 0, 4), (2, 0, 3)]
    assert findings(link, two, two[1:]) == {"repeated movie": 1}


@pytest.mark.parametrize("key", [None, "x", 0, -1, 1.5, 2**31, True, ""])
def test_a_mention_without_a_number_is_turned_away(key: Any) -> None:
    broken: list[dict[str, Any]] = [{"id": key, "name": "Drama"}, CRIME]
    assert kept(GENRE, broken) == [(1, 1, 80)]
    assert findings(GENRE, broken) == {"the key cannot be read": 1}


@pytest.mark.parametrize("name", [None, "", "  ", "\u00a0"])
def test_a_thing_without_a_name_is_turned_away(name: str | None) -> None:
    broken: list[dict[str, Any]] = [{"id": 18, "name": name}, CRIME]
    assert kept(GENRE, broken) == [(1, 1, 80)]
    assert findings(GENRE, broken) == {"no name": 1}


@pytest.mark.parametrize("thing", BY_THING)
def test_a_thing_with_a_name_that_is_too_long_is_turned_away(thing: str) -> None:
    link = BY_THING[thing]
    first, second = {"country": ("US", "FR"), "language": ("en", "fr")}.get(thing, (18, 80))
    key = link.fields[0]
    broken = [{key: first, "name": "a" * 501}, {key: second, "name": "a" * 500}]
    assert kept(link, broken) == [(1, 1, second)]
    assert findings(link, broken) == {"name is not a text of at most 500 letters": 1}


def test_countries_and_languages_need_a_code_but_no_name() -> None:
    languages = [{"iso_639_1": "zu", "name": ""}, {"iso_639_1": "en", "name": "English"}]
    assert kept(BY_THING["language"], languages) == [(1, 0, "zu"), (1, 1, "en")]
    assert admit_rows(BY_THING["language"], languages).kept["name"].to_list() == [None, "English"]
    countries = [{"iso_3166_1": code, "name": "A"} for code in ("US", "us", "USA", "", None)]
    assert kept(BY_THING["country"], countries) == [(1, 0, "US")]
    assert findings(BY_THING["country"], countries) == {"the key cannot be read": 4}


def test_a_number_that_is_written_as_text_is_a_number() -> None:
    assert kept(GENRE, [{"id": "18", "name": "Drama"}]) == [(1, 0, 18)]


def things(link: Link, *cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    mentions = admit_rows(link, *cells).kept.lazy()
    return named(mentions, link.thing, link.thing.title()).collect().to_dicts()


def test_each_thing_that_is_mentioned_is_one_row_by_number() -> None:
    found = things(GENRE, [CRIME, DRAMA], [DRAMA])
    assert [(thing["tmdb_id"], thing["name"]) for thing in found] == [(18, "Drama"), (80, "Crime")]
    assert found[0]["id"] == "R2VucmU6MTg="


def test_each_fact_of_a_thing_is_the_first_that_is_known() -> None:
    first = {"id": 1, "name": "A", "poster_path": None, "backdrop_path": "/b.jpg"}
    then = {"id": 1, "name": "B", "poster_path": "/p.jpg", "backdrop_path": "/c.jpg"}
    (found,) = things(BY_THING["collection"], [first], [then])
    facts = {name: found[name] for name in ("name", "poster_path", "backdrop_path")}
    assert facts == {"name": "A", "poster_path": "/p.jpg", "backdrop_path": "/b.jpg"}


def test_genres_have_spanish_names_and_an_unknown_one_keeps_its_own() -> None:
    mentions = admit_rows(GENRE, [DRAMA, CRIME, {"id": 99, "name": "Giallo"}]).kept.lazy()
    rows = genres(mentions).select("name_en", "name_es").collect().rows()
    assert rows == [("Drama", "Drama"), ("Crime", "Crimen"), ("Giallo", "Giallo")]
