"""The five flat tables: what stands in each cell, and that the real data arrive whole."""

import ast
import csv
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from catalog import tables
from catalog.enums import Gender, MovieStatus
from catalog.storage.cell_types import Number
from catalog.storage.list_columns import Edges, Run
from catalog.storage.snapshot import Draft, Snapshot
from catalog.storage.table import ColumnSpec, Table
from catalog.translations import SPANISH_MONTHS, SPANISH_WEEKDAYS
from export.tables import TABLES, Format, export

Rows = Sequence[Mapping[str, str]]
KINDS = tuple(kind for kind in tables.TABLES if kind not in (tables.Keywords, tables.Ratings))
COLUMNS = {
    "data_final": (
        "id,title,overview,popularity,vote_average,vote_count,status,original_language,runtime,"
        "budget,revenue,tagline,id_btc,name_btc,poster_btc,backdrop_btc,iso_639_1,language_name,"
        "release_year,return,companies_id,companies_name,countries_iso,countries_name,"
        "release_date,month_time,day_time"
    ),
    "Machine_data": "id,title,genero,popularity",
    "cast_data": "id,cast",
    "crew_data": (
        "id,crew_credit_id,crew_department,crew_gender,crew_id,crew_job,crew_name,crew_profile_path"
    ),
    "genres_final": "id,id_genres,genero",
}


def table(kind: type[Table[Any]], **columns: Sequence[Any]) -> Table[Any]:
    """A table with these columns; the others hold null or, where that is forbidden, anything."""
    length = len(next(iter(columns.values()), ()))
    if "number" in kind.columns() and "tmdb_id" in columns:
        columns["number"] = columns["tmdb_id"]
    return kind.of(
        {
            name: columns.get(name, [anything(declared)] * length)
            for name, declared in kind.columns().items()
        }
    )


def anything(declared: ColumnSpec) -> Any:
    if declared.shape in (Edges, Run):
        return []
    if declared.nullable:
        return None
    match declared.kind:
        case Number(dtype="datetime64[D]"):
            return date(2000, 1, 1)
        case type() as choices if issubclass(choices, Enum):
            return next(iter(choices))
        case Number() | type():
            return 1 if declared.name.startswith("release_") else 0
    return declared.name


@pytest.fixture
def snapshot(tmp_path: Path) -> Callable[..., Snapshot]:
    """Write the given tables; those that a test does not name are empty."""
    folder = tmp_path / "snapshot"
    folder.mkdir()

    def written(*given: Table[Any]) -> Snapshot:
        draft = Draft(folder)
        for each in (*(table(kind) for kind in KINDS), *given):
            draft.write_table(each)
        return draft

    return written


def rows_of(snapshot: Snapshot, name: str) -> Rows:
    """The rows of one table, as a reader of CSV gets them."""
    out = snapshot.folder.parent / "out"
    list(export(snapshot, out, "csv"))
    with (out / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("name", COLUMNS)
def test_a_table_has_exactly_the_promised_columns(
    snapshot: Callable[..., Snapshot], tmp_path: Path, name: str
) -> None:
    list(export(snapshot(), tmp_path, "csv"))
    list(export(snapshot(), tmp_path, "parquet"))
    assert (tmp_path / f"{name}.csv").read_text(encoding="utf-8") == COLUMNS[name] + "\n"
    assert pl.read_parquet(tmp_path / f"{name}.parquet").columns == COLUMNS[name].split(",")


def test_a_film_with_everything_known_is_written_whole(snapshot: Callable[..., Snapshot]) -> None:
    written = snapshot(
        table(
            tables.Collections,
            tmdb_id=[9],
            name=["Ñandú"],
            poster_path=["/p"],
            backdrop_path=["/b"],
        ),
        table(tables.Companies, tmdb_id=[4, 8], name=["Pixar", "L'Œil, S.A."]),
        table(tables.Countries, code=["FR", "US"], source_name=["France", "United States"]),
        table(tables.Languages, code=["de", "fr"], source_name=["Deutsch", "Français"]),
        table(
            tables.Movies,
            tmdb_id=[862],
            title=["Toy, Story"],
            overview=['He said "no".\nThen yes.'],
            popularity=[21.946943],
            vote_average=[7.5],
            vote_count=[5415],
            status=[MovieStatus.POST_PRODUCTION],
            original_language=[1],
            runtime=[81],
            budget=[30_000_000],
            revenue=[2_787_965_087],
            tagline=["Año"],
            collection=[0],
            spoken_languages=[[1, 0]],
            companies=[[1, 0]],
            countries=[[1, 0]],
            release_date=[date(1995, 2, 1)],
            release_year=[1995],
            release_month=[2],
            release_weekday=[3],
        ),
    )
    (film,) = rows_of(written, "data_final")
    numbers = {name: float(film[name]) for name in ("budget", "revenue", "return", "popularity")}
    assert numbers == {
        "budget": 30_000_000,
        "revenue": 2_787_965_087,
        "return": 2_787_965_087 / 30_000_000,
        "popularity": 21.946943,
    }
    assert {name: cell for name, cell in film.items() if name not in numbers} == {
        "id": "862",
        "title": "Toy, Story",
        "overview": 'He said "no".\nThen yes.',
        "vote_average": "7.5",
        "vote_count": "5415",
        "status": "Post Production",
        "original_language": "fr",
        "runtime": "81",
        "tagline": "Año",
        "id_btc": "9",
        "name_btc": "Ñandú",
        "poster_btc": "/p",
        "backdrop_btc": "/b",
        "iso_639_1": "fr, de",
        "language_name": "Français, Deutsch",
        "release_year": "1995",
        "companies_id": "8, 4",
        "companies_name": "L'Œil, S.A., Pixar",
        "countries_iso": "US, FR",
        "countries_name": "United States, France",
        "release_date": "1995-02-01",
        "month_time": "febrero",
        "day_time": "miércoles",
    }


def test_what_is_unknown_is_zero_for_money_and_votes_and_empty_otherwise(
    snapshot: Callable[..., Snapshot],
) -> None:
    (film,) = rows_of(snapshot(table(tables.Movies, tmdb_id=[7], title=["Nil"])), "data_final")
    zeros = ("vote_average", "vote_count", "budget", "revenue", "return")
    assert [float(film[name]) for name in zeros] == [0] * 5
    known = {"id", "title", "release_year", "release_date", "month_time", "day_time", *zeros}
    assert {film[name] for name in film.keys() - known} == {""}


def test_unknown_text_is_null_in_parquet_and_bare_in_csv(
    snapshot: Callable[..., Snapshot], tmp_path: Path
) -> None:
    written = snapshot(table(tables.Movies, tmdb_id=[7], title=["Nil"]))
    list(export(written, tmp_path, "parquet"))
    list(export(written, tmp_path, "csv"))
    film = pl.read_parquet(tmp_path / "data_final.parquet").row(0, named=True)
    assert film["overview"] is film["iso_639_1"] is film["runtime"] is film["id_btc"] is None
    assert '""' not in (tmp_path / "data_final.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("revenue", "budget", "expected"),
    [(500, 1, 500), (8, 16, 0.5), (None, 16, 0), (8, None, 0), (None, None, 0)],
)
def test_the_return_has_no_floor_and_is_zero_where_a_figure_is_unknown(
    snapshot: Callable[..., Snapshot], revenue: float, budget: float, expected: float
) -> None:
    film = table(tables.Movies, budget=[budget], revenue=[revenue], return_ratio=[None])
    assert float(rows_of(snapshot(film), "data_final")[0]["return"]) == expected


def test_months_and_days_have_their_spanish_names(snapshot: Callable[..., Snapshot]) -> None:
    numbers = list(range(1, 13))
    films = table(
        tables.Movies, release_month=numbers, release_weekday=[*range(1, 8), *range(1, 6)]
    )
    written = rows_of(snapshot(films), "data_final")
    assert ", ".join(film["month_time"] for film in written) == (
        "enero, febrero, marzo, abril, mayo, junio, "
        "julio, agosto, septiembre, octubre, noviembre, diciembre"
    )
    week = "lunes, martes, miércoles, jueves, viernes, sábado, domingo"
    assert ", ".join(film["day_time"] for film in written[:7]) == week


def test_a_language_without_a_name_keeps_its_place_among_the_names(
    snapshot: Callable[..., Snapshot],
) -> None:
    films = rows_of(
        snapshot(
            table(
                tables.Languages, code=["en", "ht", "zu"], source_name=["English", None, "isiZulu"]
            ),
            table(tables.Movies, tmdb_id=[1, 2, 3], spoken_languages=[[0, 1, 2], [1], []]),
        ),
        "data_final",
    )
    assert [film["iso_639_1"] for film in films] == ["en, ht, zu", "ht", ""]
    assert [film["language_name"] for film in films] == ["English, , isiZulu", "", ""]


def test_a_film_has_its_genres_in_one_cell_and_a_row_for_each(
    snapshot: Callable[..., Snapshot],
) -> None:
    written = snapshot(
        table(tables.Genres, tmdb_id=[18, 35], name_en=["Drama", "Comedy"], name_es=["-", "-"]),
        table(
            tables.Movies,
            tmdb_id=[2, 3, 5],
            title=["A", "B", "C"],
            popularity=[1.5, None, 0.0],
            genres=[[1, 0], [], [0]],
        ),
    )
    assert [list(row.values()) for row in rows_of(written, "Machine_data")] == [
        ["2", "A", "Comedy, Drama", "1.5"],
        ["3", "B", "", ""],
        ["5", "C", "Drama", "0.0"],
    ]
    assert [list(row.values()) for row in rows_of(written, "genres_final")] == [
        ["2", "35", "Comedy"],
        ["2", "18", "Drama"],
        ["5", "18", "Drama"],
    ]


PEOPLE = table(
    tables.People,
    tmdb_id=[31, 12898],
    name=["Zoë O'Hara", "王"],
    gender=[Gender.FEMALE, None],
    profile_path=["/z.jpg", None],
)


def test_the_cast_of_a_film_is_json_with_the_keys_of_the_source(
    snapshot: Callable[..., Snapshot],
) -> None:
    written = snapshot(
        PEOPLE,
        table(
            tables.CastCredits,
            credit_id=["a", "b"],
            movie=[1, 1],
            person=[1, 0],
            gender=[None, Gender.FEMALE],
            profile_path=[None, "/z.jpg"],
            credited_name=["Wang", None],
            cast_id=[14, None],
            character=['Woody "the\tSheriff"', None],
            order=[0, 3],
        ),
        table(tables.Movies, tmdb_id=[2, 3], cast=[[], [0, 1]]),
    )
    empty, full = rows_of(written, "cast_data")
    assert (empty["id"], json.loads(empty["cast"])) == ("2", [])
    assert full["id"] == "3"
    assert "Zoë O'Hara" in full["cast"]
    assert [list(record.items()) for record in json.loads(full["cast"])] == [
        [
            ("cast_id", 14),
            ("character", 'Woody "the\tSheriff"'),
            ("credit_id", "a"),
            ("gender", 0),
            ("id", 12898),
            ("name", "Wang"),
            ("order", 0),
            ("profile_path", None),
        ],
        [
            ("cast_id", None),
            ("character", ""),
            ("credit_id", "b"),
            ("gender", 1),
            ("id", 31),
            ("name", "Zoë O'Hara"),
            ("order", 3),
            ("profile_path", "/z.jpg"),
        ],
    ]


def test_a_crew_credit_is_a_row_with_the_id_of_its_film(snapshot: Callable[..., Snapshot]) -> None:
    written = snapshot(
        PEOPLE,
        table(
            tables.CrewCredits,
            credit_id=["c", "d"],
            movie=[0, 1],
            person=[0, 1],
            gender=[None, Gender.MALE],
            profile_path=["/w.jpg", None],
            department=["Writing", "Directing"],
            job=["Novel", "Director"],
        ),
        table(tables.Movies, tmdb_id=[2, 3]),
    )
    assert [list(row.values()) for row in rows_of(written, "crew_data")] == [
        ["2", "c", "Writing", "0", "31", "Novel", "Zoë O'Hara", "/w.jpg"],
        ["3", "d", "Directing", "2", "12898", "Director", "王", ""],
    ]


@pytest.mark.parametrize("text", ["a\rb", "a\r\nb", "a\nb", '"', "a,b", " a ", "'", "0", "\u2028"])
def test_any_text_survives_a_reader_of_csv(snapshot: Callable[..., Snapshot], text: str) -> None:
    films = rows_of(snapshot(table(tables.Movies, title=[text, "next"])), "data_final")
    assert [film["title"] for film in films] == [text, "next"]


def test_parquet_has_numbers_as_numbers_and_days_as_dates(
    snapshot: Callable[..., Snapshot], tmp_path: Path
) -> None:
    list(export(snapshot(table(tables.Movies, title=["Nil"])), tmp_path, "parquet"))
    types = pl.read_parquet(tmp_path / "data_final.parquet").schema
    integers = ("id", "vote_count", "runtime", "id_btc", "release_year")
    assert {types[name] for name in integers} == {pl.Int64}
    floats = ("popularity", "vote_average", "budget", "revenue", "return")
    assert {types[name] for name in floats} == {pl.Float64}
    assert types["release_date"] == pl.Date
    assert {types[n] for n in types.keys() - {*integers, *floats, "release_date"}} == {pl.String}


def test_files_are_given_one_by_one_as_they_are_finished(
    snapshot: Callable[..., Snapshot], tmp_path: Path
) -> None:
    out = tmp_path / "new" / "folder"
    files = export(snapshot(), out, "csv")
    assert next(files) == out / "data_final.csv"
    assert [file.name for file in out.iterdir()] == ["data_final.csv"]
    assert [file.name for file in files] == [f"{name}.csv" for name in list(TABLES)[1:]]
    assert {file.name for file in out.iterdir()} == {f"{name}.csv" for name in TABLES}


def test_a_second_export_replaces_the_first_byte_for_byte(
    snapshot: Callable[..., Snapshot], tmp_path: Path
) -> None:
    written = snapshot(table(tables.Movies, tmdb_id=[2, 3]))
    first = [file.read_bytes() for file in export(written, tmp_path / "out", "parquet")]
    assert [file.read_bytes() for file in export(written, tmp_path / "out", "parquet")] == first


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_place_that_cannot_be_written_is_named(
    snapshot: Callable[..., Snapshot], tmp_path: Path, format: Format
) -> None:
    file = tmp_path / "taken"
    file.write_text("mine")
    with pytest.raises(OSError, match=f"^{file} cannot be written: File exists$"):
        list(export(snapshot(), file, format))
    assert file.read_text() == "mine"


@pytest.mark.parametrize("format", ["csv", "parquet"])
def test_a_write_that_fails_midway_leaves_the_old_file_and_no_other(
    snapshot: Callable[..., Snapshot],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    format: Format,
) -> None:
    out = tmp_path / "out"
    old = [file.read_bytes() for file in export(snapshot(), out, format)]

    def write_half_and_fail(_: pl.DataFrame, file: Path) -> None:
        file.write_bytes(b"half")
        raise pl.exceptions.ComputeError("No space left on device")

    monkeypatch.setattr(pl.DataFrame, f"write_{format}", write_half_and_fail)
    with pytest.raises(OSError, match=r"data_final\.\w+ cannot be written: No space left"):
        list(export(snapshot(table(tables.Movies, tmdb_id=[2])), out, format))
    assert [(out / f"{name}.{format}").read_bytes() for name in TABLES] == old
    assert len(list(out.iterdir())) == len(TABLES)


# The real data, computed a second time from the raw files and by other means.

MONTHS = {f"{number:02}": name for number, name in enumerate(SPANISH_MONTHS, 1)}


def raw(source: Path, name: str) -> pl.DataFrame:
    with zipfile.ZipFile(source) as archive:
        return pl.read_csv(archive.read(name), infer_schema=False, truncate_ragged_lines=True)


def records(cell: str | None) -> list[dict[str, Any]]:
    found = ast.literal_eval(cell or "[]")
    return [found] if isinstance(found, dict) else found


def joined(cells: pl.Series, key: str) -> list[str | None]:
    known = {
        cell: ", ".join(str(record[key]).strip() for record in records(cell)) or None
        for cell in cells.unique()
    }
    return [known[cell] for cell in cells]


@pytest.fixture(scope="module")
def real_export(
    real_snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, pl.DataFrame]:
    out = tmp_path_factory.mktemp("real")
    list(export(real_snapshot, out, "parquet"))
    return {name: pl.read_parquet(out / f"{name}.parquet") for name in TABLES}


@pytest.fixture(scope="module")
def real_films(real_source: Path) -> pl.DataFrame:
    """The films that an analyst keeps: an id, a title, a date, the first of each id."""
    rows = raw(real_source, "movies_metadata.csv")
    rows = rows.filter(pl.col("id").str.contains(r"^\d+$"), pl.col("title").is_not_null())
    dated = rows.filter(pl.col("release_date").str.contains(r"^\d{4}-\d\d-\d\d$"))
    return dated.unique("id", keep="first").sort(pl.col("id").cast(pl.Int64))


@pytest.mark.full
def test_the_real_films_have_the_figures_of_the_source(
    real_export: Mapping[str, pl.DataFrame], real_films: pl.DataFrame
) -> None:
    final = real_export["data_final"]
    assert len(final) == 45_346
    for name in ("id", "budget", "revenue", "popularity", "vote_average", "vote_count"):
        expected = real_films[name].cast(pl.Float64)
        assert final[name].cast(pl.Float64).to_list() == expected.to_list(), name
    runtime = real_films["runtime"].cast(pl.Float64).replace(0, None)
    assert final["runtime"].cast(pl.Float64).to_list() == runtime.to_list()
    assert final["revenue"].max() == 2_787_965_087
    ratio = pl.col("revenue").cast(pl.Float64) / pl.col("budget").cast(pl.Float64)
    ratio = pl.when(ratio.is_finite()).then(ratio).otherwise(0.0)
    assert final["return"].to_list() == real_films.select(ratio).to_series().to_list()


@pytest.mark.full
def test_the_real_films_have_the_text_of_the_source(
    real_export: Mapping[str, pl.DataFrame], real_films: pl.DataFrame
) -> None:
    final = real_export["data_final"]
    for name in ("title", "overview", "tagline", "status", "original_language"):
        expected = real_films[name].str.strip_chars().replace("", None)
        unequal = final[name].ne_missing(expected)
        assert not unequal.any(), (name, final.filter(unequal)["id"].head(5).to_list())


@pytest.mark.full
@pytest.mark.parametrize(
    ("name", "cell", "key"),
    [
        ("id_btc", "belongs_to_collection", "id"),
        ("name_btc", "belongs_to_collection", "name"),
        ("poster_btc", "belongs_to_collection", "poster_path"),
        ("backdrop_btc", "belongs_to_collection", "backdrop_path"),
        ("iso_639_1", "spoken_languages", "iso_639_1"),
        ("language_name", "spoken_languages", "name"),
        ("companies_id", "production_companies", "id"),
        ("companies_name", "production_companies", "name"),
        ("countries_iso", "production_countries", "iso_3166_1"),
        ("countries_name", "production_countries", "name"),
    ],
)
def test_the_real_films_have_the_joined_cells_of_the_source(
    real_export: Mapping[str, pl.DataFrame],
    real_films: pl.DataFrame,
    name: str,
    cell: str,
    key: str,
) -> None:
    expected = pl.Series(joined(real_films[cell], key)).replace("None", None)
    final = real_export["data_final"].select("id", pl.col(name).cast(pl.String), expected=expected)
    unequal = final.filter(pl.col(name).ne_missing(pl.col("expected")))
    assert not len(unequal), unequal.head(5)


@pytest.mark.full
def test_the_real_films_have_their_days_months_and_years(
    real_export: Mapping[str, pl.DataFrame], real_films: pl.DataFrame
) -> None:
    final, days = real_export["data_final"], real_films["release_date"]
    assert final["release_date"].cast(pl.String).to_list() == days.to_list()
    assert final["release_year"].cast(pl.String).to_list() == days.str.slice(0, 4).to_list()
    assert final["month_time"].to_list() == [MONTHS[day[5:7]] for day in days]
    weekdays = [SPANISH_WEEKDAYS[date.fromisoformat(day).weekday()] for day in days]
    assert final["day_time"].to_list() == weekdays


@pytest.mark.full
def test_the_real_genres_are_those_of_the_source(
    real_export: Mapping[str, pl.DataFrame], real_films: pl.DataFrame
) -> None:
    machine = real_export["Machine_data"]
    assert machine["genero"].to_list() == joined(real_films["genres"], "name")
    assert machine["id"].to_list() == real_films["id"].cast(pl.Int64).to_list()
    expected = [
        (int(film), record["id"], record["name"])
        for film, cell in real_films.select("id", "genres").rows()
        for record in records(cell)
    ]
    assert real_export["genres_final"].rows() == expected


def stripped(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record without blanks around its texts, which the catalog does not keep."""
    return {key: v.strip() if isinstance(v, str) else v for key, v in record.items()}


@pytest.mark.full
def test_the_real_credits_are_those_of_the_source(
    real_export: Mapping[str, pl.DataFrame], real_films: pl.DataFrame, real_source: Path
) -> None:
    listed = raw(real_source, "credits.csv").unique("id", keep="first")
    listed = real_films.select("id").join(listed, on="id", how="left", maintain_order="left")
    cast, crew = real_export["cast_data"], real_export["crew_data"]
    assert cast["id"].to_list() == real_films["id"].cast(pl.Int64).to_list()
    counts = listed.select(pl.col("cast", "crew").str.count_matches(r"'credit_id': ").fill_null(0))
    assert cast["cast"].str.count_matches('"credit_id":').to_list() == counts["cast"].to_list()
    assert len(crew) == counts["crew"].sum()
    of_film = crew.partition_by("id", as_dict=True)
    for row, (film, actors, makers) in enumerate(listed.rows()):
        if row % 20 == 0:
            for mine, theirs in zip(json.loads(cast["cast"][row]), records(actors), strict=True):
                assert list(mine.items()) == list(stripped(theirs).items())
            mine_crew = of_film.get((int(film),), crew.clear()).drop("id")
            assert mine_crew.rows() == [tuple(stripped(each).values()) for each in records(makers)]
