"""The weight of each signal, and the weights of each basis."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from sklearn.pipeline import Pipeline

from catalog.enums import Basis, Signal
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
from model.signals.tag import tag
from model.signals.taste import taste
from model.signals.tone import tone


class Spec(NamedTuple):
    """A signal, its weight, and the function that returns its pipeline.

    Attributes
    ----------
    of_blocks
        Whether the pipeline takes the blocks of the signals before it, by signal, and makes a dense
        block; otherwise it takes the catalog and makes a sparse one.
    """

    signal: Signal
    weight: float
    block: Callable[[], Pipeline]
    of_blocks: bool = False


CONTENT = (
    Spec(Signal.GENRE, 0.10, genre),
    Spec(Signal.PLOT, 0.085, plot),
    Spec(Signal.KEYWORD, 0.12, keyword),
    Spec(Signal.CAST, 0.075, cast),
    Spec(Signal.CREW, 0.13, crew),
    Spec(Signal.COMPANY, 0.025, company),
    Spec(Signal.COLLECTION, 0.20, collection),
    Spec(Signal.ERA, 0.09, era),
    Spec(Signal.LANGUAGE, 0.075, language),
    Spec(Signal.ACCLAIM, 0.015, acclaim),
    Spec(Signal.TONE, 0.085, tone, of_blocks=True),
)
"""What a film is; the weights add up to 1."""

SIGNALS = (
    *CONTENT,
    Spec(Signal.TAG, 0.10, tag),
    Spec(Signal.AUDIENCE, 0.55, audience),
    Spec(Signal.TASTE, 0.20, taste, of_blocks=True),
)
"""CONTENT, what people call a film, whom such a film pleases, and who liked it.

The weights of TAG and TASTE stand beside those of CONTENT.  That of AUDIENCE is its share of the
blend for a film with very many likes, see `model.scores.weights_in_use`.
"""


def default_weights(basis: Basis) -> dict[Signal, float]:
    """The weights of a basis; their sum is 1."""
    weights = {spec.signal: spec.weight for spec in SIGNALS}
    share = weights.pop(Signal.AUDIENCE)
    if basis is Basis.CONTENT:
        del weights[Signal.TASTE]
    total = sum(weights.values()) / (1 - share if basis is Basis.BLEND else 1)
    weights = {signal: weight / total for signal, weight in weights.items()}
    return {**weights, Signal.AUDIENCE: share} if basis is Basis.BLEND else weights
