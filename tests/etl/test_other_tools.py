"""Sources as other tools write them give the catalog that they would give as they were."""

from __future__ import annotations

import ast
import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from benchmarks.data.rows import Row, csv_of
from build import build
from catalog.storage.snapshot import Snapshot
from etl import pipeline, sources
from etl.errors import LossError, SourceError
from etl.frames import Frames
from etl.loss import refuse_loss
from etl.nested import MAX_CELL
from etl.sources.raw import CREDITS, METADATA
from server.loaded_snapshot import context_of
from tests.support.builders import cast_credit, credits_of, film, folder_of
from tests.support.graphql import ask

DAYS = ("1995-10-30", "1998-03-04", "2001-12-12", "2007-07-01", "2014-05-02")
FILMS = [
    film(
        1001 + at,
        f"Señor Übel & Frères {at}",
        release_date=day,
        adult=str(at == 3),
        original_title="Monsieur Übel",
        overview="A keeper counts ships.",
        tagline="They never come.",
        genres=[{"id": 18, "name": "Drama"}, {"id": 35, "name": "Comedy"}],
        popularity="3.5",
        revenue="1.85E+09",
    )
    for at, day in enumerate(DAYS)
]
CREDITS_ROWS = [credits_of(1001, cast=(cast_credit(300, "Ana Prall"),))]


def changed(**cells: Callable[[str], str | None]) -> list[Row]:
    """The films with some of their cells written otherwise."""
    return [
        {**row, **{name: write(row[name] or "") for name, write in cells.items()}} for row in FILMS
    ]


def american(day: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.month}/{when.day}/{when.year}"


def made(folder: Path, metadata: bytes, credits: bytes | None = None) -> Frames:
    files = {
        "movies_metadata.csv": metadata,
        "credits.csv": credits or csv_of(CREDITS, CREDITS_ROWS),
    }
    return pipeline.run(sources.read(folder_of(folder, files)))


def semicolons(content: bytes) -> bytes:
    """Write a file as a spreadsheet does where decimals have a comma."""
    text = io.StringIO()
    for row in csv.reader(io.StringIO(content.decode())):
        csv.writer(text, delimiter=";", lineterminator="\n").writerow(
            [cell.replace("3.5", "3,5").replace("1.85E", "1,85E") for cell in row]
        )
    return text.getvalue().encode()


USUAL = csv_of(METADATA, FILMS)
WRITTEN = {
    "as it is": (USUAL, None),
    "dates of an American spreadsheet": (
        csv_of(METADATA, changed(release_date=american, adult=str.upper)),
        "release dates are read as M/D/YYYY",
    ),
    "dates with a time": (
        csv_of(METADATA, changed(release_date=lambda day: f"{day} 00:00:00")),
        "release date is read from another form than YYYY-MM-DD",
    ),
    "flags of PostgreSQL": (csv_of(METADATA, changed(adult=lambda flag: flag[0].lower())), None),
    "flags as numbers": (
        csv_of(METADATA, changed(adult=lambda flag: "1.0" if flag == "True" else "0.0")),
        None,
    ),
    "Windows-1252": (
        USUAL.decode().encode("cp1252"),
        "movies_metadata.csv is read as Windows-1252",
    ),
    "UTF-16": (USUAL.decode().encode("utf-16"), "movies_metadata.csv is read as UTF-16"),
    "semicolons": (
        semicolons(USUAL),
        "cells of movies_metadata.csv are separated by ';'",
    ),
    "blanks in the header": (USUAL.replace(b",", b", ", len(METADATA) - 1), None),
    "an index": (b"," + USUAL.replace(b"\n", b"\n0,").removesuffix(b"0,"), None),
    "cells as JSON": (
        csv_of(METADATA, changed(genres=lambda cell: json.dumps(ast.literal_eval(cell)))),
        None,
    ),
    "names of genres": (
        csv_of(METADATA, changed(genres=lambda _: "Drama|Comedy")),
        "genres are names instead of records",
    ),
}


@pytest.mark.parametrize("tool", WRITTEN)
def test_a_source_is_read_whole_however_it_is_written(tmp_path: Path, tool: str) -> None:
    content, rule = WRITTEN[tool]
    frames = made(tmp_path, content)
    refuse_loss(frames, None)
    usual = made(tmp_path / "usual", USUAL)
    for name, table in usual.tables.items():
        assert frames.tables[name].equals(table), name
    rules = {finding.rule for finding in frames.findings} - {f.rule for f in usual.findings}
    assert rule in rules if rule else rules == set()


@pytest.mark.parametrize(("yes", "no"), [("TRUE", "FALSE"), ("t", "f"), ("perhaps", "0.0")])
def test_a_film_for_adults_is_shown_to_nobody_who_does_not_ask_for_it(
    tmp_path: Path, yes: str, no: str
) -> None:
    films = csv_of(METADATA, changed(adult=lambda flag: yes if flag == "True" else no))
    files = {"movies_metadata.csv": films, "credits.csv": csv_of(CREDITS, CREDITS_ROWS)}
    built = build(folder_of(tmp_path / "raw", files), tmp_path / "snapshots")
    context = context_of(Snapshot.open(built.folder))
    found = ask(
        context,
        """{ movie(id: 1004) { adult } movies { totalCount nodes { tmdbId } }
        search(query: "Señor Übel & Frères 3") { node { ... on Movie { tmdbId } } }
        similarMovies(title: "Señor Übel & Frères 0", k: 9) { results { movie { tmdbId } } } }""",
    )
    assert found["movie"] == {"adult": True}
    assert found["movies"]["totalCount"] == len(FILMS) - 1
    assert "1004" not in str([found["movies"], found["search"], found["similarMovies"]])
    assert len(found["similarMovies"]["results"]) == len(FILMS) - 2


@pytest.mark.parametrize("mark", ["nan", "NA", "NULL", "None", "\\N"])
def test_where_nothing_is_known_there_is_nothing(tmp_path: Path, mark: str) -> None:
    cells = dict.fromkeys(("overview", "tagline", "original_title", "homepage"), lambda _: mark)
    movies = made(tmp_path, csv_of(METADATA, changed(**cells))).tables["movies"]
    assert len(movies) == len(FILMS)
    for name in cells:
        assert movies[name].null_count() == len(FILMS)


def test_dates_of_which_some_have_another_form_are_read_whole(tmp_path: Path) -> None:
    rows = [FILMS[0], *changed(release_date=american)[1:]]
    with pytest.raises(LossError, match="3/4/1998 is March 4 or April 3"):
        made(tmp_path / "undecided", csv_of(METADATA, rows))
    rows[2] = film(1003, release_date="12/13/2001")
    movies = made(tmp_path / "decided", csv_of(METADATA, rows)).tables["movies"]
    assert movies["release_date"].to_list()[:3] == [
        *(date(1995, 10, 30), date(1998, 3, 4), date(2001, 12, 13)),
    ]


def test_years_of_two_digits_are_never_guessed(tmp_path: Path) -> None:
    short = csv_of(METADATA, changed(release_date=lambda day: american(day)[:-4] + day[2:4]))
    frames = made(tmp_path, csv_of(METADATA, [*FILMS, film(7, release_date="10/30/95")]))
    assert frames.kept["movies"] == len(FILMS)
    with pytest.raises(LossError, match="release date is not YYYY-MM-DD: 5 of 5 films, such as"):
        refuse_loss(made(tmp_path / "all", short), None)


def test_a_stray_quote_costs_its_film_and_names_its_line(tmp_path: Path) -> None:
    lines = USUAL.splitlines(keepends=True)
    lines[3] = lines[3].replace(b"A keeper", b'"A "keeper"')
    frames = made(tmp_path, b"".join(lines))
    assert frames.tables["movies"]["tmdb_id"].to_list() == [1001, 1002, 1004, 1005]
    (found,) = [finding for finding in frames.findings if finding.rule == "a stray quote"]
    assert found.example is not None
    assert found.example.startswith("torn at line 4: ")


def test_question_marks_where_letters_were_are_nothing(tmp_path: Path) -> None:
    rows = [
        {**FILMS[0], "original_title": "????? ???", "overview": "??", "tagline": "Who??"},
        {**FILMS[1], "original_title": "?", "overview": "Ships??", "tagline": "????-????!"},
    ]
    frames = made(tmp_path, csv_of(METADATA, rows))
    assert frames.tables["movies"].select("original_title", "overview", "tagline").rows() == [
        (None, None, "Who??"),
        ("?", "Ships??", None),
    ]
    found = {finding.rule: finding.rows for finding in frames.findings}
    for name in ("original_title", "overview", "tagline"):
        assert found[f"{name} is question marks where letters were"] == 1


def test_errors_of_a_spreadsheet_are_no_texts(tmp_path: Path) -> None:
    rows = [*FILMS[1:], {**FILMS[0], "title": "#NAME?"}, film(7, tagline="#NAME?", overview="#")]
    frames = made(tmp_path, csv_of(METADATA, rows))
    assert set(frames.tables["movies"]["tmdb_id"]) == {7, 1002, 1003, 1004, 1005}
    (kept,) = frames.tables["movies"].filter(pl.col("tmdb_id") == 7).to_dicts()
    assert (kept["tagline"], kept["overview"]) == (None, "#")
    found = {finding.rule: finding.example for finding in frames.findings}
    assert found["title is an error of a spreadsheet"] == "1001"


def test_a_list_that_a_spreadsheet_has_cut_off_keeps_its_whole_records(tmp_path: Path) -> None:
    cast = tuple(cast_credit(300 + at, f"Ana Prall {at}") for at in range(400))
    row = credits_of(1001, cast=cast)
    text = row["cast"] or ""
    assert len(text) > MAX_CELL
    frames = made(tmp_path, USUAL, csv_of(CREDITS, [{**row, "cast": text[:MAX_CELL]}]))
    whole = text[:MAX_CELL].count("}, {")
    assert 100 < whole < 400
    assert frames.kept["cast"] == whole
    found = {finding.rule: (finding.rows, finding.example) for finding in frames.findings}
    assert found["cast was cut off by a spreadsheet after 32,767 letters"] == (1, "1001")

    other = made(tmp_path / "other", USUAL, csv_of(CREDITS, [{**row, "cast": text[:20_000]}]))
    assert other.kept["cast"] == 0


def test_a_quote_in_a_cell_that_is_not_quoted_is_a_letter(tmp_path: Path) -> None:
    lines = USUAL.splitlines(keepends=True)
    lines[3] = lines[3].replace(b",Monsieur", b',12" Monsieur')
    movies = made(tmp_path, b"".join(lines)).tables["movies"]
    assert len(movies) == len(FILMS)
    assert movies["original_title"].to_list()[2] == '12" Monsieur \xdcbel'


def test_columns_that_a_film_can_do_without_may_be_missing(tmp_path: Path) -> None:
    some = ("id", "title", "release_date", "genres")
    frames = made(tmp_path, csv_of(some, FILMS), csv_of(("id", "cast"), CREDITS_ROWS))
    assert frames.kept["movies"] == len(FILMS)
    assert frames.tables["movies"]["overview"].null_count() == len(FILMS)
    rules = {finding.rule for finding in frames.findings}
    assert rules >= {"movies_metadata.csv has no overview", "credits.csv has no crew"}
    with pytest.raises(SourceError, match=r"found missing: release_date; unknown: x$"):
        made(tmp_path / "fewer", csv_of(("id", "title", "x"), FILMS))


def test_letters_that_cannot_be_read_are_a_finding(tmp_path: Path) -> None:
    damaged = USUAL.replace("Übel".encode(), b"\xdcbel", 1)
    frames = made(tmp_path, damaged)
    titles = frames.tables["movies"].filter(pl.col("tmdb_id") == 1001)["original_title"]
    assert titles.to_list() == ["Monsieur \ufffdbel"]
    rule = "lines of movies_metadata.csv are not UTF-8; what cannot be read is \ufffd"
    assert rule in {finding.rule for finding in frames.findings}


def test_letters_that_another_program_lost_are_a_finding(tmp_path: Path) -> None:
    frames = made(tmp_path, USUAL.replace("Übel".encode(), "\ufffdbel".encode(), 1))
    (finding,) = (found for found in frames.findings if "lost a letter" in found.rule)
    assert (finding.table, finding.rows) == ("movies", 1)
