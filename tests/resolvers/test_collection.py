"""The fields of a collection that are worked out."""

from __future__ import annotations

from typing import Any

from catalog.catalog import Catalog
from catalog.enums import PosterSize
from catalog.rows import CollectionRow
from resolvers import collection

SERIES = CollectionRow(0)


def test_the_films_come_oldest_first_without_adult_ones(catalog: Catalog, info: Any) -> None:
    films = collection.movies(SERIES, info)
    assert [catalog.movies.title[film] for film in films] == ["First Heat", "Second Heat"]
    assert catalog.collections.movie_count[SERIES] == len(films)


def test_the_poster_has_a_size_and_null_means_the_usual_one(info: Any) -> None:
    assert collection.poster_url(SERIES, info) == "https://image.tmdb.org/t/p/w342/series.jpg"
    assert collection.poster_url(SERIES, info, None) == collection.poster_url(SERIES, info)
    small = collection.poster_url(SERIES, info, PosterSize.W92)
    assert small == "https://image.tmdb.org/t/p/w92/series.jpg"
