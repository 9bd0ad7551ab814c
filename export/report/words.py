"""Numbers as people read them in a sentence."""

from __future__ import annotations

from collections.abc import Iterable

FINEST, HALF = 0.1, 0.5
"""Percent: the smallest share that is shown as a number, and the most that rounding adds."""
WHOLE, TINY = 1_000, 0.001
"""The number from which on there are no decimals, and that under which `g` writes exponents."""
_SCALES = ((1e9, " billion"), (1e6, " million"))


def count(number: float) -> str:
    """A whole number with commas."""
    return f"{number:,.0f}"


def share(part: float, whole: float) -> str:
    """A part of a whole in percent; "0%" and "100%" only where that is exact."""
    percent = 100 * part / whole if whole else 0.0
    lacking = 100 - percent
    if 0 < percent < FINEST:
        return f"under {FINEST}%"
    if 0 < lacking < FINEST:
        return f"over {100 - FINEST}%"
    near = 0 < percent < 1 or 0 < lacking <= HALF
    return f"{percent:.1f}%" if near else f"{percent:.0f}%"


def number(value: float) -> str:
    """At least three significant digits, never in powers of ten."""
    if value == 0:
        return "0"
    if abs(value) >= WHOLE:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= TINY else f"{value:.6f}".rstrip("0").rstrip(".")


def dollars(value: float) -> str:
    """An amount in US dollars."""
    for scale, name in _SCALES:
        if value >= 0.9995 * scale:  # which is as much in three digits
            return f"${value / scale:.3g}{name}"
    return f"${value:,.0f}"


def listed(items: Iterable[str]) -> str:
    """Items joined as in a sentence: "a, b and c"."""
    *others, last = items
    return f"{', '.join(others)} and {last}" if others else last


def plural(number: int, thing: str) -> str:
    """A count and its noun: "1 film", "2 films"."""
    return f"{count(number)} {thing}{'' if number == 1 else 's'}"
