"""TONE: films whose keywords are found together are near each other."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from catalog.enums import Signal
from model.knn import ReferenceNeighbors
from model.signals.tone import DIMENSIONS
from tests.model.films import Film, catalog_of, lengths, random_films

ROBBERIES = [Film(keywords=f"{crime} thief vault") for crime in ("heist", "caper") * 4]
WEDDINGS = [Film(keywords=f"{party} bride love") for party in ("wedding", "honeymoon") * 4]


def rows_of(*films: Film) -> NDArray[np.float32]:
    """The rows of TONE."""
    rows = ReferenceNeighbors().fit(catalog_of(*films)).blocks_[Signal.TONE]
    assert isinstance(rows, np.ndarray)
    return rows


def tones_of(*films: Film) -> NDArray[np.float32]:
    """The products of every two films by TONE."""
    rows = rows_of(*films)
    return rows @ rows.T


def test_films_without_a_keyword_in_common_are_alike_if_their_keywords_are_found_together() -> None:
    films = [*ROBBERIES, *WEDDINGS, Film(keywords="heist"), Film(keywords="caper")]
    tones = tones_of(*films, Film(keywords="wedding"))
    heist, caper, wedding = range(16, 19)
    assert tones[heist, caper] > 0.9
    assert tones[heist, wedding] < 0
    assert tones[heist, 0] == pytest.approx(tones[caper, 1], abs=0.05)


def test_a_film_without_keywords_has_the_tone_of_its_words() -> None:
    """So few films use a word that it counts: at most a tenth of all."""
    films = [
        *(film._replace(overview="They crack a safe") for film in ROBBERIES[:3]),
        *(film._replace(overview="They dance a waltz") for film in WEDDINGS[:3]),
        *(ROBBERIES + WEDDINGS) * 2,
        *(Film(overview="A safe"), Film(overview="A waltz")),
    ]
    tones = tones_of(*films)
    safe, waltz = len(films) - 2, len(films) - 1
    assert tones[safe, 0] > 0.9
    assert tones[waltz, 3] > 0.9
    assert tones[safe, waltz] < 0


def test_its_keywords_say_more_about_a_film_than_its_words() -> None:
    bride = "A bride"
    films = [
        *(film._replace(overview=bride) for film in WEDDINGS[:3]),
        *(ROBBERIES + WEDDINGS) * 2,
        Film(keywords="heist thief vault caper", overview=bride),
    ]
    mixed = tones_of(*films)[-1]
    assert mixed[3] > mixed[0]


def test_a_keyword_of_fewer_than_three_films_has_no_place() -> None:
    films = [*ROBBERIES, *WEDDINGS, Film(keywords="moon"), Film(keywords="moon")]
    model = ReferenceNeighbors().fit(catalog_of(*films))
    assert lengths(model.blocks_[Signal.TONE])[-2:].tolist() == [0, 0]
    assert np.count_nonzero(model.tone_.keywords_.any(axis=1)) == 8


def test_rows_are_few_numbers_of_unit_length_and_the_same_each_time() -> None:
    first, again = (rows_of(*random_films(80, 3)) for _ in range(2))
    assert np.array_equal(first, again)
    assert first.shape[1] <= DIMENSIONS
    found = lengths(first)
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))


def test_tone_does_not_see_who_liked_a_film() -> None:
    films = random_films(40, 1)
    unrated = [film._replace(stars={}) for film in films]
    assert np.array_equal(tones_of(*films), tones_of(*unrated))
