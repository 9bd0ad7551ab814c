"""Films whose titles have the same letters, by how they are written."""

from __future__ import annotations

from catalog import tables
from catalog.names.exact_titles import ExactTitles
from catalog.names.normalization import letters
from catalog.storage.lookups import TextKeys
from tests.support.builders import table

TITLES = ["It", "I.T.", "IT", "I.T", "Heat"]


def index() -> ExactTitles:
    movies = table(tables.Movies, title=TITLES, original_title=[None, None, None, "Es", "Hitze"])
    pairs = [*enumerate(TITLES), (3, "Es"), (4, "Hitze")]
    return ExactTitles(movies, TextKeys.of((letters(title), row) for row, title in pairs))


def test_first_those_that_are_written_so_then_the_others() -> None:
    films = index()
    assert films.by_writing("it") == ([0, 2], [1, 3])
    assert films.by_writing("i.t.") == ([1], [0, 2, 3])
    assert films.by_writing("i t") == ([1, 3], [0, 2])
    assert films.by_writing("i-t") == ([1, 3], [0, 2])


def test_one_film_or_none_needs_no_comparison() -> None:
    films = index()
    assert films.by_writing("HEAT!") == ([4], ())
    assert films.by_writing("hitze") == ([4], ())
    assert films.by_writing("cold") == ([], ())
