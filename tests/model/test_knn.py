"""The estimator: what a score is, and the conventions of scikit-learn."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from catalog.enums import Basis, Signal
from model.knn import ReferenceNeighbors
from model.signals.crew import JOBS
from model.signals.weights import CONTENT, default_weights
from tests.model.films import Film, catalog_of, liked_by, random_films

Vector = Mapping[str, float]
COUNT = 40
WITHOUT_FEATURES = COUNT - 1
"""The row of the film that has none, see `random_films`."""


def by_rarity(vectors: Sequence[Vector], min_df: int = 1, max_df: float = 1) -> list[Vector]:
    """Every cell times ln((1 + N) / (1 + df)) + 1, without columns that are too rare or common."""
    df = Counter(name for vector in vectors for name in vector)
    kept = {name for name, count in df.items() if min_df <= count <= max_df * len(vectors)}
    idf = {name: math.log((1 + len(vectors)) / (1 + df[name])) + 1 for name in kept}
    return [
        {name: value * idf[name] for name, value in vector.items() if name in kept}
        for vector in vectors
    ]


def cosine(one: Vector, other: Vector) -> float:
    product = sum(value * other.get(name, 0) for name, value in one.items())
    return product / (math.hypot(*one.values()) * math.hypot(*other.values())) if product else 0


def billing(names: Iterable[str]) -> Vector:
    return {name: 1 / (1 + 0.15 * position) for position, name in enumerate(names) if position < 10}


def shaping(credits: Iterable[tuple[str, str]]) -> Vector:
    weights: dict[str, float] = {}
    for name, job in credits:
        weights[name] = max(weights.get(name, 0), JOBS.get(job, 0))
    return {name: weight for name, weight in weights.items() if weight}


def wording(overview: str) -> Vector:
    return {word: 1 + math.log(count) for word, count in Counter(overview.split()).items()}


def twentieths(rating: float | None) -> float | None:
    return None if rating is None else round(20 * rating) / 20


def bumps(number: float | None, centers: Sequence[float], width: float) -> Vector:
    if number is None:
        return {}
    heights = {str(c): math.exp(-(((number - c) / width) ** 2) / 2) for c in centers}
    return {center: height for center, height in heights.items() if height >= 0.02}


def unit(vector: Vector) -> Vector:
    length = math.hypot(*vector.values())
    return {name: value / length for name, value in vector.items()}


def some(names: str | None) -> Vector:
    return dict.fromkeys((names or "").split(), 1.0)


def tones(films: Sequence[Film], plots: Sequence[Vector]) -> list[Vector]:
    """Tones with dense matrices and NumPy's exact singular value decomposition."""
    has = [film.keywords.split() for film in films]
    names = sorted(n for n, count in Counter(n for each in has for n in each).items() if count >= 3)
    rows = np.array([[float(name in each) for name in names] for each in has])
    together = rows.T @ rows
    np.fill_diagonal(together, 0)
    total = together.sum(axis=1)
    expected = np.outer(total, total**0.75) / (total**0.75).sum()
    information = np.log(np.maximum(together / expected, 1))
    left, sizes, _ = np.linalg.svd(information)
    places = as_units(left[:, :24] * np.sqrt(sizes[:24]))
    rarity = np.log((1 + len(films)) / (1 + rows.sum(axis=0))) + 1
    count = rows.sum(axis=1)
    tone = as_units((rows * rarity) @ places)
    tone[count > 0] -= tone[count > 0].mean(axis=0)
    tone = as_units(tone)
    words = sorted({word for plot in plots for word in plot})
    using = np.array([[plot.get(word, 0) for word in words] for plot in plots])
    telling = (using > 0) * (count >= 3)[:, None]
    of_words = (telling.T @ tone) / (telling.sum(axis=0) + 10)[:, None]
    lengths = np.linalg.norm(using, axis=1, keepdims=True)
    from_words = as_units(using / np.maximum(lengths, 1e-9) @ of_words)
    mixed = as_units((count[:, None] * tone + 3 * from_words) / (count + 3)[:, None])
    return [{str(at): value for at, value in enumerate(row)} for row in mixed.tolist()]


def as_units(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.where(lengths > 1e-6, rows / np.maximum(lengths, 1e-6), 0)


def expected_scores(films: Sequence[Film]) -> NDArray[np.float64]:
    """Σ weight · cosine of all pairs, worked out film by film with plain numbers."""
    languages = by_rarity([some(film.language) for film in films])
    countries = by_rarity([some(film.countries) for film in films])
    places = zip(languages, countries, strict=True)
    plots = by_rarity([wording(film.overview or "") for film in films], 3, 0.1)
    vectors: Mapping[Signal, Sequence[Vector]] = {
        Signal.GENRE: by_rarity([some(film.genres) for film in films]),
        Signal.KEYWORD: by_rarity([some(film.keywords) for film in films], 2),
        Signal.TAG: by_rarity([some(film.tags) for film in films], 2),
        Signal.PLOT: plots,
        Signal.CAST: by_rarity([billing(film.cast.split()) for film in films], 2),
        Signal.CREW: by_rarity([shaping(film.crew) for film in films]),
        Signal.COMPANY: by_rarity([some(film.companies) for film in films], 2),
        Signal.COLLECTION: [some(film.collection) for film in films],
        Signal.ERA: [bumps(film.year, range(1890, 2026, 3), 6) for film in films],
        Signal.LANGUAGE: [{**unit(spoken), **unit(made)} for spoken, made in places],
        Signal.TONE: tones(films, plots),
        Signal.ACCLAIM: [
            bumps(twentieths(film.rating), [3.5 + n / 4 for n in range(21)], 0.4) for film in films
        ],
    }
    return np.array(
        [
            [
                sum(
                    weight * cosine(vectors[signal][a], vectors[signal][b])
                    for signal, weight in default_weights(Basis.CONTENT).items()
                )
                for b in range(len(films))
            ]
            for a in range(len(films))
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_a_score_is_the_weighted_sum_of_the_cosines(seed: int) -> None:
    films = random_films(COUNT, seed)
    scores, neighbors = (
        ReferenceNeighbors().fit(catalog_of(*films)).kneighbors(range(COUNT), COUNT - 1)
    )

    expected = expected_scores(films)
    assert np.count_nonzero(expected) > COUNT * COUNT / 2
    assert np.allclose(scores, np.take_along_axis(expected, neighbors, axis=1), rtol=0, atol=1e-6)


@pytest.mark.parametrize("k", [1, 5, COUNT - 1])
def test_the_neighbors_are_those_of_the_largest_scores(k: int) -> None:
    films = random_films(COUNT, 7)
    scores, _ = ReferenceNeighbors().fit(catalog_of(*films)).kneighbors(range(COUNT), k)

    others = expected_scores(films)
    np.fill_diagonal(others, -1)
    assert np.allclose(scores, -np.sort(-others, axis=1)[:, :k], rtol=0, atol=1e-6)


TWIN = Film(
    "drama",
    "heist caper",
    "robbery",
    cast="a b",
    crew=[("c", "Director")],
    companies="acme",
    collection="series",
    year=1999,
    language="en",
    countries="US",
    rating=7.5,
)


OTHER = Film(keywords="sun sea")
"""A film with keywords of its own, from which the tone of others differs."""


def test_two_films_alike_in_every_signal_have_a_score_of_one() -> None:
    catalog = catalog_of(TWIN, TWIN, TWIN, *[OTHER] * 3, *[Film()] * 24)
    scores, neighbors = ReferenceNeighbors().fit(catalog).kneighbors([0], 3)
    assert scores[0] == pytest.approx([1, 1, 0], abs=1e-6)
    assert set(neighbors[0, :2]) == {1, 2}


def test_a_film_is_not_its_own_neighbor_even_among_more_equals_than_are_asked_for() -> None:
    model = ReferenceNeighbors().fit(catalog_of(*[TWIN] * 6, *[OTHER] * 3, *[Film()] * 51))
    scores, neighbors = model.kneighbors(range(6), 2)
    assert scores == pytest.approx(1, abs=1e-6)
    assert np.all(neighbors < 6)
    assert not np.any(neighbors == np.arange(6)[:, None])


def test_a_missing_signal_costs_its_weight_and_no_more() -> None:
    """A film with nothing but a genre is as near to its equal as the weight of GENRE says."""
    films = [Film(genres="drama"), Film(genres="drama"), Film(keywords="a"), Film(keywords="a")]
    scores, _ = ReferenceNeighbors().fit(catalog_of(*films)).kneighbors([0, 2], 1)
    assert scores.ravel() == pytest.approx([0.10, 0.12])


def test_a_film_without_features_has_nothing_in_common_with_any() -> None:
    model = ReferenceNeighbors().fit(catalog_of(*random_films(COUNT, 1)))
    scores, _ = model.kneighbors([WITHOUT_FEATURES], COUNT - 1)
    assert scores == pytest.approx(0, abs=1e-6)


def test_there_are_never_more_neighbors_than_other_films() -> None:
    scores, neighbors = (
        ReferenceNeighbors().fit(catalog_of(Film("a"), Film("a"))).kneighbors([0, 1], 9)
    )
    assert neighbors.tolist() == [[1], [0]]
    assert scores.shape == (2, 1)


def test_the_number_of_neighbors_is_the_parameter_unless_told_otherwise() -> None:
    catalog = catalog_of(*random_films(COUNT, 1))
    model = ReferenceNeighbors(n_neighbors=3).fit(catalog)
    assert model.kneighbors([0, 1])[0].shape == (2, 3)
    assert model.kneighbors([0, 1], 4)[0].shape == (2, 4)


def test_only_the_proportions_of_the_weights_count() -> None:
    catalog = catalog_of(*random_films(COUNT, 2))
    larger = {s: 7 * weight for s, weight in default_weights(Basis.CONTENT).items()}
    plain = ReferenceNeighbors().fit(catalog)
    scaled = ReferenceNeighbors(weights=larger).fit(catalog)
    assert scaled.weights_ == pytest.approx(plain.weights_)
    everyone = range(COUNT)
    assert np.allclose(
        scaled.kneighbors(everyone, 9)[0], plain.kneighbors(everyone, 9)[0], atol=1e-6
    )


def test_without_weights_those_of_the_content_count() -> None:
    tagged = ReferenceNeighbors().fit(catalog_of(Film("a", tags="slow"), Film("b", tags="slow")))
    assert tagged.weights_ == pytest.approx(default_weights(Basis.CONTENT))


def test_in_a_catalog_without_tags_their_weight_does_not_count() -> None:
    model = ReferenceNeighbors().fit(catalog_of(Film("a"), Film("b")))
    assert model.weights_ == pytest.approx({spec.signal: spec.weight for spec in CONTENT})


def test_a_signal_that_is_not_named_does_not_count() -> None:
    catalog = catalog_of(Film("drama", "heist"), Film("drama"), Film("western", "heist"))
    model = ReferenceNeighbors(weights={Signal.KEYWORD: 0.3, Signal.GENRE: 0.0}).fit(catalog)
    assert model.weights_ == {Signal.KEYWORD: 1, Signal.GENRE: 0}
    scores, neighbors = model.kneighbors([0], 2)
    assert neighbors.tolist() == [[2, 1]]
    assert scores[0] == pytest.approx([1, 0], abs=1e-6)


def test_with_a_weight_the_audience_counts_less_the_fewer_they_are() -> None:
    catalog = catalog_of(*[Film("a", stars=liked_by(1, 2, 3, 4, 5))] * 2, Film("b"))
    model = ReferenceNeighbors(weights={Signal.GENRE: 1.0, Signal.AUDIENCE: 3.0}).fit(catalog)
    scores, neighbors = model.kneighbors([0], 1)
    assert neighbors.tolist() == [[1]]
    assert scores[0] == pytest.approx(0.25 + 0.75 * 5 / 25, abs=1e-6)


def test_only_the_users_that_are_named_are_the_audience() -> None:
    catalog = catalog_of(Film(stars=liked_by(1, 2)), Film(stars=liked_by(2)), Film())
    assert ReferenceNeighbors().fit(catalog).likes().sum() == 3
    assert ReferenceNeighbors(users={1}).fit(catalog).likes().sum() == 1


@pytest.mark.parametrize(
    "weights",
    [{Signal.CAST: -0.1, Signal.CREW: 1.0}, dict.fromkeys(Signal, 0.0)],
    ids=["negative", "all 0"],
)
def test_weights_that_make_no_sense_are_refused(weights: dict[Signal, float]) -> None:
    with pytest.raises(ValueError, match="weights"):
        ReferenceNeighbors(weights=weights).fit(catalog_of(Film("a"), Film("b")))


def test_there_is_a_block_for_every_signal_whatever_the_weights() -> None:
    model = ReferenceNeighbors(weights={Signal.CAST: 1.0}).fit(catalog_of(*random_films(COUNT, 3)))
    assert list(model.blocks_) == list(Signal)
    for block in model.blocks_.values():
        assert block.shape[0] == COUNT
        assert block.dtype == np.float32


def test_parameters_are_read_set_and_cloned_like_those_of_any_estimator() -> None:
    model = ReferenceNeighbors(weights={Signal.CAST: 1.0}, n_neighbors=7)
    assert model.get_params() == {
        "weights": {Signal.CAST: 1.0},
        "n_neighbors": 7,
        "users": None,
    }

    copy = clone(model.fit(catalog_of(Film("a"), Film("b"))))
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "blocks_")
    assert copy.set_params(n_neighbors=2) is copy
    assert (copy.n_neighbors, model.n_neighbors) == (2, 7)


def test_fitting_leaves_the_parameters_alone() -> None:
    weights = {Signal.CAST: 1.0}
    model = ReferenceNeighbors(weights=weights).fit(catalog_of(Film("a"), Film("b")))
    assert model.weights is weights
    assert weights == {Signal.CAST: 1.0}


def test_neighbors_before_fitting_are_an_error() -> None:
    with pytest.raises(NotFittedError):
        ReferenceNeighbors().kneighbors([0])


@pytest.mark.parametrize("films", [[Film("a")], [Film()], [Film(), Film()]])
def test_the_smallest_catalogs_can_be_fitted(films: list[Film]) -> None:
    model = ReferenceNeighbors().fit(catalog_of(*films))
    assert model.kneighbors([0], 5)[1].shape == (1, len(films) - 1)
