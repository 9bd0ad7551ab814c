"""Who works on the pieces of a source: here threads, which suffices where most work is Polars'."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from etl.judgment import Judged

Tables = Mapping[str, Judged]
Job = Callable[[], Tables]
"""What is to be done with a piece; it can go to another process."""
PieceRunner = Callable[[Iterable[Job]], Iterable[Tables]]
"""Does jobs in whatever order and gives what they return in theirs."""


def run_in_threads(jobs: Iterable[Job]) -> Iterator[Tables]:
    """Do jobs in as many threads as there are cores, few of them begun before they are wanted."""
    count = os.cpu_count() or 1
    begun: deque[Future[Tables]] = deque()
    with ThreadPoolExecutor(count) as pool:
        for job in jobs:
            begun.append(pool.submit(job))
            if len(begun) > count + 1:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()
