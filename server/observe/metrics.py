"""What is counted, in the form that Prometheus reads.

Counting must cost less than what is counted, so each worker counts in plain numbers and writes
them to a file now and then; whoever is asked adds up the files of all.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)

FOLDER = "REELGRAPH_METRICS"
"""Environment variable: where workers of one server leave their numbers."""
SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
COSTS = (1, 5, 10, 50, 100, 500, 1_000, 2_500, 5_000)
MOST_NAMES = 100
"""Operation names that are told apart; the rest is counted as one."""
UNNAMED, OTHERS = "(unnamed)", "(others)"

Buckets = dict[str, list[float]]
Counts = dict[str, float]


class Histograms:
    """One histogram for each label; the last two numbers are the count beyond and the sum."""

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds, self.counts = bounds, Buckets()

    def observe(self, label: str, value: float) -> None:
        """Count a value."""
        counts = self.counts.get(label)
        if counts is None:
            if len(self.counts) >= MOST_NAMES and label != OTHERS:
                self.observe(OTHERS, value)
                return
            counts = self.counts[label] = [0.0] * (len(self.bounds) + 2)
        counts[bisect_left(self.bounds, value)] += 1
        counts[-1] += value


class Metrics:
    """The numbers of one worker."""

    def __init__(self) -> None:
        self.seconds, self.costs = Histograms(SECONDS), Histograms(COSTS)
        self.statuses: defaultdict[int, float] = defaultdict(float)
        self.rejections: defaultdict[str, float] = defaultdict(float)
        self.caches: defaultdict[str, float] = defaultdict(float)
        self.gauges: dict[str, float] = {}
        self._file = _folder() / f"{os.getpid()}-{time.time_ns()}.json"

    def save(self) -> None:
        """Leave the numbers where the other workers find them."""
        beside = self._file.with_suffix(".part")
        self._file.parent.mkdir(mode=0o700, exist_ok=True)
        beside.write_text(self._json())
        beside.replace(self._file)

    def close(self) -> None:
        """Take them away; the last worker leaves nothing behind."""
        self._file.unlink(missing_ok=True)
        with suppress(OSError):  # of other workers something is there
            self._file.parent.rmdir()

    def text(self) -> bytes:
        """The numbers of all workers of this server, those of this one as they are now."""
        registry = CollectorRegistry()
        own = json.loads(self._json())
        registry.register(_Collector([own, *self._others()], self.gauges))
        return generate_latest(registry)

    def _others(self) -> Iterator[dict[str, Any]]:
        for file in self._file.parent.glob("*.json"):
            if file != self._file:
                with suppress(FileNotFoundError):  # of a worker that has just ended
                    yield json.loads(file.read_bytes())

    def _json(self) -> str:
        numbers: dict[str, Buckets | Counts | dict[int, float]] = {
            "seconds": self.seconds.counts,
            "costs": self.costs.counts,
            "statuses": self.statuses,
            "rejections": self.rejections,
            "caches": self.caches,
        }
        return json.dumps(numbers)


class _Collector:
    """The sum of what workers saved, as families of Prometheus."""

    def __init__(self, saved: Iterable[dict[str, Any]], gauges: dict[str, float]) -> None:
        self._saved, self._gauges = list(saved), gauges

    def collect(self) -> Iterator[Metric]:
        """Every metric."""
        yield self._histogram(
            "reelgraph_request_seconds", "Time to an answer", "seconds", SECONDS, "operation"
        )
        yield self._histogram(
            "reelgraph_operation_cost", "Cost of an operation", "costs", COSTS, "operation"
        )
        yield self._counter("reelgraph_responses", "Responses by status", "statuses", "status")
        yield self._counter("reelgraph_rejections", "Errors by code", "rejections", "code")
        yield self._counter("reelgraph_executions", "How answers came about", "caches", "by")
        for name, value in self._gauges.items():
            yield GaugeMetricFamily(f"reelgraph_{name}", name.replace("_", " "), value=value)

    def _summed(self, what: str) -> Buckets:
        total = Buckets()
        for saved in self._saved:
            for label, counts in saved[what].items():
                before = total.get(label, [0.0] * len(counts))
                total[label] = [a + b for a, b in zip(before, counts, strict=True)]
        return total

    def _counter(self, name: str, text: str, what: str, label: str) -> Metric:
        family = CounterMetricFamily(name, text, labels=[label])
        total: Counts = defaultdict(float)
        for saved in self._saved:
            for value, count in saved[what].items():
                total[value] += count
        for value, count in sorted(total.items()):
            family.add_metric([value], count)
        return family

    def _histogram(
        self, name: str, text: str, what: str, bounds: tuple[float, ...], label: str
    ) -> Metric:
        family = HistogramMetricFamily(name, text, labels=[label])
        for value, counts in sorted(self._summed(what).items()):
            buckets, sofar = [], 0.0
            for bound, count in zip((*map(str, bounds), "+Inf"), counts[:-1], strict=True):
                sofar += count
                buckets.append((bound, sofar))
            family.add_metric([value], buckets, counts[-1])
        return family


def prepare() -> None:
    """Make the folder that all workers of the server to be started will share."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="reelgraph-metrics-")


def _folder() -> Path:
    if FOLDER not in os.environ:
        prepare()
    return Path(os.environ[FOLDER])
