"""The parts of a title by which it is also known."""

from __future__ import annotations

import pytest

from catalog.names.title_parts import number_at_end, title_parts


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Heat", []),
        ("Dr. Strangelove: or, How I Learned", ["Dr. Strangelove"]),
        ("Terminator 2: Judgment Day", ["Terminator 2"]),
        ("Star Wars: Episode I - The Phantom Menace", ["Star Wars", "Star Wars: Episode I"]),
        ("Hellbound: Hellraiser II", ["Hellbound", "Hellraiser II"]),
        ("Che: Part Two", ["Che"]),
        ("The Human Centipede 2 (Full Sequence)", ["The Human Centipede 2"]),
        ("(500) Days of Summer", []),
        ("Kiss - Kiss: Bang", ["Kiss"]),
    ],
)
def test_the_beginning_and_what_has_a_number(title: str, parts: list[str]) -> None:
    assert title_parts(title) == [title, *parts]


def test_the_number_at_the_end() -> None:
    assert (number_at_end("Rocky V"), number_at_end("Rocky")) == (5, None)
