"""How similar two names are."""

from __future__ import annotations

import pytest

from catalog.names.similarity import NEARLY_BEGINS, similarities, spelled_alike


def test_likeness_is_the_share_of_letters_in_common() -> None:
    """Twice the letters in common over the letters of both."""
    assert similarities("heat", ["heat", "heet", "cold", ""]).tolist() == pytest.approx(
        [1, 6 / 8, 0, 0]
    )
    assert similarities("heat", []).tolist() == []


def test_spaces_do_not_count_and_a_beginning_counts_less() -> None:
    names = ["star wars", "starwars", "star wars the clone wars"]
    assert spelled_alike("star wars", names, beginnings=False)[:2].tolist() == [1, 1]
    begins = spelled_alike("star wars", names, beginnings=True)
    assert begins.tolist() == pytest.approx([1, 1, NEARLY_BEGINS])
