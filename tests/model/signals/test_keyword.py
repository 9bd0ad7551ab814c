"""KEYWORD: keywords that films share."""

from model.signals.keyword import keyword
from tests.model.films import Film, catalog_of


def test_a_keyword_that_only_one_film_has_does_not_count() -> None:
    heist, alone = Film(keywords="heist"), Film(keywords="heist clockmaker")
    block = keyword().fit_transform(catalog_of(heist, alone, Film(keywords="robot")))
    assert block.toarray().tolist() == [[0, 1, 0], [0, 1, 0], [0, 0, 0]]
