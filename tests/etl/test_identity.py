"""Films have numbers, whatever a source calls them by, and rows of other sources find them."""

from __future__ import annotations

import polars as pl
import pytest

from etl import identity
from etl.identity import CROSSWALK, FIRST_OF_IMDB, FIRST_OF_LENS, Key

HEAT, HEAT_IMDB, HEAT_LENS = 949, FIRST_OF_IMDB + 113277, FIRST_OF_LENS + 6


def crosswalk(*rows: tuple[int, int | None, int | None]) -> pl.DataFrame:
    """What MovieLens calls films: its number, that of TMDB, and the digits of the IMDb id."""
    return pl.DataFrame(rows, schema=CROSSWALK, orient="row")


def films(*rows: tuple[int | None, str | None]) -> pl.DataFrame:
    schema = {"reference": pl.Int64, "imdb_id": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("key", "text", "number"),
    [
        (Key.TMDB, "949", HEAT),
        (Key.TMDB, "949.0", HEAT),
        (Key.TMDB, "tt0113277", None),
        (Key.TMDB, "0", None),
        (Key.TMDB, "2147483648", None),
        (Key.IMDB, "tt0113277", HEAT_IMDB),
        (Key.IMDB, " 0113277 ", HEAT_IMDB),
        (Key.IMDB, "113277", HEAT_IMDB),
        (Key.IMDB, "tt999999999", FIRST_OF_IMDB + 999_999_999),
        (Key.IMDB, "tt0000000", None),
        (Key.IMDB, "nm0000134", None),
        (Key.IMDB, "", None),
        (Key.LENS, "6", HEAT_LENS),
        (Key.LENS, "2147483647", FIRST_OF_LENS + 2147483647),
        (Key.LENS, "x", None),
        (Key.LENS, None, None),
    ],
)
def test_what_a_source_calls_a_film_becomes_a_number_in_a_range_of_its_own(
    key: Key, text: str | None, number: int | None
) -> None:
    read = pl.DataFrame({"id": [text]}, schema={"id": pl.String})
    assert read.select(identity.reference("id", key)).to_series().to_list() == [number]


@pytest.mark.parametrize(
    ("reference", "imdb_id", "known"),
    [
        (HEAT, "tt0113277", (HEAT, HEAT, None, "tt0113277")),
        (HEAT, None, (HEAT, HEAT, None, None)),
        (HEAT_IMDB, None, (HEAT_IMDB, None, None, "tt0113277")),
        (HEAT_LENS, None, (HEAT_LENS, None, 6, None)),
        (None, "tt0113277", (None, None, None, "tt0113277")),
    ],
)
def test_a_number_is_made_from_the_best_id_that_is_known(
    reference: int | None, imdb_id: str | None, known: tuple[int | str | None, ...]
) -> None:
    made = identity.completed(films((reference, imdb_id)), None)
    assert made.select("number", "tmdb_id", "lens", "imdb_id").rows() == [known]


@pytest.mark.parametrize("reference", [HEAT_IMDB, HEAT_LENS])
def test_the_ids_that_movielens_knows_complete_those_of_a_film(reference: int) -> None:
    links = crosswalk((7, 11860, 114319), (6, HEAT, 113277))
    made = identity.completed(films((reference, None), (FIRST_OF_LENS + 8, None)), links)
    assert made.select("number", "tmdb_id", "lens", "imdb_id").rows() == [
        (HEAT, HEAT, 6, "tt0113277"),
        (FIRST_OF_LENS + 8, None, 8, None),
    ]


def test_a_row_finds_its_film_by_whatever_it_calls_it() -> None:
    links = crosswalk((6, HEAT, None), (7, None, 113277), (9, 5, 5), (10, None, 862))
    known = identity.completed(films((HEAT, "tt0113277"), (FIRST_OF_IMDB + 862, None)), links)
    means = identity.films_by_reference(known, links)
    references = [HEAT, HEAT_IMDB, HEAT_LENS, FIRST_OF_LENS + 7, 5, FIRST_OF_LENS + 9, None]
    asked = pl.DataFrame({"movie": references}, schema={"movie": pl.Int64})
    found = identity.resolved(asked, means)["movie"].to_list()
    assert found == [HEAT, HEAT, HEAT, HEAT, None, None, None]
    imdb_only = pl.DataFrame({"movie": [FIRST_OF_IMDB + 862, FIRST_OF_LENS + 10]})
    assert identity.resolved(imdb_only, means)["movie"].to_list() == [FIRST_OF_IMDB + 862] * 2


def test_an_imdb_id_that_two_films_have_means_the_first() -> None:
    known = identity.completed(films((2, "tt0000001"), (1, "tt0000001")), None)
    asked = pl.DataFrame({"movie": [FIRST_OF_IMDB + 1]})
    assert identity.resolved(asked, identity.films_by_reference(known, None))["movie"][0] == 2
