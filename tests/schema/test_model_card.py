"""The model about itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from build import build
from catalog.enums import Signal
from catalog.storage.snapshot import Snapshot
from model import approximate
from resolvers.context import Context
from server.loaded_snapshot import context_of
from settings import ROOT
from tests.support.graphql import ask

QUERY = """{ catalog { model { version signals { signal weight dimensions }
    metrics { name value baseline description } } } }"""


def card(context: Context) -> Any:
    return ask(context, QUERY)["catalog"]["model"]


def test_each_signal_is_there_once_with_its_weight(sample: Context) -> None:
    signals = card(sample)["signals"]
    assert [s["signal"] for s in signals] == [signal.name for signal in Signal]
    weights = {s["signal"]: s["weight"] for s in signals}
    assert (weights.pop("AUDIENCE"), weights.pop("TASTE")) == (0.55, 0.2)
    assert weights.pop("TAG") == 0.1
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["KEYWORD"] == 0.12


def test_dimensions_are_columns(sample: Context, evaluated: Context) -> None:
    dimensions = {s["signal"]: s["dimensions"] for s in card(evaluated)["signals"]}
    assert (dimensions["GENRE"], dimensions["COLLECTION"], dimensions["AUDIENCE"]) == (4, 3, 24)
    of_sample = {s["signal"]: s["dimensions"] for s in card(sample)["signals"]}
    genres = ask(sample, "{ genres { id } }")["genres"]
    assert (of_sample["GENRE"], of_sample["AUDIENCE"]) == (len(genres), 0)


def test_a_catalog_with_more_films_than_can_be_compared_tells_how_many_neighbors_it_finds(
    sample: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(approximate, "MAX_NEAR_CANDIDATES", 120)
    monkeypatch.setattr(approximate, "MAX_PROBES", 12)
    built = build(ROOT / "data" / "sample", tmp_path, exact_films=100)
    large = context_of(Snapshot.open(built.folder))

    metrics = {metric["name"]: metric for metric in card(large)["metrics"]}
    assert metrics.keys() == {"taste neighbors_recall", "blend neighbors_recall"}
    for metric in metrics.values():
        assert 0.97 <= metric["value"] < 1
        assert metric["baseline"] is None
    similar = """{ similarMovies(title: "Heat", k: 10) { results {
        score movie { id } reasons(first: 14) { contribution } } } }"""
    exact, found = (ask(c, similar)["similarMovies"]["results"] for c in (sample, large))
    scores = {result["movie"]["id"]: result["score"] for result in exact}
    for result in found:
        assert result["score"] == pytest.approx(scores[result["movie"]["id"]], abs=1e-6)
        reasons = sum(reason["contribution"] for reason in result["reasons"])
        assert reasons == pytest.approx(result["score"], abs=1e-5)


def test_there_are_no_metrics_before_an_evaluation(sample: Context) -> None:
    assert card(sample)["metrics"] == []
    assert card(sample)["version"]


def test_after_an_evaluation_each_metric_stands_beside_the_replaced_models(
    evaluated: Context,
) -> None:
    metrics = {metric["name"]: metric for metric in card(evaluated)["metrics"]}
    assert len(metrics) == 42
    for mode in ("content", "blend"):
        assert metrics[f"{mode} self_recommendation"]["value"] == 0
        assert metrics[f"{mode} ipw"]["value"] > 0
        assert metrics[f"{mode} collection"]["value"] > 0.9
    for metric in metrics.values():
        assert 0 <= metric["value"] <= 1
        assert 0 <= metric["baseline"] <= 1
        assert len(metric["description"]) > 10
