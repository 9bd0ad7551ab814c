"""Articles at the end of a title."""

from __future__ import annotations

import pytest

from catalog.names.articles import article_first
from catalog.names.normalization import letters


@pytest.mark.parametrize(
    ("title", "first"),
    [
        ("Heat, The", "The Heat"),
        ("Bug's Life, A", "A Bug's Life"),
        ("net,the", "the net"),
        ("Lord of the Rings: The Two Towers, The", "The Lord of the Rings: The Two Towers"),
        ("Dolce Vita, La", "La Dolce Vita"),
        ("Avventura, L'", "L'Avventura"),
        ("Avventura, L", "L Avventura"),
        ("Tom, Dick", "Tom, Dick"),
        ("The, Heat", "The, Heat"),
        (", The", ", The"),
    ],
)
def test_an_article_at_the_end_comes_first(title: str, first: str) -> None:
    assert article_first(title) == first


def test_an_article_without_its_apostrophe_makes_the_same_letters() -> None:
    assert letters(article_first("Avventura, L")) == letters("L'Avventura")
