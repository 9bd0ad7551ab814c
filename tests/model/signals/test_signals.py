"""What holds for every signal."""

from __future__ import annotations

import numpy as np
import pytest

from catalog.enums import Basis, Signal
from model.knn import ReferenceNeighbors
from model.signals.weights import CONTENT, SIGNALS, Spec, default_weights
from resolvers.context import Context
from tests.model.films import Film, catalog_of, lengths, random_films


@pytest.fixture(scope="module")
def sample_model(sample: Context) -> ReferenceNeighbors:
    """The model of the sample."""
    return ReferenceNeighbors().fit(sample.catalog)


TAG = next(spec.weight for spec in SIGNALS if spec.signal is Signal.TAG)
each = pytest.mark.parametrize("spec", SIGNALS, ids=lambda spec: spec.signal.name)


@pytest.mark.parametrize("spec", CONTENT, ids=lambda spec: spec.signal.name)
@pytest.mark.parametrize("seed", range(5))
def test_every_row_has_unit_length_or_is_empty(spec: Spec, seed: int) -> None:
    block = ReferenceNeighbors().fit(catalog_of(*random_films(40, seed))).blocks_[spec.signal]
    found = lengths(block)
    assert block.shape[0] == 40
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert found.any()
    assert not found.all()


@pytest.mark.parametrize(
    "spec", [s for s in SIGNALS if not s.of_blocks], ids=lambda spec: spec.signal.name
)
def test_no_cell_of_a_sparse_block_is_negative_so_that_no_reason_is(spec: Spec) -> None:
    assert spec.block().fit_transform(catalog_of(*random_films(40, 0))).data.min() > 0


@each
def test_where_no_film_has_anything_the_block_is_empty(spec: Spec) -> None:
    block = ReferenceNeighbors().fit(catalog_of(*[Film()] * 3)).blocks_[spec.signal]
    assert block.shape[0] == 3
    assert not lengths(block).any()


@pytest.mark.parametrize("spec", CONTENT, ids=lambda spec: spec.signal.name)
def test_every_signal_of_the_content_knows_films_of_the_sample(
    spec: Spec, sample_model: ReferenceNeighbors
) -> None:
    made = sample_model.blocks_[spec.signal]
    found = lengths(made)
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert np.count_nonzero(found) > len(found) / 20


def test_every_signal_has_one_weight_above_0() -> None:
    assert [spec.signal for spec in SIGNALS] == list(Signal)
    assert all(spec.weight > 0 for spec in SIGNALS)


def test_the_weights_of_the_content_add_up_to_one() -> None:
    assert sum(spec.weight for spec in CONTENT) == pytest.approx(1)
    weights = default_weights(Basis.CONTENT)
    assert weights.pop(Signal.TAG) == pytest.approx(TAG / (1 + TAG))
    assert weights == pytest.approx({s.signal: s.weight / (1 + TAG) for s in CONTENT})


def test_taste_stands_beside_the_content_and_the_audience_beside_both() -> None:
    content, taste, blend = (default_weights(basis) for basis in Basis)
    for weights in (taste, blend):
        assert sum(weights.values()) == pytest.approx(1)
    assert taste.pop(Signal.TASTE) == pytest.approx(0.2 / (1.2 + TAG))
    others = (1 + TAG) / (1.2 + TAG)
    assert taste == pytest.approx({signal: weight * others for signal, weight in content.items()})
    assert blend.pop(Signal.AUDIENCE) == pytest.approx(0.55)
    assert blend.pop(Signal.TASTE) == pytest.approx(0.45 * 0.2 / (1.2 + TAG))
    assert blend == pytest.approx({signal: 0.45 * weight for signal, weight in taste.items()})
