"""Who works on the pieces of a source: threads here, which suffice since most work is Polars'."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from etl.validation import ValidatedRows

Tables = Mapping[str, ValidatedRows]
Job = Callable[[], Tables]
"""A function of `pieces.py` and its piece; it can be pickled for another process."""
PieceRunner = Callable[[Iterable[Job]], Iterable[Tables]]
"""Runs jobs, in whatever order, and returns their results in the order of the jobs."""


def run_in_threads(jobs: Iterable[Job]) -> Iterator[Tables]:
    """Run jobs in as many threads as there are cores; few are started ahead of their turn."""
    count = os.cpu_count() or 1
    started: deque[Future[Tables]] = deque()
    with ThreadPoolExecutor(count) as pool:
        for job in jobs:
            started.append(pool.submit(job))
            if len(started) > count + 1:
                yield started.popleft().result()
        while started:
            yield started.popleft().result()
