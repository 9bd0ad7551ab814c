"""The figures that were promised, each with what is required and with its goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from benchmarks.contest import contenders

TEXTS_KEPT, CACHED, REFERENCE = (
    f"reelgraph, {mode}"
    for mode in (contenders.TEXTS_KEPT, contenders.CACHED, contenders.REFERENCE)
)
MERCURIUS, LIMIT = "mercurius + jit", "uvicorn, constant body"
ASKED = ("Q1", "Q2", "Q3", "Q4")
MEGABYTE = 1e6


class Promise(NamedTuple):
    """A figure with its bounds.

    Attributes
    ----------
    what
        Names the figure and its unit.
    measured
        Its value.
    required
        The bound that it must not miss; None where any value will do.
    goal
        What it should be one day.
    at_most
        Whether bounds are the most that it may be; else they are the least.
    """

    what: str
    measured: float
    required: float | None
    goal: float
    at_most: bool = True

    @property
    def is_met(self) -> bool:
        """Whether it is as good as required."""
        if self.required is None:
            return True
        return self.measured <= self.required if self.at_most else self.measured >= self.required

    @property
    def bounds(self) -> tuple[str, str]:
        """The two bounds as text."""
        sign = "≤" if self.at_most else "≥"
        required = "–" if self.required is None else f"{sign} {self.required:g}"
        return required, f"{sign} {self.goal:g}"


def promises(results: Mapping[str, Any]) -> Iterator[Promise]:
    """The promises about those parts that were measured.

    Parameters
    ----------
    results
        The content of results.json.
    """
    of = results.get("contest", {}).get("servers", {})
    for query in ASKED:
        if TEXTS_KEPT in of and MERCURIUS in of:
            yield Promise(
                f"{query}: CPU, texts kept / Mercurius",
                _cpu(of, TEXTS_KEPT, MERCURIUS, query),
                0.85,
                0.5,
            )
            alone = [of[name][query]["alone"]["median"] for name in (TEXTS_KEPT, MERCURIUS)]
            yield Promise(
                f"{query}: p50 alone, texts kept / Mercurius", alone[0] / alone[1], None, 1.0
            )
        if CACHED in of and LIMIT in of:
            yield Promise(
                f"{query}: CPU, response cache / constant body",
                _cpu(of, CACHED, LIMIT, query),
                1.4,
                1.2,
            )
        if TEXTS_KEPT in of and REFERENCE in of:
            ratio = _cpu(of, REFERENCE, TEXTS_KEPT, query)
            yield Promise(f"{query}: CPU, reference / texts kept", ratio, 14, 25, at_most=False)
    if "build" in results:
        yield from _build(results["build"])
    if "size" in results:
        yield from _size(results["size"])


def _build(build: Mapping[str, Any]) -> Iterator[Promise]:
    yield Promise("build: tables, seconds", build["seconds"]["tables"], 8, 5)
    yield Promise("build: model and neighbors, seconds", build["model_and_neighbors"], 30, 20)
    if "pandas" in build:
        ratio = build["pandas"]["ratio"]
        yield Promise("build: pandas / ours, tables alone", ratio, 10, 10, at_most=False)
    if "scikit_learn" in build:
        ratio = build["scikit_learn"]["ratio"]
        yield Promise("build: pandas and scikit-learn / ours, whole", ratio, 10, 10, at_most=False)


def _size(size: Mapping[str, Any]) -> Iterator[Promise]:
    ends = {size["films"][at]: at for at in (0, -1)}
    for films, at in ends.items():
        seconds = size["start_seconds"][at]["median"]
        yield Promise(f"{films:,} films: seconds to open", seconds, 0.5, 0.2)
        memory = size["memory_used"][at] / MEGABYTE
        yield Promise(f"{films:,} films: own memory, MB above an empty server", memory, 150, 75)
    first, *_, last = size["films"]
    for query, ratio in size["growth"].items():
        yield Promise(f"{query}: CPU at {last:,} films / at {first:,}", ratio, 1.3, 1.1)


def _cpu(of: Mapping[str, Any], one: str, other: str, query: str) -> float:
    return float(of[one][query]["cpu"]["median"] / of[other][query]["cpu"]["median"])
