"""What holds for every signal."""

from __future__ import annotations

import numpy as np
import pytest

from model.signals import SIGNALS, SignalSpec
from resolvers.context import Context
from tests.model.films import catalog_of, lengths, random_films


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
@pytest.mark.parametrize("seed", range(5))
def test_every_row_has_unit_length_or_is_empty(signal: SignalSpec, seed: int) -> None:
    block = signal.block().fit_transform(catalog_of(*random_films(40, seed)))
    found = lengths(block)
    assert block.shape[0] == 40
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert found.any()
    assert not found.all()


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_no_cell_is_negative_so_that_no_reason_is(signal: SignalSpec) -> None:
    assert signal.block().fit_transform(catalog_of(*random_films(40, 0))).data.min() > 0


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda signal: signal.name)
def test_every_signal_knows_most_films_of_the_sample(signal: SignalSpec, sample: Context) -> None:
    found = lengths(signal.block().fit_transform(sample.catalog))
    assert np.all((np.abs(found - 1) < 1e-6) | (found == 0))
    assert np.count_nonzero(found) > len(found) / 2


def test_signals_have_distinct_names_and_positive_weights() -> None:
    assert len({signal.name for signal in SIGNALS}) == len(SIGNALS)
    assert all(signal.weight > 0 for signal in SIGNALS)
