"""The questions about titles are made of the titles of the catalog that is there."""

from __future__ import annotations

import pytest

from benchmarks.titles.questions import AsWritten, articles, as_written, titles_with_years, years
from resolvers.context import Context


@pytest.fixture(scope="module")
def films(sample: Context) -> AsWritten:
    """Which films of the sample are called what."""
    return AsWritten(sample.catalog)


def test_typographic_marks_and_case_are_no_part_of_how_a_title_is_written() -> None:
    assert as_written("L\u2019Argent  \u2013 II") == as_written("l'argent - ii")
    assert as_written("Amélie") != as_written("Amelie")


def test_every_question_has_a_right_answer(sample: Context, films: AsWritten) -> None:
    catalog = sample.catalog
    asked = [
        *years(catalog, films, 50),
        *titles_with_years(catalog, films),
        *articles(catalog, films, 50),
    ]
    assert len(asked) > 50
    assert all(question.right for question in asked)


def test_a_sample_is_the_same_each_time(sample: Context, films: AsWritten) -> None:
    assert list(years(sample.catalog, films, 20)) == list(years(sample.catalog, films, 20))


def test_the_article_moves_to_the_end(sample: Context, films: AsWritten) -> None:
    texts = {question.text for question in articles(sample.catalog, films, 10_000)}
    assert {"Godfather, The", "Godfather, The (1972)"} & texts
