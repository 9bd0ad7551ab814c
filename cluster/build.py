"""Builds on a Ray cluster: the functions of etl/ and model/, called on other machines.

What is computed stays what it is on one machine, since who calls a function does not change what it
gives; a node that has other code or other libraries is refused.  Only this machine needs the source
and writes the snapshot.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import build
from build import Workers
from cluster.connection import connection
from cluster.errors import ClusterError, NodeDiffers
from etl.errors import SourceError
from etl.workers import Job, Tables
from model.neighbors import NeighborSearch, NeighborTables, Rows

BLOCKS_PER_TASK = 32
"""Blocks of films in a task: some seconds of work, some megabytes of neighbors."""
MAX_STARTED = 64
"""Tasks that are started ahead of the one whose result is awaited."""
HEAD = "node:__internal_head__"
"""The resource that only the head of a cluster has."""
RETRIES = 10
"""How often a task is restarted if its node fails."""


@contextmanager
def connected(address: str) -> Iterator[Workers]:
    """The workers of a cluster, until the block ends; parameters and errors as `connection`."""
    code = build.code_hash()
    with connection(address):
        yield Workers(partial(pieces, code), partial(blocks, code))


def pieces(code: str, jobs: Iterable[Job]) -> Iterator[Tables]:
    """Do jobs by Ray Data: each partition of raw rows becomes one of typed tables.

    Parameters
    ----------
    code
        What `build.code_hash` returns here, and must return on every node.

    Raises
    ------
    ClusterError
        A node differs, or the source cannot be read.
    """
    import pyarrow as pa
    import ray

    partitions = [ray.put(pa.table({"content": _packed((code, job))})) for job in jobs]
    actor = ray.remote(num_cpus=0, resources={HEAD: 0.001})(_Dataset).remote()
    for done in ray.get(actor.typed.remote(partitions)):
        yield _result(pickle.loads(ray.get(done)["content"][0].as_py()))


class _Dataset:
    """Runs Ray Data, which cannot run in a client, and owns its results.

    An actor on the head, which outlives the other nodes: what they lose is computed again.
    """

    def typed(self, partitions: list[Any]) -> list[Any]:
        """References to the partitions of typed tables, in the order of the raw ones."""
        import ray

        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        raw = ray.data.from_arrow_refs(partitions)
        made = raw.map_batches(_typed, batch_size=None, batch_format="pyarrow", num_cpus=1)
        self._results = made.materialize()
        references: list[Any] = self._results.to_arrow_refs()
        return references


def blocks(code: str, search: NeighborSearch) -> Iterator[NeighborTables]:
    """The neighbors of each block, found by Ray tasks over several of them; as `pieces`."""
    import ray

    task = ray.remote(num_cpus=1, max_retries=RETRIES)(_neighbors)
    shared = ray.put(search)
    started: deque[Any] = deque()
    for at in range(0, len(search.blocks), BLOCKS_PER_TASK):
        started.append(task.remote(shared, search.blocks[at : at + BLOCKS_PER_TASK], code))
        if len(started) > MAX_STARTED:
            yield from _result(ray.get(started.popleft()))
    while started:
        yield from _result(ray.get(started.popleft()))


def _typed(partition: Any) -> Any:
    import pyarrow as pa

    code, job = pickle.loads(partition["content"][0].as_py())
    return pa.table({"content": _packed(_attempt(code, job))})


def _neighbors(search: NeighborSearch, movies: list[Rows], code: str) -> Any:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return _attempt(code, lambda: [search.of_block(block) for block in movies])


def _attempt(code: str, job: Callable[[], Any]) -> Any:
    """What a job returns, or the message of its error, since Ray would wrap the error itself."""
    try:
        _check_code(code)
        return job()
    except (ClusterError, SourceError) as error:
        return str(error)


def _result(result: Any) -> Any:
    """What `_attempt` returned on a node; raises if that is a message."""
    if isinstance(result, str):
        raise ClusterError(result)
    return result


def _packed(value: object) -> Any:
    import pyarrow as pa

    return pa.array([pickle.dumps(value)], pa.large_binary())


def _check_code(expected: str) -> None:
    """Refuse to compute with other code or libraries than the machine that asks."""
    import ray

    found = build.code_hash()
    if found != expected:
        raise NodeDiffers(ray.util.get_node_ip_address(), expected, found)
