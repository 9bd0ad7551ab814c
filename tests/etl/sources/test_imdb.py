"""IMDb adds titles in every language to the films of another source."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from benchmarks.data.formats import tmdb_v11
from etl import pipeline, sources
from etl.errors import SourceError
from etl.frames import Frames
from etl.sources.files import Files
from etl.sources.imdb import AKAS, SOURCE
from tests.support.builders import film, folder_of, whole, zip_of

ROWS = (
    r"tt9000001|1|Paper Lighthouse|\N|\N|original|\N|1",
    r"tt9000001|2|El faro de papel|ES|\N|imdbDisplay|\N|0",
    r"tt9000001|3|El faro|MX|\N|\N|\N|0",
    r'tt9000001|4|Le "phare"|CA|fr|imdbDisplay|\N|0',
    r"tt9000001|5|Der Leuchtturm aus Papier|DDDE|de|\N|literal title|0",
    r"tt9000001|6|Paper|XWW|en|working|\N|0",
    r"tt9000001|7|紙燈台|XEU|cmn|festival|\N|0",
    r"tt9000002|1|Lost|US|\N|\N|\N|0",
    r"nm0000001|1|Nobody|US|\N|\N|\N|0",
    r"tt9000001|8|Strange|XX9|e|what|\N|0",
    r"tt9000001|9|El faro|MX|\N|alternative|\N|0",
)


def akas(*rows: str) -> bytes:
    """The file with these rows, whose cells are written with bars between them."""
    return "\n".join(["|".join(AKAS), *rows, ""]).replace("|", "\t").encode()


AKA_FILE = {"title.akas.tsv.gz": gzip.compress(akas(*ROWS))}
BASE = {
    "TMDB_movie_dataset_v11.csv": tmdb_v11(
        [film(1001, "Paper Lighthouse", imdb_id="tt9000001", original_language="en"), film(1005)]
    )
}


def made(where: Path, *others: Path) -> Frames:
    return pipeline.run(sources.read(where, others))


def titles(frames: Frames) -> list[tuple[object, ...]]:
    columns = ("movie", "title", "country", "language", "kind")
    return frames.tables["titles"].sort("rank", "ordering").select(columns).rows()


EXPECTED = [
    (1001, "El faro de papel", "ES", "es", "imdbDisplay"),
    (1001, "Paper Lighthouse", None, None, "original"),
    (1001, "El faro", "MX", "es", None),
    (1001, 'Le "phare"', "CA", "fr", "imdbDisplay"),
    (1001, "Strange", None, None, None),
    (1001, "Der Leuchtturm aus Papier", "XG", "de", None),
    (1001, "紙燈台", None, "zh", "festival"),
    (1001, "Paper", None, "en", "working"),
]


def test_titles_are_joined_by_the_ids_of_imdb_and_every_row_is_accounted_for(
    tmp_path: Path,
) -> None:
    base = folder_of(tmp_path / "films", BASE)
    assert titles(made(base)) == []
    frames = made(base, folder_of(tmp_path / "imdb", AKA_FILE))
    assert titles(frames) == EXPECTED
    assert (frames.read["titles"], frames.kept["titles"]) == (len(ROWS), len(EXPECTED))
    told = {f.rule: (f.rows, f.example) for f in frames.findings if f.table == "titles"}
    assert told == {
        "no such film": (1, "tt9000002"),
        "imdb_id is not tt and digits": (1, "nm0000001"),
        "repeated movie and title and country and language": (1, "es"),
        "country is not a two-letter code": (1, "XX9"),
        "language is not a two-letter code": (1, "e"),
        "kind is not a known kind": (1, "what"),
        "the language is that of the country": (2, "El faro de papel"),
    }
    assert {"ES", "MX", "CA", "XG"} <= set(frames.tables["countries"]["code"])
    assert {"es", "fr", "de", "zh", "en"} <= set(frames.tables["languages"]["code"])


@pytest.mark.parametrize(
    "name", ["title.akas.tsv", "akas.TSV", "title.akas.tsv/data.tsv", "imdb/x.tsv"]
)
def test_the_file_is_known_by_its_name_or_its_columns(tmp_path: Path, name: str) -> None:
    other = zip_of(tmp_path / "imdb.zip", {name: akas(*ROWS)})
    base = folder_of(tmp_path / "films", BASE)
    assert titles(made(base, other)) == EXPECTED


def test_the_file_may_be_alone_or_beside_the_films(tmp_path: Path) -> None:
    alone = folder_of(tmp_path / "imdb", AKA_FILE) / "title.akas.tsv.gz"
    assert titles(made(folder_of(tmp_path / "films", BASE), alone)) == EXPECTED
    both = folder_of(tmp_path / "both", BASE | AKA_FILE)
    assert titles(made(both)) == EXPECTED


def test_the_pieces_of_the_file_make_no_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base, other = folder_of(tmp_path / "films", BASE), folder_of(tmp_path / "imdb", AKA_FILE)
    one = made(base, other)
    monkeypatch.setattr("etl.sources.files.PIECE", 60)
    monkeypatch.setattr("etl.sources.files.BLOCK", 7)
    assert len(list(SOURCE.read(Files.open(other)).titles or ())) > 3
    several = made(base, other)
    assert several.account() == one.account()
    assert several.tables["titles"].equals(one.tables["titles"])


def test_a_film_without_an_id_of_imdb_has_no_other_titles(tmp_path: Path) -> None:
    base = {"TMDB_movie_dataset_v11.csv": tmdb_v11([film(1001, "Paper Lighthouse")])}
    other = folder_of(tmp_path / "imdb", AKA_FILE)
    frames = made(folder_of(tmp_path / "films", base), other)
    assert titles(frames) == []
    assert ("no such film", 10) in {(f.rule, f.rows) for f in frames.findings}


def test_imdb_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"title\.akas\.tsv"):
        made(folder_of(tmp_path / "imdb", AKA_FILE))


def test_lines_of_tabs_are_read_as_they_are(tmp_path: Path) -> None:
    content = b'a\tb\r\n"x\t\\N\r\n\ty""\xc3\xb1\r\n1\t2\t3\r\nlast\n'
    files = Files.open(folder_of(tmp_path, {"things.tsv": content}))
    rows = whole(files.read("things.tsv", ("b", "a"))).rows()
    assert rows == [
        (None, '"x', None),
        ('y""ñ', None, None),
        ("2", "1", "3"),
        (None, "last", None),
    ]
    assert files.findings == []
