"""A multiplied catalog is several copies of one, each in itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.contest.queries import workload
from benchmarks.data.large_snapshot import multiply
from catalog.rows import MovieRow
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from resolvers.context import Context
from schema import schema
from server.loaded_snapshot import context_of

pytestmark = pytest.mark.full
TIMES = 3


@pytest.fixture(scope="module")
def multiplied(sample_snapshots: Path, tmp_path_factory: pytest.TempPathFactory) -> Context:
    source = Snapshot.open(store.current(sample_snapshots))
    folder = multiply(source, tmp_path_factory.mktemp("times"), TIMES, lambda _: None)
    opened = Snapshot.open(folder)
    opened.verify()
    return context_of(opened)


def test_films_people_and_credits_are_so_many_times_as_many(
    sample: Context, multiplied: Context
) -> None:
    one, several = sample.catalog, multiplied.catalog
    for name in ("movies", "people", "companies", "collections", "cast", "crew"):
        assert len(getattr(several, name)) == TIMES * len(getattr(one, name))
    assert len(several.genres) == len(one.genres)
    for genre in range(len(one.genres)):
        assert several.genres.movie_count[genre] == TIMES * one.genres.movie_count[genre]
        assert list(several.genres.movies[genre]) == sorted(several.genres.movies[genre])


def test_a_copy_has_ids_and_names_of_its_own_and_stays_among_its_own(multiplied: Context) -> None:
    catalog = multiplied.catalog
    movies, people, films = catalog.movies, catalog.people, len(catalog.movies) // TIMES
    heat = catalog.movie("949")
    assert heat is not None
    copy = MovieRow(heat + 2 * films)
    assert movies.title[copy] == "Heat 3"
    assert catalog.movie(movies.id[copy]) == catalog.movie(movies.imdb_id[copy] or "") == copy
    assert catalog.titles.match("Heat 3").movie == copy
    assert len(set(movies.tmdb_id.values.tolist())) == len(movies)
    for credit in movies.cast[copy]:
        assert catalog.cast.movie[credit] == copy
        assert people.name[catalog.cast.person[credit]].endswith(" 3")
        assert credit in people.cast[catalog.cast.person[credit]]


def test_the_first_copy_answers_as_the_original(sample: Context, multiplied: Context) -> None:
    for query in workload(sample.catalog):
        if query.name in {"Q1", "Q4"}:
            for values in query.values[:10]:
                one, other = (
                    schema.execute_sync(query.text, dict(values), context_value=context)
                    for context in (sample, multiplied)
                )
                assert one.errors is None
                assert one.data == other.data
