"""What makes two films alike: one signal a file, and here the weight of each."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sklearn.pipeline import Pipeline

from model.signals.cast import cast
from model.signals.crew import crew
from model.signals.genre import genre
from model.signals.keyword import keyword
from model.signals.plot import plot


class SignalSpec(NamedTuple):
    """A signal: its name, its share in the score, and what makes its block."""

    name: str
    weight: float
    block: Callable[[], Pipeline]


SIGNALS = (
    SignalSpec("GENRE", 0.16, genre),
    SignalSpec("PLOT", 0.13, plot),
    SignalSpec("KEYWORD", 0.17, keyword),
    SignalSpec("CAST", 0.08, cast),
    SignalSpec("CREW", 0.11, crew),
)
