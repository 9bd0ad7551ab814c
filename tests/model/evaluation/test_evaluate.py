"""The table of figures: every design, on users whom the model does not know."""

from __future__ import annotations

from collections.abc import Sequence

from model.evaluation.baselines import baselines
from model.evaluation.evaluate import all_designs, compare
from model.evaluation.metrics import Metrics
from model.evaluation.split import Split
from tests.model.films import Film, catalog_of, liked_by, random_films

TRAIN, HELD_OUT = frozenset({1, 2}), frozenset({11, 12, 13})
SPLIT = Split(TRAIN, HELD_OUT)


def table_of(films: Sequence[Film]) -> dict[str, Metrics]:
    catalog = catalog_of(*films)
    table = compare(catalog, SPLIT, all_designs(catalog, SPLIT))
    return {name: measured.metrics for name, measured in table.items()}


def test_every_baseline_and_both_modes_are_measured() -> None:
    films = [
        film._replace(stars={**film.stars, 11: 5.0, 12: 4.0, 13: 2.0})
        for film in random_films(30, 3)
    ]
    catalog = catalog_of(*films)
    announced: list[str] = []
    table = compare(catalog, SPLIT, all_designs(catalog, SPLIT), announced.append)
    assert list(table) == [*baselines(catalog, TRAIN), "content", "taste", "blend"] == announced
    for metrics, users in table.values():
        assert all(0 <= value <= 1 for value in metrics if value is not None)
        assert users.keys() == {11, 12}  # the last one likes nothing
        assert metrics.self_recommendation == 0
    assert table["content"].metrics.genre > table["most liked"].metrics.genre


def test_the_model_knows_nothing_of_the_held_out_users() -> None:
    """Only users 11 and 12 say that films 0 and 1 go together, which likes cannot tell."""
    films = [Film("a", stars=liked_by(11, 12)), Film("b", stars=liked_by(11, 12))]
    films += [Film("a b", "x y z", "words", stars=liked_by(1, 2))] * 3
    table = table_of(films)
    assert table["audience alone"].hit_rate == 0
    assert table["content"].hit_rate == 0


def test_what_the_users_of_the_other_part_say_is_known() -> None:
    films = [Film(stars=liked_by(1, 2, 11)), Film(stars=liked_by(1, 2, 11)), Film("a"), Film("b")]
    table = table_of(films)
    assert table["audience alone"].hit_rate == table["blend"].hit_rate == 1
    assert table["content"].hit_rate == 0
