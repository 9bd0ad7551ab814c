"""What a snapshot says about itself."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from catalog.enums import Severity
from tests.support import builders
from tests.support.builders import BUILT_AT, FINGERPRINT, film


def test_a_snapshot_says_what_it_was_built_from(tmp_path: Path) -> None:
    dataset = builders.catalog(
        tmp_path, film(1, release_date="2001-01-02"), film(2, release_date="1999-12-31")
    ).dataset
    assert dataset.fingerprint == FINGERPRINT
    assert dataset.built_at == datetime.fromisoformat(BUILT_AT)
    assert dataset.built_at.tzinfo == UTC
    assert dataset.latest_release == date(2001, 1, 2)
    assert "TMDB" in dataset.attribution


def test_rows_read_and_kept_and_why_not_the_others(tmp_path: Path) -> None:
    dataset = builders.catalog(tmp_path, film(1), film(2, title=None), film("x")).dataset
    assert (dataset.rows_read, dataset.rows_kept) == (3, 1)
    dropped = {
        finding.rule: finding.rows
        for finding in dataset.findings
        if finding.table == "movies" and finding.severity is Severity.DROPPED
    }
    assert sum(dropped.values()) == 2
    assert len(dropped) == 2


def test_how_complete_each_column_is(tmp_path: Path) -> None:
    genres = [{"id": 18, "name": "Drama"}]
    made = builders.catalog(
        tmp_path, film(1, runtime="90", genres=genres), film(2), film(3), film(4)
    )
    columns = {(each.table, each.column): each for each in made.dataset.columns}
    runtime, edges = columns["movies", "runtime"], columns["movies", "genres"]
    assert (runtime.type, runtime.known, runtime.share) == ("int16", 1, 0.25)
    assert (edges.type, edges.known, edges.share) == ("list of GenreRow", 1, 0.25)
    assert (columns["movies", "title"].known, columns["movies", "title"].share) == (4, 1)
    assert columns["genres", "name_es"].share == 1
    assert columns["ratings", "rating"].share == 0


def test_of_no_films_nothing_is_the_latest(tmp_path: Path) -> None:
    dataset = builders.catalog(tmp_path).dataset
    assert (dataset.latest_release, dataset.rows_read, dataset.rows_kept) == (None, 0, 0)
    assert {column.share for column in dataset.columns} == {0}
