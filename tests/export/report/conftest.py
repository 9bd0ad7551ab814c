"""Small catalogs as the report reads them, and what their films are in plain Python."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from catalog.enums import Signal
from export.report.data import ReportData
from export.report.figure import Figure
from export.report.sections import SECTIONS
from model.card import Metric, ModelCard, SignalInfo
from tests.support.random_catalogs import Facts, Small

SIGNALS = [SignalInfo(Signal.GENRE, 0.6, 5), SignalInfo(Signal.CREW, 0.4, 7)]
UNMEASURED = ModelCard("a test", SIGNALS, [])


class Told(NamedTuple):
    """What a report tells of a catalog, by figure, and the films that are in lists."""

    figures: dict[str, Figure]
    films: list[Facts]

    def reading(self, figure: str) -> str:
        """What there is to see in a figure."""
        return self.figures[figure].reading


def told(small: Small, metrics: list[Metric] | None = None) -> Told:
    """Everything that a report of a small catalog tells."""
    films = ReportData(small.catalog, UNMEASURED._replace(metrics=metrics or []))
    figures = {f.name: f for section in SECTIONS for f in section(films).figures}
    return Told(figures, [film for film in small.films if not film.adult])


@pytest.fixture(scope="session")
def largest(smalls: list[Small]) -> Told:
    """What a report tells of the largest of the small catalogs."""
    return told(smalls[-1])
