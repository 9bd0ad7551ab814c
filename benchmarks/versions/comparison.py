"""Two versions measured in turn, and the ratio of the CPU time that their requests take."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contest.agreement import Disagreement, check
from benchmarks.contest.contenders import CACHED, NOTHING_KEPT, TEXTS_KEPT
from benchmarks.contest.queries import Query
from benchmarks.contest.rounds import Progress, Schedule, measure, typical
from benchmarks.contest.servers import started
from benchmarks.versions.version import Version

MODES = (TEXTS_KEPT, NOTHING_KEPT, CACHED)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What both versions spend on each request of a query in a mode.

    Attributes
    ----------
    before, now
        CPU time of a request in microseconds in each round, of the same rounds.
    """

    mode: str
    query: str
    before: Sequence[float]
    now: Sequence[float]

    @property
    def ratio(self) -> float:
        """Now over before: the median of the rounds."""
        return statistics.median(self._ratios)

    @property
    def middle_half(self) -> tuple[float, float]:
        """The ratios between which the middle half of the rounds lies."""
        lower, _, upper = statistics.quantiles(self._ratios, n=4, method="inclusive")
        return lower, upper

    @property
    def _ratios(self) -> list[float]:
        return [now / before for now, before in zip(self.now, self.before, strict=True)]


def compare(
    now: Version,
    before: Version,
    queries: Sequence[Query],
    schedule: Schedule,
    folder: Path,
    progress: Progress,
    *,
    extensions: bool = True,
) -> Iterator[Comparison | Disagreement]:
    """Measure both versions with every query in every mode.

    Parameters
    ----------
    folder
        Where logs and the bodies of requests are written.
    extensions
        Whether both run their extensions.

    Yields
    ------
    For each mode and query a comparison; a disagreement where answers are not the same.

    Raises
    ------
    benchmarks.contest.load.LoadFailed
        Something was not answered.
    benchmarks.contest.servers.ServerFailed
        A server did not start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    servers = []
    with ExitStack() as stack:
        for mode in MODES:
            for version in (now, before):
                server = version.server(mode, extensions=extensions)
                progress(f"starting {server.name}")
                servers.append(stack.enter_context(started(server, folder)))
        for _ in typical(servers[0], queries, folder):
            pass
        progress("comparing answers")
        try:
            check(servers, queries, schedule.samples)
        except Disagreement as error:
            yield error
        rounds = measure(servers, queries, schedule, folder, progress)
    for mode in MODES:
        for query in queries:
            of_now, of_before = (
                [one.together.cpu for one in rounds[f"{version.name}, {mode}"][query.name]]
                for version in (now, before)
            )
            yield Comparison(mode, query.name, of_before, of_now)
