"""Rounds become the median of each figure, with the least and the most."""

from __future__ import annotations

from benchmarks.contest.load import Figures
from benchmarks.contest.rounds import Round, summarize


def a_round(cpu: float, alone: float) -> Round:
    figures = Figures(requests=10, rate=1.0, p50=2.0, p99=3.0, cpu=cpu)
    return Round(figures, Figures(requests=10, rate=1.0, p50=alone, p99=3.0, cpu=cpu))


def test_each_figure_of_a_server_and_query_is_summed_up_over_the_rounds() -> None:
    found = summarize({"ours": {"Q1": [a_round(30, 7), a_round(10, 9), a_round(90, 8)]}})
    assert found["ours"]["Q1"]["cpu"] == {"median": 30, "least": 10, "most": 90}
    assert found["ours"]["Q1"]["alone"] == {"median": 8, "least": 7, "most": 9}
    assert set(found["ours"]["Q1"]) == {"cpu", "rate", "p50", "p99", "alone"}
