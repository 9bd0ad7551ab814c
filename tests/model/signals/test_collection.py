"""COLLECTION: films of one series."""

from model.signals.collection import collection
from tests.model.films import Film, catalog_of


def test_films_of_a_series_are_alike_and_others_are_not() -> None:
    films = [Film(collection=name) for name in ("Toy Story", "Alien", "Toy Story", None)]
    block = collection().fit_transform(catalog_of(*films))
    assert block.toarray().tolist() == [[0, 1], [1, 0], [0, 1], [0, 0]]
