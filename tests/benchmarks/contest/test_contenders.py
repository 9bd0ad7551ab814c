"""Our server's modes are chosen by its settings."""

from __future__ import annotations

import pytest

from benchmarks.contest.contenders import MODES
from settings import Settings


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_names_only_settings_that_there_are(mode: str) -> None:
    known = {f"REELGRAPH_{name.upper()}" for name in Settings.model_fields}
    assert MODES[mode].keys() <= known
