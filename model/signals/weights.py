"""The weight of each signal."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sklearn.pipeline import Pipeline

from catalog.enums import Signal
from model.signals.acclaim import acclaim
from model.signals.audience import audience
from model.signals.cast import cast
from model.signals.collection import collection
from model.signals.company import company
from model.signals.crew import crew
from model.signals.era import era
from model.signals.genre import genre
from model.signals.keyword import keyword
from model.signals.language import language
from model.signals.plot import plot


class Spec(NamedTuple):
    """A signal, its weight, and the function that returns its pipeline."""

    signal: Signal
    weight: float
    block: Callable[[], Pipeline]


CONTENT = (
    Spec(Signal.GENRE, 0.16, genre),
    Spec(Signal.PLOT, 0.13, plot),
    Spec(Signal.KEYWORD, 0.17, keyword),
    Spec(Signal.CAST, 0.08, cast),
    Spec(Signal.CREW, 0.11, crew),
    Spec(Signal.COMPANY, 0.03, company),
    Spec(Signal.COLLECTION, 0.10, collection),
    Spec(Signal.ERA, 0.12, era),
    Spec(Signal.LANGUAGE, 0.08, language),
    Spec(Signal.ACCLAIM, 0.02, acclaim),
)
"""What a film is; the weights add up to 1."""

SIGNALS = (*CONTENT, Spec(Signal.AUDIENCE, 1.0, audience))
"""CONTENT and who liked a film, which weighs as much as all of CONTENT in the blend."""
