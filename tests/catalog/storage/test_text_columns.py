"""Columns of texts: null is no text, and a label is stored once."""

from __future__ import annotations

import numpy as np

from catalog.storage.text_columns import LabelColumn, TextColumn


def test_the_empty_text_is_null() -> None:
    column: TextColumn[str | None] = TextColumn.of(["", None, " ", "é"])
    assert [column[row] for row in range(4)] == [None, None, " ", "é"]


def test_labels_may_be_more_than_16_bits_can_count() -> None:
    names = [f"job {number:06}" for number in range(2**15 + 2)]
    column: LabelColumn[str | None] = LabelColumn.of([*names, None])
    assert [column[0], column[2**15 + 1], column[2**15 + 2]] == [names[0], names[-1], None]
    few: LabelColumn[str | None] = LabelColumn.of(names[:3])
    assert few.values.dtype == np.int16


def test_a_label_is_stored_once() -> None:
    column: LabelColumn[str | None] = LabelColumn.of(["b", "a", "b", None, ""])
    assert column.labels == ["a", "b", None]
    assert column.values.tolist() == [1, 0, 1, -1, -1]
