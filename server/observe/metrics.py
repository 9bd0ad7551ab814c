"""Metrics in the text format of Prometheus, added up over all workers.

Counting must cost less than what is counted.  So each worker counts in plain dictionaries and saves
them to a file of its own once a second; whichever worker is scraped adds up the files of all.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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

from catalog.weighed_cache import Usage

FOLDER_VARIABLE = "REELGRAPH_METRICS"
"""Environment variable that names the folder where the workers of one server save their metrics."""
SECONDS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0)
COSTS = (1, 5, 10, 50, 100, 500, 1_000, 2_500, 5_000)
"""Upper bounds of the buckets of both histograms."""
MAX_OPERATION_NAMES = 100
"""Clients choose the names of operations: the rarest are counted together, as `OTHERS`."""
MAX_NAME_LENGTH = 64
"""Letters of an operation name that are told apart; a name may be as long as a body."""
UNNAMED, OTHERS = "(unnamed)", "(others)"
BYTES_PER_NAME = 1_000
"""What an operation name takes in memory in one histogram."""

Buckets = dict[str, list[float]]
"""By label: the count of each bucket, of the values beyond the last one, and the sum of values."""
Counts = dict[str, float]


class Histograms:
    """A histogram for each operation name.

    Parameters
    ----------
    bounds
        Upper bounds of the buckets, ascending.
    """

    def __init__(self, bounds: tuple[float, ...]) -> None:
        self.bounds, self.buckets = bounds, Buckets()

    def observe(self, label: str, value: float) -> None:
        """Count a value."""
        label = label[:MAX_NAME_LENGTH]
        buckets = self.buckets.get(label)
        if buckets is None:
            if len(self.buckets) >= MAX_OPERATION_NAMES:
                self._forget_rarest()
            buckets = self.buckets[label] = [0.0] * (len(self.bounds) + 2)
        buckets[bisect_left(self.bounds, value)] += 1
        buckets[-1] += value

    def _forget_rarest(self) -> None:
        """Count what had the rarest name among the others; of equally rare ones, the oldest."""
        others = self.buckets.pop(OTHERS, [0.0] * (len(self.bounds) + 2))
        while len(self.buckets) >= MAX_OPERATION_NAMES - 1:
            rarest = min(self.buckets, key=lambda name: sum(self.buckets[name][:-1]))
            forgotten = self.buckets.pop(rarest)
            others = [one + other for one, other in zip(others, forgotten, strict=True)]
        self.buckets[OTHERS] = others


class Metrics:
    """The metrics of one worker.

    The event loop counts and saves.  A scrape runs in a thread beside it, but only reads: `json`
    copies the items of each dictionary in one step, so that counting on does not disturb it.

    Attributes
    ----------
    caches
        How full each cache is, by its name; whoever saves says so before.
    """

    def __init__(self) -> None:
        self.caches: Mapping[str, Usage] = {}
        self.seconds, self.costs = Histograms(SECONDS), Histograms(COSTS)
        self.statuses: defaultdict[int, float] = defaultdict(float)
        self.rejections: defaultdict[str, float] = defaultdict(float)
        self.executions: defaultdict[str, float] = defaultdict(float)
        self._file = _folder() / f"{os.getpid()}-{time.time_ns()}.json"

    def save(self) -> None:
        """Write the file that the other workers read.

        Raises
        ------
        OSError
            It cannot be written.
        """
        draft = self._file.with_suffix(".part")
        self._file.parent.mkdir(mode=0o700, exist_ok=True)
        draft.write_text(self._json())
        draft.replace(self._file)

    def close(self) -> None:
        """Remove the file, and the folder with the last one."""
        self._file.unlink(missing_ok=True)
        with suppress(OSError):  # files of other workers are in it
            self._file.parent.rmdir()

    def text(self, gauges: Counts) -> bytes:
        """Write the metrics of all workers; those of this one are up to date.

        Parameters
        ----------
        gauges
            Values of this worker alone, by name without the prefix.
        """
        registry = CollectorRegistry()
        own = json.loads(self._json())
        registry.register(_Collector([own, *self._other_workers()], gauges))
        return generate_latest(registry)

    def _other_workers(self) -> Iterator[dict[str, Any]]:
        for file in self._file.parent.glob("*.json"):
            if file != self._file:
                with suppress(FileNotFoundError):  # its worker has just ended
                    yield json.loads(file.read_bytes())

    def _json(self) -> str:
        names = [*self.seconds.buckets, *self.costs.buckets]
        size = sum(map(len, names)) + BYTES_PER_NAME * len(names)
        limit = 2 * MAX_OPERATION_NAMES * (BYTES_PER_NAME + MAX_NAME_LENGTH)
        counts: dict[str, Any] = {
            "caches": {**self.caches, "operation_names": Usage(size, len(names), limit)},
            "seconds": self.seconds.buckets,
            "costs": self.costs.buckets,
            "statuses": self.statuses,
            "rejections": self.rejections,
            "executions": self.executions,
        }
        return json.dumps(counts)


class _Collector:
    """The sum of what the workers have counted, as metric families of Prometheus."""

    def __init__(self, workers: Iterable[dict[str, Any]], gauges: Counts) -> None:
        self._workers, self._gauges = list(workers), gauges

    def collect(self) -> Iterator[Metric]:
        """Give each family; the registry calls this."""
        yield self._histogram(
            "reelgraph_request_seconds", "Seconds to a response", "seconds", SECONDS
        )
        yield self._histogram("reelgraph_operation_cost", "Cost of an operation", "costs", COSTS)
        yield self._counter("reelgraph_responses", "Responses by status", "statuses", "status")
        yield self._counter("reelgraph_rejections", "Errors by code", "rejections", "code")
        yield self._counter(
            "reelgraph_executions", "Answers by what produced them", "executions", "by"
        )
        yield self._cache_gauge("bytes", "Bytes that a cache keeps", 0)
        yield self._cache_gauge("entries", "Entries of a cache", 1)
        yield self._cache_gauge("limit_bytes", "Bytes that a cache may keep", 2)
        for name, value in self._gauges.items():
            yield GaugeMetricFamily(f"reelgraph_{name}", name.replace("_", " "), value=value)

    def _counter(self, name: str, text: str, what: str, label: str) -> Metric:
        family = CounterMetricFamily(name, text, labels=[label])
        total: Counts = defaultdict(float)
        for counts in self._workers:
            for value, count in counts[what].items():
                total[value] += count
        for value, count in sorted(total.items()):
            family.add_metric([value], count)
        return family

    def _cache_gauge(self, what: str, text: str, at: int) -> Metric:
        family = GaugeMetricFamily(f"reelgraph_cache_{what}", text, labels=["cache"])
        total: Counts = defaultdict(float)
        for worker in self._workers:
            for cache, usage in worker["caches"].items():
                total[cache] += usage[at]
        for cache, value in sorted(total.items()):
            family.add_metric([cache], value)
        return family

    def _histogram(self, name: str, text: str, what: str, bounds: tuple[float, ...]) -> Metric:
        family = HistogramMetricFamily(name, text, labels=["operation"])
        for operation, counts in sorted(self._summed(what).items()):
            buckets, cumulative = [], 0.0  # Prometheus counts what is up to each bound
            for bound, count in zip((*map(str, bounds), "+Inf"), counts[:-1], strict=True):
                cumulative += count
                buckets.append((bound, cumulative))
            family.add_metric([operation], buckets, counts[-1])
        return family

    def _summed(self, what: str) -> Buckets:
        total = Buckets()
        for worker in self._workers:
            for label, counts in worker[what].items():
                before = total.get(label, [0.0] * len(counts))
                total[label] = [a + b for a, b in zip(before, counts, strict=True)]
        return total


def create_folder() -> None:
    """Create the folder for the workers that this process will start; they inherit its name."""
    os.environ[FOLDER_VARIABLE] = tempfile.mkdtemp(prefix="reelgraph-metrics-")


def _folder() -> Path:
    if FOLDER_VARIABLE not in os.environ:
        create_folder()
    return Path(os.environ[FOLDER_VARIABLE])
