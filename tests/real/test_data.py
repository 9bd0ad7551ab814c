"""The real data sets: counts, and the facts that are easily lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from catalog.catalog import Catalog
from catalog.enums import MatchKind, MovieSort
from catalog.lists.page import Window
from catalog.rows import MovieRow
from catalog.storage.snapshot import Snapshot
from resolvers.context import Context


@pytest.fixture(scope="module")
def dataset(real_snapshot: Snapshot) -> Catalog:
    """The catalog of The Movies Dataset."""
    return Catalog(real_snapshot)


@pytest.fixture(scope="module")
def account(real_snapshot: Snapshot) -> dict[str, Any]:
    """Rows read and kept, and the findings."""
    found: dict[str, Any] = real_snapshot.json("account")
    return found


def catalog_of(context: Context) -> Catalog:
    assert isinstance(context.catalog, Catalog)
    return context.catalog


def dropped(account: dict[str, Any], table: str) -> dict[str, int]:
    """Rows turned away from a table, by rule."""
    return {
        finding["rule"]: finding["rows"]
        for finding in account["findings"]
        if finding["table"] == table and finding["severity"] == "DROPPED"
    }


def noted(account: dict[str, Any], severity: str) -> dict[tuple[str, str], int]:
    return {
        (finding["table"], finding["rule"]): finding["rows"]
        for finding in account["findings"]
        if finding["severity"] == severity
    }


def assert_accounted(account: dict[str, Any]) -> None:
    assert account["read"].keys() == account["kept"].keys()
    for table, read in account["read"].items():
        assert account["kept"][table] + sum(dropped(account, table).values()) == read, table


def row_of(catalog: Catalog, tmdb_id: int) -> MovieRow:
    row = catalog.movie(str(tmdb_id))
    assert row is not None
    return row


def films(catalog: Catalog, rows: Sequence[MovieRow]) -> list[tuple[str, int]]:
    return [(catalog.movies.title[row], catalog.movies.release_year[row]) for row in rows]


def test_every_row_read_is_accounted_for_in_every_table(account: dict[str, Any]) -> None:
    assert_accounted(account)
    assert account["read"] == {
        "movies": 45_466,
        "movie_belongs_to_collection": 4_485,
        "movie_genres": 90_957,
        "movie_production_companies": 70_449,
        "movie_production_countries": 49_353,
        "movie_spoken_languages": 53_240,
        "keyword_lists": 46_419,
        "movie_keywords": 156_548,
        "credit_lists": 45_474,
        "cast": 188_710,
        "crew": 186_817,
        "lens_links": 45_843,
        "ratings": 76_962,
    }


def test_the_rows_turned_away_are_the_known_ones(account: dict[str, Any]) -> None:
    assert account["kept"]["movies"] == 45_346
    assert dropped(account, "movies") == {
        "id is not a TMDB number": 3,
        "no title (a record torn in two)": 3,
        "no release date": 84,
        "repeated number": 30,
    }
    assert dropped(account, "credit_lists") == {"no such film": 84, "repeated movie": 44}
    assert dropped(account, "lens_links") == {}
    assert dropped(account, "movie_genres") == dropped(account, "cast") == {}


def test_the_cells_nulled_are_counted_under_their_rules(account: dict[str, Any]) -> None:
    of_movies = {
        rule: rows for (table, rule), rows in noted(account, "NULLED").items() if table == "movies"
    }
    assert of_movies == {
        "homepage is not a web address": 2,
        "runtime 0 means unknown": 1_535,
        "budget 0 means unknown": 36_470,
        "revenue 0 means unknown": 37_949,
        "vote_average 0 of no votes means unknown": 2_846,
        "vote_average 0 despite votes means unknown": 98,
    }


def test_every_table_has_its_rows(dataset: Catalog) -> None:
    tables: dict[str, Any] = {
        "movies": 45_346,
        "collections": 1_695,
        "genres": 20,
        "companies": 23_688,
        "keywords": 19_953,
        "countries": 161,
        "languages": 133,
        "people": 155_077,
        "cast": 188_710,
        "crew": 186_817,
        "ratings": 76_807,
    }
    assert {name: len(vars(dataset)[name]) for name in tables} == tables


def test_films_without_genres_are_films(dataset: Catalog) -> None:
    without = [row for row in range(len(dataset.movies)) if not dataset.movies.genres[row]]
    assert len(without) == 2_384


def test_money_over_32_bits_is_exact(dataset: Catalog) -> None:
    movies = dataset.movies
    avatar = row_of(dataset, 19995)
    assert (movies.title[avatar], movies.revenue[avatar]) == ("Avatar", 2_787_965_087)
    assert np.nanmax(movies.revenue.values) == 2_787_965_087


def test_the_mean_return_is_not_moved_by_budgets_that_nobody_believes(dataset: Catalog) -> None:
    returns = dataset.movies.return_ratio.values
    assert np.nanmean(returns) == pytest.approx(9.04, abs=0.005)
    believed = dataset.movies.budget.values >= 1_000
    assert np.array_equal(~np.isnan(returns), believed & ~np.isnan(dataset.movies.revenue.values))


def test_accents_and_apostrophes_are_intact(dataset: Catalog) -> None:
    amelie = row_of(dataset, 194)
    assert dataset.movies.title[amelie] == "Amélie"
    assert dataset.movies.original_title[amelie] == "Le fabuleux destin d'Amélie Poulain"
    cruz = dataset.by_name(dataset.people, "penelope cruz")
    assert cruz is not None
    assert (dataset.people.name[cruz], dataset.people.tmdb_id[cruz]) == ("Penélope Cruz", 955)


def test_heat_is_the_film_of_1995_and_its_namesakes_come_next(dataset: Catalog) -> None:
    match = dataset.titles.match("Heat")
    assert match.movie == row_of(dataset, 949)
    assert (match.kind, match.confidence) == (MatchKind.EXACT, 1.0)
    assert films(dataset, match.alternatives)[:4] == [
        *(("Heat", 1972), ("Heat", 1986), ("The Heat", 2013), ("The Heat", 2006)),
    ]


@pytest.mark.parametrize(
    ("title", "tmdb_id", "kind"),
    [
        ("amelie", 194, MatchKind.EXACT),
        ("spiderman", 557, MatchKind.EXACT),
        ("The Heat", 136795, MatchKind.EXACT),
        ("Heat (1986)", 42023, MatchKind.EXACT),
        ("godfather", 238, MatchKind.NORMALIZED),
        ("7 samurai", 346, MatchKind.NORMALIZED),
        ("godfater", 238, MatchKind.FUZZY),
        ("matriks", 603, MatchKind.FUZZY),
        ("harry poter", 671, MatchKind.FUZZY),
    ],
)
def test_a_title_finds_what_a_person_means(
    dataset: Catalog, title: str, tmdb_id: int, kind: MatchKind
) -> None:
    match = dataset.titles.match(title)
    assert match.movie is not None
    assert (dataset.movies.tmdb_id[match.movie], match.kind) == (tmdb_id, kind)


def test_adult_films_are_in_no_list(dataset: Catalog) -> None:
    adult = np.flatnonzero(dataset.movies.adult.values).tolist()
    assert len(adult) == 8
    listed = dataset.movie_page(dataset.visible, [MovieSort.POPULARITY_DESC], Window(100))
    assert listed.total_count == 45_346 - 8
    assert not set(adult) & set(dataset.visible.rows.tolist())
    assert not set(adult) & {found.row for found in dataset.names.search("a", "movies", 0, None)}


def test_languages_without_a_name_in_the_source_are_named_all_the_same(dataset: Catalog) -> None:
    languages = dataset.languages
    nameless = [row for row in range(len(languages)) if languages.source_name[row] is None]
    assert len(nameless) == 59
    assert not [
        languages.code[row] for row in nameless if languages.name_en[row] == languages.code[row]
    ]
    names = {
        languages.code[row]: (languages.name_en[row], languages.name_es[row]) for row in nameless
    }
    assert names["ht"] == ("Haitian Creole", "criollo haitiano")
    assert names["sh"] == ("Serbo-Croatian", "serbocroata")


def test_a_company_called_42_is_found_by_name(dataset: Catalog) -> None:
    for name in ("42", "1818"):
        found = dataset.by_name(dataset.companies, name)
        assert found is not None
        assert dataset.companies.name[found] == name


def test_every_id_leads_back_to_its_row(dataset: Catalog) -> None:
    movies = dataset.movies
    assert all(dataset.movie(movies.id[row]) == row for row in range(len(movies)))


def test_the_files_of_the_snapshot_are_what_its_manifest_says(real_snapshot: Snapshot) -> None:
    real_snapshot.verify()


def test_of_tmdb_5000_every_row_is_accounted_for(tmdb_5000: Context) -> None:
    account = catalog_of(tmdb_5000)._snapshot.json("account")
    assert_accounted(account)
    assert account["read"]["movies"] == account["read"]["credit_lists"] == 4_803
    assert account["kept"]["movies"] == account["kept"]["credit_lists"] == 4_802
    assert dropped(account, "movies") == {"no release date": 1}
    kept = {
        name: account["kept"][name] for name in ("movie_genres", "movie_keywords", "cast", "crew")
    }
    assert kept == {
        "movie_genres": 12_160,
        "movie_keywords": 36_192,
        "cast": 106_257,
        "crew": 129_581,
    }


def test_what_tmdb_5000_does_not_have_is_a_finding_each(tmdb_5000: Context) -> None:
    account = catalog_of(tmdb_5000)._snapshot.json("account")
    missing = [rule for table, rule in noted(account, "NOTED") if table == "source"]
    assert missing == [
        *("no adult", "no imdb_id", "no poster_path", "no belongs_to_collection", "no ratings"),
    ]


def test_a_film_of_tmdb_5000_has_what_the_source_has(tmdb_5000: Context) -> None:
    catalog = catalog_of(tmdb_5000)
    movies = catalog.movies
    avatar = catalog.titles.match("avatar").movie
    assert avatar is not None
    assert (movies.tmdb_id[avatar], movies.revenue[avatar]) == (19995, 2_787_965_087)
    genres = [catalog.genres.name_en[row] for row in movies.genres[avatar]]
    assert genres == ["Action", "Adventure", "Fantasy", "Science Fiction"]
    directors = [catalog.people.name[row] for row in movies.directors[avatar]]
    assert directors == ["James Cameron"]
    lacking = (movies.imdb_id, movies.poster_path, movies.collection)
    assert [column[avatar] for column in lacking] == [None, None, None]
    assert not movies.adult.values.any()
    assert (len(catalog.collections), len(catalog.ratings)) == (0, 0)
