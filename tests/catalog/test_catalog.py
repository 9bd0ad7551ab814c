"""A catalog that went through the whole ETL and a folder of files: lists, edges, bytes."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from catalog import tables
from catalog.catalog import Catalog
from catalog.enums import MovieSort
from catalog.lists.movies import MovieSelection
from catalog.lists.page import Window
from catalog.rows import MovieRow
from catalog.storage.list_columns import Edges
from catalog.storage.manifest import MANIFEST
from catalog.storage.snapshot import Draft
from catalog.storage.store import current
from catalog.storage.table import Table
from resolvers.context import Context
from settings import ROOT
from tests.catalog.conftest import CREDITS, FILMS
from tests.support.builders import (
    FINGERPRINT,
    catalog,
    fill,
)


def listed(catalog: Catalog, first: int = 100) -> MovieSelection:
    """The films that a client sees who asks for nothing in particular."""
    return catalog.movie_page(catalog.visible, [MovieSort.POPULARITY_DESC], Window(first))


def test_an_adult_film_is_in_no_list_no_search_and_no_count(small: Catalog) -> None:
    assert 4 not in listed(small).nodes
    assert listed(small).total_count == 4
    assert small.titles.match("Hidden").movie is None
    action = small.by_name(small.genres, "Action")
    assert action is not None
    assert small.genres.movie_count[action] == 1


def test_films_come_most_popular_first_ties_by_id_and_the_unknown_last(small: Catalog) -> None:
    page = listed(small)
    assert [small.movies.title[row] for row in page.nodes] == [
        *("Second", "Third", "First", "Unpopular"),
    ]


def test_cursors_belong_to_the_snapshot(small: Catalog) -> None:
    assert small.fingerprint == FINGERPRINT
    cursor = listed(small, 1).page_info.end_cursor
    assert cursor is not None
    assert base64.b64decode(cursor).decode() == f"{FINGERPRINT[:8]}:0"


def test_a_catalog_can_be_read_while_it_is_being_built(tmp_path: Path) -> None:
    draft = Draft(tmp_path)
    fill(draft, *FILMS, credits=CREDITS)
    assert Catalog(draft).fingerprint == ""
    assert Catalog(draft).movie("10") == 0


def test_a_catalog_of_no_films_answers_every_question_with_nothing(tmp_path: Path) -> None:
    empty = catalog(tmp_path)
    assert [len(empty.movies), len(empty.people), len(empty.genres)] == [0, 0, 0]
    assert empty.movie("10") is None
    assert empty.titles.match("Heat").movie is None
    assert empty.by_name(empty.people, "Zoë") is None
    assert listed(empty).nodes == []
    assert empty.genres_by_name == []
    assert empty.languages_by_name == []


def test_of_the_sample_every_edge_leads_to_a_row_and_back(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies = catalog.movies
    ways: list[tuple[str, Table[Any]]] = [
        ("genres", catalog.genres),
        ("companies", catalog.companies),
        ("keywords", catalog.keywords),
        ("countries", catalog.countries),
    ]
    for name, table in ways:
        there = {(m, r) for m in range(len(movies)) for r in movies.column(name)[m]}
        things: Edges[MovieRow] = table.column("movies")  # type: ignore[assignment]  # declared so
        back = {(m, r) for r in range(len(table)) for m in things[r]}
        assert there == back
        assert len(there) > 250


def test_of_the_sample_credits_belong_to_their_film_and_person(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies, people = catalog.movies, catalog.people
    for credits, runs, of_person in (
        (catalog.cast, movies.cast, people.cast),
        (catalog.crew, movies.crew, people.crew),
    ):
        assert [row for m in range(len(movies)) for row in runs[m]] == list(range(len(credits)))
        assert all(credits.movie[row] == m for m in range(len(movies)) for row in runs[m])
        held = [row for p in range(len(people)) for row in of_person[p]]
        assert sorted(held) == list(range(len(credits)))
        assert all(credits.person[row] == p for p in range(len(people)) for row in of_person[p])


def test_of_the_sample_every_film_is_found_by_id_and_its_title_is_known(sample: Context) -> None:
    catalog: Any = sample.catalog
    movies: tables.Movies = catalog.movies
    for row in range(len(movies)):
        assert catalog.movie(str(movies.tmdb_id[row])) == row
        if not movies.adult[row]:
            match = catalog.titles.match(movies.title[row], movies.release_year[row])
            assert match.movie == row, movies.title[row]


BUILD = """
import pathlib, sys
from tests.support.builders import catalog
from tests.catalog.conftest import CREDITS, FILMS
from tests.catalog.test_catalog import checksums
catalog(pathlib.Path(sys.argv[1]), *FILMS, credits=CREDITS)
print(*checksums(pathlib.Path(sys.argv[1])), sep="\\n")
"""


def checksums(snapshots: Path) -> list[str]:
    """The files of the snapshot, but for those of Tantivy, whose names are random."""
    files = sorted(file for file in current(snapshots).iterdir() if file.is_file())
    hashed = [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in files]
    return [f"{name} {digest}" for name, digest in hashed if name != MANIFEST]


@pytest.mark.live
def test_the_same_source_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    catalog(tmp_path, *FILMS, credits=CREDITS)
    here = checksums(tmp_path)
    assert len(here) > 100
    there = subprocess.run(
        [sys.executable, "-c", BUILD, str(tmp_path / "there")],
        env={**os.environ, "PYTHONHASHSEED": "1"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.splitlines() == here
