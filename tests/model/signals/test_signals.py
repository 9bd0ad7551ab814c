"""What holds for every signal."""

from __future__ import annotations

import numpy as np
import pytest

from catalog.enums import Mode, Signal
from model.knn import default_weights
from model.signals.weights import CONTENT, SIGNALS, Spec
from resolvers.context import Context
from tests.model.films import Film, catalog_of, lengths, random_films

each = pytest.mark.parametrize("spec", SIGNALS, ids=lambda spec: spec.signal.name)


@pytest.mark.parametrize("spec", CONTENT, ids=lambda spec: spec.signal.name)
@pytest.mark.parametrize("seed", range(5))
def test_every_row_has_unit_length_or_is_empty(spec: Spec, seed: int) -> None:
    block = spec.block().fit_transform(catalog_of(*random_films(40, seed)))
    found = lengths(block)
    assert block.shape[0] == 40
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert found.any()
    assert not found.all()


@each
def test_no_cell_is_negative_so_that_no_reason_is(spec: Spec) -> None:
    assert spec.block().fit_transform(catalog_of(*random_films(40, 0))).data.min() > 0


@each
def test_where_no_film_has_anything_the_block_is_empty(spec: Spec) -> None:
    block = spec.block().fit_transform(catalog_of(*[Film()] * 3))
    assert (block.shape[0], block.nnz) == (3, 0)


@pytest.mark.parametrize("spec", CONTENT, ids=lambda spec: spec.signal.name)
def test_every_signal_of_the_content_knows_films_of_the_sample(spec: Spec, sample: Context) -> None:
    found = lengths(spec.block().fit_transform(sample.catalog))
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert np.count_nonzero(found) > len(found) / 20


def test_every_signal_has_one_weight_above_0() -> None:
    assert [spec.signal for spec in SIGNALS] == list(Signal)
    assert all(spec.weight > 0 for spec in SIGNALS)


def test_the_weights_of_the_content_add_up_to_one() -> None:
    assert sum(spec.weight for spec in CONTENT) == pytest.approx(1)
    weights = default_weights(Mode.CONTENT)
    assert weights == pytest.approx({spec.signal: spec.weight for spec in CONTENT})


def test_in_the_blend_the_audience_weighs_as_much_as_all_the_others() -> None:
    weights = default_weights(Mode.BLEND)
    assert sum(weights.values()) == pytest.approx(1)
    assert weights.pop(Signal.AUDIENCE) == pytest.approx(0.5)
    content = default_weights(Mode.CONTENT)
    assert weights == pytest.approx({signal: w / 2 for signal, w in content.items()})
