"""The model card."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from catalog.enums import Signal
from catalog.storage.snapshot import Draft
from model import artifact
from model.card import DESCRIPTIONS, FORMER_MODEL, ModelCard, evaluation_file
from model.evaluation.metrics import Metrics
from tests.model.films import Film, World, world


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the model of two films was written."""
    world(tmp_path / "c0ffee", Film("a b", "x"), Film("a", "x"))
    return tmp_path / "c0ffee"


def test_it_names_the_signals_with_weight_and_width(folder: Path) -> None:
    card = ModelCard.read(Draft(folder))
    assert card.version == str(artifact.VERSION)
    assert [info.signal for info in card.signals] == list(Signal)
    weights = {info.signal: info.weight for info in card.signals}
    assert weights[Signal.GENRE] == pytest.approx(0.10)
    assert weights[Signal.AUDIENCE] == pytest.approx(0.55)
    widths = {info.signal: info.dimensions for info in card.signals}
    assert [widths[s] for s in (Signal.GENRE, Signal.KEYWORD, Signal.AUDIENCE)] == [2, 1, 0]


def test_without_an_evaluation_there_are_no_metrics(folder: Path) -> None:
    assert ModelCard.read(Draft(folder)).metrics == []


def test_the_evaluation_stands_beside_the_snapshot(folder: Path) -> None:
    assert evaluation_file(folder) == folder.parent / "c0ffee.evaluation.json"


def test_metrics_stand_beside_those_of_the_model_that_was_replaced(folder: Path) -> None:
    table = {
        FORMER_MODEL: {"hit_rate": 0.1, "ipw": 0.01},
        "another": {"hit_rate": 0.9, "ipw": 0.9},
        "content": {"hit_rate": 0.5, "ipw": 0.06, "expert": None},
        "blend": {"hit_rate": 0.8, "ipw": 0.1},
    }
    evaluation_file(folder).write_text(json.dumps({"figures": table, "users": {}}))
    metrics = ModelCard.read(Draft(folder)).metrics
    assert [(metric.name, metric.value, metric.baseline) for metric in metrics] == [
        ("content hit_rate", 0.5, 0.1),
        ("content ipw", 0.06, 0.01),
        ("blend hit_rate", 0.8, 0.1),
        ("blend ipw", 0.1, 0.01),
    ]
    assert metrics[1].description == DESCRIPTIONS["ipw"]


def test_every_metric_has_a_description() -> None:
    assert tuple(DESCRIPTIONS) == Metrics._fields


def test_a_recommender_has_the_card(worlds: list[World]) -> None:
    card = worlds[-1].recommender.model
    blocks = worlds[-1].model.blocks_
    assert [info.dimensions for info in card.signals] == [blocks[s].shape[1] for s in Signal]
