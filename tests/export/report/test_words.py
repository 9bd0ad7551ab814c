"""Numbers in sentences."""

from __future__ import annotations

import pytest

from export.report.words import dollars, listed, number, plural, share


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (1, 2, "50%"),
        (0, 7, "0%"),
        (7, 7, "100%"),
        (1, 200, "0.5%"),
        (1, 5_000, "under 0.1%"),
        (0, 0, "0%"),
        (994, 1_000, "99%"),
        (996, 1_000, "99.6%"),
        (99_999, 100_000, "over 99.9%"),
    ],
)
def test_a_share_is_never_0_or_100_percent_unless_it_is(
    part: int, whole: int, expected: str
) -> None:
    assert share(part, whole) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (0.0000412, "0.000041"),
        (0.3912, "0.391"),
        (95.0, "95"),
        (12_889.4, "12,889"),
        (547.488, "547"),
    ],
)
def test_a_number_is_never_a_power_of_ten(value: float, expected: str) -> None:
    assert number(value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2_787_965_087, "$2.79 billion"),
        (30e6, "$30 million"),
        (999_999_999, "$1 billion"),
        (15_000, "$15,000"),
        (12, "$12"),
    ],
)
def test_money_is_told_in_millions_and_billions(value: float, expected: str) -> None:
    assert dollars(value) == expected


def test_things_are_listed_and_counted_as_in_a_sentence() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert (plural(1, "film"), plural(2_000, "film")) == ("1 film", "2,000 films")
