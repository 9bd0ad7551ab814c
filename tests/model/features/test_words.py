"""Words of texts, and texts without words."""

from __future__ import annotations

import numpy as np
import pytest

from model.features.words import WordFrequency


def test_a_column_stands_for_each_word_and_rows_have_unit_length() -> None:
    words = WordFrequency()
    block = words.fit_transform(["heat heat", "thief heat", ""]).toarray()
    assert words.words() == ["heat", "thief"]
    assert np.hypot(*block.T) == pytest.approx([1, 1, 0])
    assert block[1, 1] > block[1, 0] > 0


@pytest.mark.parametrize("texts", [["", ""], ["the of", "and"]])
def test_texts_of_which_no_word_is_left_make_a_block_without_columns(texts: list[str]) -> None:
    words = WordFrequency(stop_words="english")
    assert words.fit_transform(texts).shape == (2, 0)
    assert words.words() == []
