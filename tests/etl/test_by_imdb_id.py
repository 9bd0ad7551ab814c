"""Credits and people of IMDb, joined to the films of another source."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.data.formats import tmdb_v11
from benchmarks.data.rows import csv_of
from etl import load, pipeline, sources
from etl.frames import Frames
from etl.sources.imdb import CREW, NAMES, PRINCIPAL_COLUMNS
from etl.sources.raw import CREDITS, METADATA
from etl.tables.principals import FIRST_NUMBER, OTHERS
from tests.support.builders import cast_credit, credits_of, crew_credit, film, folder_of

PRINCIPALS = (
    r'tt9000001|1|nm9000001|actress|\N|["Ana \"Faro\"","The Voice"]',
    r"tt9000001|2|nm9000002|actor|\N|\N",
    r"tt9000001|3|nm9000003|director|\N|\N",
    r"tt9000001|4|nm9000003|writer|screenplay by|\N",
    r"tt9000001|5|nm9000009|producer|executive producer|\N",
    r"tt9000001|6|nm9000004|stunts|\N|\N",
    r"tt9000077|1|nm9000001|actress|\N|\N",
    r"x|1|nm9000001|actress|\N|\N",
)
CREW_ROWS = (r"tt9000001|nm9000003|nm9000003,nm9000002", r"tt9000077|nm9000003|\N")
PEOPLE = (
    r"nm9000001|Ida Lund|1950|2001|actress,casting_director|tt9000001,tt9000077",
    r"nm9000002|Max Berg|1961|\N|actor|tt9000001",
    r"nm9000003|Ana Prall|abc|\N|\N|\N",
    r"nm9000008|Nobody|1900|\N|\N|\N",
)


def tsv(columns: tuple[str, ...], rows: tuple[str, ...]) -> bytes:
    """A file of lines with tabs; the cells are written with bars between them."""
    return "\n".join(["|".join(columns), *rows, ""]).replace("|", "\t").encode()


IMDB = {
    "title.principals.tsv": tsv(PRINCIPAL_COLUMNS, PRINCIPALS),
    "title.crew.tsv": tsv(CREW, CREW_ROWS),
    "name.basics.tsv": tsv(NAMES, PEOPLE),
}
FILM = film(1001, "Paper Lighthouse", imdb_id="tt9000001")
V11 = {"TMDB_movie_dataset_v11.csv": tmdb_v11([FILM])}
DATASET = {
    "movies_metadata.csv": csv_of(METADATA, [FILM]),
    "credits.csv": csv_of(
        CREDITS,
        [credits_of(1001, (cast_credit(5, "Ida Lund"),), (crew_credit(6, "Somebody Else"),))],
    ),
}


def made(folder: Path, base: dict[str, bytes]) -> Frames:
    """What the ETL makes of a base with the files of IMDb."""
    films, imdb = folder_of(folder / "films", base), folder_of(folder / "imdb", IMDB)
    return pipeline.run(sources.read(films, [imdb]))


@pytest.fixture
def credited(tmp_path: Path) -> Frames:
    """Films without credits of their own."""
    return made(tmp_path, V11)


def test_a_film_has_the_cast_of_imdb_in_its_order(credited: Frames) -> None:
    cast = credited.tables["cast"]
    assert cast.select("movie", "name", "character", "order", "known_gender").rows() == [
        (1001, "Ida Lund", 'Ana "Faro" / The Voice', 0, "1"),
        (1001, "Max Berg", None, 1, "2"),
    ]
    assert cast["person"].to_list() == [FIRST_NUMBER + 9000001, FIRST_NUMBER + 9000002]


def test_the_crew_has_the_jobs_of_tmdb(credited: Frames) -> None:
    crew = credited.tables["crew"].select("name", "department", "job").rows()
    assert sorted(crew) == [
        ("Ana Prall", "Directing", "Director"),
        ("Ana Prall", "Writing", "Screenplay"),
        ("Ana Prall", "Writing", "Writer"),
        ("Max Berg", "Writing", "Writer"),
    ]


def test_every_row_is_accounted_for(credited: Frames) -> None:
    for table in ("principals", "person_facts"):
        of_table = [f for f in credited.findings if f.table == table]
        dropped = sum(f.rows for f in of_table if f.severity.name == "DROPPED")
        assert credited.kept[table] + dropped == credited.read[table]
    assert credited.read["principals"] == len(PRINCIPALS) + 4
    assert credited.read["person_facts"] == len(PEOPLE)
    told = {f.rule: (f.rows, f.example) for f in credited.findings if f.table == "principals"}
    assert told == {
        "no such film": (2, "tt9000077"),
        "imdb_id is not tt and digits": (1, "nm9000001"),
        "the category is no cast and no known job": (1, "stunts"),
        "nobody has this id": (1, "nm9000009"),
        "repeated credit_id": (1, "tt9000001-nm9000003-director"),
    }
    facts = {f.rule: f.rows for f in credited.findings if f.table == "person_facts"}
    assert facts == {OTHERS: 1, "birth_year is not a year": 1}


def test_people_have_years_professions_and_films(credited: Frames) -> None:
    columns = ("name", "imdb_id", "tmdb_id", "birth_year", "death_year", "professions")
    assert credited.tables["people"].select(columns).rows() == [
        ("Ida Lund", "nm9000001", None, 1950, 2001, "actress,casting_director"),
        ("Max Berg", "nm9000002", None, 1961, None, "actor"),
        ("Ana Prall", "nm9000003", None, None, None, None),
    ]
    tables = {table.table_name: table for table in load.load(credited)}
    people = tables["people"]
    known = people.column("known_for")
    assert [list(known[row]) for row in range(len(people))] == [[0], [0], []]


def test_people_of_another_source_are_known_by_their_name_in_the_same_film(tmp_path: Path) -> None:
    frames = made(tmp_path, DATASET)
    columns = ("number", "name", "imdb_id", "birth_year")
    assert frames.tables["people"].select(columns).rows() == [
        (5, "Ida Lund", "nm9000001", 1950),
        (6, "Somebody Else", None, None),
    ]
    assert frames.tables["cast"]["person"].to_list() == [5]
