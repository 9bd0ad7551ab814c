"""The seven questions of the earlier service, each against a computation of its own in Polars."""

from __future__ import annotations

import ast
import zipfile
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from resolvers.context import Context
from schema import schema

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
DAYS = "lunes martes miércoles jueves viernes sábado domingo"
FLOOR = 1_000


def raw(source: Path, name: str) -> pl.DataFrame:
    with zipfile.ZipFile(source) as archive:
        return pl.read_csv(archive.read(name), infer_schema=False, truncate_ragged_lines=True)


@pytest.fixture(scope="module")
def films(real_source: Path) -> pl.DataFrame:
    """Films with a number, a title and a date, once each, without adult ones."""
    number = pl.col("budget", "revenue", "popularity", "vote_average").cast(pl.Float64)
    return (
        raw(real_source, "movies_metadata.csv")
        .filter(
            pl.col("id").str.contains(r"^\d+$"),
            pl.col("title").is_not_null(),
            pl.col("release_date").is_not_null(),
        )
        .unique("id", keep="first", maintain_order=True)
        .filter(pl.col("adult") == "False")
        .with_columns(
            number, pl.col("id", "vote_count").cast(pl.Int64), pl.col("release_date").str.to_date()
        )
        .with_columns(ratio=pl.col("revenue") / pl.col("budget"))
        .with_columns(
            ratio=pl.when((pl.col("revenue") > 0) & (pl.col("budget") >= FLOOR)).then("ratio")
        )
    )


@pytest.fixture(scope="module")
def parts(real_source: Path) -> pl.DataFrame:
    """Film, person and job of every credit of Tom Hanks, Clint Eastwood and Michael Mann."""
    listed = raw(real_source, "credits.csv").unique("id", keep="first", maintain_order=True)
    names = ("Tom Hanks", "Clint Eastwood", "Michael Mann")
    rows = [
        (int(film), record["name"], record.get("job", "Actor"))
        for film, *cells in listed.select("id", "cast", "crew").rows()
        for cell in cells
        if any(name in cell for name in names)
        for record in ast.literal_eval(cell)
        if record["name"] in names
    ]
    return pl.DataFrame(rows, schema=["id", "name", "job"], orient="row")


def answer(real: Context, query: str, **variables: Any) -> dict[str, Any]:
    result = schema.execute_sync(query, variable_values=variables, context_value=real)
    assert result.errors is None
    assert result.data is not None
    return result.data


@pytest.mark.parametrize(("number", "name"), list(enumerate(MONTHS.split(), 1)))
def test_films_of_a_month(real: Context, films: pl.DataFrame, number: int, name: str) -> None:
    found = answer(real, "query ($m: String) { catalog { releases(month: $m) } }", m=name)
    expected = films.filter(pl.col("release_date").dt.month() == number).height
    assert found["catalog"]["releases"] == expected > 2_000


@pytest.mark.parametrize(("number", "name"), list(enumerate(DAYS.split(), 1)))
def test_films_of_a_weekday(real: Context, films: pl.DataFrame, number: int, name: str) -> None:
    found = answer(real, "query ($d: String) { catalog { releases(weekday: $d) } }", d=name)
    expected = films.filter(pl.col("release_date").dt.weekday() == number).height
    assert found["catalog"]["releases"] == expected > 3_000


TITLES = ["Toy Story", "Heat", "Jumanji", "Avatar", "La Haine", "Sunrise"]


def named(films: pl.DataFrame, title: str) -> dict[str, Any]:
    """The film of that title with most votes."""
    return films.filter(title=title).sort("vote_count", descending=True).row(0, named=True)


@pytest.mark.parametrize("title", TITLES)
def test_the_score_of_a_title(real: Context, films: pl.DataFrame, title: str) -> None:
    query = "query ($t: String) { movie(title: $t) { title year popularity } }"
    expected = named(films, title)
    assert answer(real, query, t=title)["movie"] == {
        "title": title,
        "year": expected["release_date"].year,
        "popularity": expected["popularity"],
    }


@pytest.mark.parametrize("title", TITLES)
def test_the_votes_of_a_title(real: Context, films: pl.DataFrame, title: str) -> None:
    query = "query ($t: String) { movie(title: $t) { voteCount voteAverage(minVotes: 2000) } }"
    expected = named(films, title)
    enough = expected["vote_count"] >= 2_000
    assert answer(real, query, t=title)["movie"] == {
        "voteCount": expected["vote_count"],
        "voteAverage": expected["vote_average"] if enough else None,
    }


@pytest.mark.parametrize("name", ["Tom Hanks", "Clint Eastwood"])
def test_an_actor_without_the_films_that_the_actor_directed(
    real: Context, films: pl.DataFrame, parts: pl.DataFrame, name: str
) -> None:
    query = """query ($n: String) {
        person(name: $n) { career { movieCount totalReturn averageReturn } } }"""
    own = parts.filter(name=name)
    directed = own.filter(job="Director")["id"].implode()
    acted = own.filter(pl.col("job") == "Actor", ~pl.col("id").is_in(directed))["id"].unique()
    played = films.filter(pl.col("id").is_in(acted.implode()))
    found = answer(real, query, n=name)["person"]["career"]
    assert found["movieCount"] == played.height > 20
    assert found["totalReturn"] == pytest.approx(played["ratio"].sum())
    assert found["averageReturn"] == pytest.approx(played["ratio"].mean())


def test_a_director_and_each_film(real: Context, films: pl.DataFrame, parts: pl.DataFrame) -> None:
    query = """{ person(name: "Michael Mann") { career(as: DIRECTOR) {
        totalReturn
        movies(first: 100) { nodes { title releaseDate returnRatio budget revenue } }
    } } }"""
    directed = parts.filter(name="Michael Mann", job="Director")["id"].unique()
    made = films.filter(pl.col("id").is_in(directed.implode())).sort(
        ["release_date", "id"], descending=[True, False]
    )
    found = answer(real, query)["person"]["career"]
    assert found["totalReturn"] == pytest.approx(made["ratio"].sum())
    assert found["movies"]["nodes"] == [
        {
            "title": film["title"],
            "releaseDate": str(film["release_date"]),
            "returnRatio": film["ratio"],
            "budget": film["budget"] or None,
            "revenue": film["revenue"] or None,
        }
        for film in made.iter_rows(named=True)
    ]


def test_five_similar_titles(real: Context) -> None:
    query = '{ similarMovies(title: "Jumanji", k: 5) { results { movie { title } } } }'
    titles = {hit["movie"]["title"] for hit in answer(real, query)["similarMovies"]["results"]}
    assert len(titles) == 5
    assert "Jumanji" not in titles
