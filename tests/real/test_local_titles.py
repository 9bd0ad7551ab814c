"""The films of The Movies Dataset are found by titles that they have in other countries."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.data.imdb_files import akas
from benchmarks.data.rows import rows_of
from catalog import indexes
from catalog.catalog import Catalog
from catalog.enums import MatchKind, SearchIn
from catalog.local_titles import title_in
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from etl import load, pipeline, sources
from tests.support.builders import BUILT_AT, FINGERPRINT, folder_of

COUNTRIES = ("DE", "ES", "FR")


@pytest.fixture(scope="module")
def catalog(real_source: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The data without ratings and neighbors, with made titles for every film, and some real."""
    folder = tmp_path_factory.mktemp("titles")
    lines = akas(rows_of(real_source, "movies_metadata.csv"), COUNTRIES)
    other = folder_of(
        folder / "imdb", {"title.akas.tsv.gz": gzip.compress("".join(lines).encode(), 1)}
    )
    raw = sources.read(real_source, [other])._replace(links=None, ratings=None)
    frames = pipeline.run(raw)
    with store.draft(folder / "snapshots") as draft:
        for table in load.load(frames):
            draft.write_table(table)
        draft.write_json("account", frames.account())
        indexes.write(draft)
        draft.seal(fingerprint=FINGERPRINT, built_at=BUILT_AT, source="real data and titles")
        store.publish(folder / "snapshots", draft)
    return Catalog(Snapshot.open(store.current(folder / "snapshots")))


@pytest.mark.parametrize(
    ("text", "title", "kind"),
    [
        ("el padrino", "The Godfather", MatchKind.EXACT),
        ("padrino", "The Godfather", MatchKind.NORMALIZED),
        ("el padrinno", "The Godfather", MatchKind.FUZZY),
        ("el padrino 2", "The Godfather: Part II", MatchKind.FUZZY),
        ("la vida es bella", "Life Is Beautiful", MatchKind.EXACT),
        ("das leben ist schon", "Life Is Beautiful", MatchKind.EXACT),
        ("duro de matar", "Die Hard", MatchKind.EXACT),
        ("tiburon", "Jaws", MatchKind.EXACT),
        ("godfather", "The Godfather", MatchKind.NORMALIZED),
        ("heat", "Heat", MatchKind.EXACT),
        ("rocky 5", "Rocky V", MatchKind.NORMALIZED),
    ],
)
def test_a_title_of_another_country_means_the_film(
    catalog: Catalog, text: str, title: str, kind: MatchKind
) -> None:
    match = catalog.titles.match(text)
    assert match.movie is not None
    assert (catalog.movies.title[match.movie], match.kind) == (title, kind)


def test_nearly_all_films_with_votes_are_still_found_by_their_own_titles(catalog: Catalog) -> None:
    votes = catalog.movies.vote_count.values
    famous = votes.argsort()[::-1][:1000].tolist()
    found = [catalog.titles.match(catalog.movies.title[row]).movie for row in famous]
    assert sum(one == row for one, row in zip(found, famous, strict=True)) > 980


def test_a_search_finds_them_while_one_types(catalog: Catalog) -> None:
    hit = catalog.search("la vida es be", [SearchIn.MOVIE], 1)[0]
    assert hit.matched == "La vida es bella"
    row = catalog.titles.match("the godfather").movie
    assert row is not None
    assert title_in(catalog, row, "es", None) == "El padrino"
    assert title_in(catalog, row, "fr", "FR") == "Le parrain"
