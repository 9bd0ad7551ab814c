"""Names in alphabetical order."""

from __future__ import annotations

import polars as pl

from etl.ranks import name_ranks, title_ranks


def test_case_accents_and_english_articles_do_not_count() -> None:
    names = pl.Series(["The Zoo", "éclair", "Acme", "acme", "La Reine"])
    assert name_ranks(names).to_list() == [4, 2, 1, 1, 3]


def test_articles_of_other_languages_do_not_count_in_titles_that_are_in_them() -> None:
    films = [
        ("Die Hard", "Die Hard", "en"),
        ("Die Welle", None, "de"),
        ("Die Brücke", "Die Brücke", "de"),
        ("Die Wave", "Die Welle", "de"),
        ("The Zoo", "Der Zoo", "de"),
        ("L'Avventura", "L'Avventura", "it"),
        ("The Yard", "The Yard", None),
    ]
    frame = pl.DataFrame(films, ["title", "original_title", "original_language"], orient="row")
    order = frame.with_columns(title_ranks(frame).alias("rank")).sort("rank")["title"].to_list()
    assert order == [
        *("L'Avventura", "Die Brücke", "Die Hard", "Die Wave"),
        *("Die Welle", "The Yard", "The Zoo"),
    ]
