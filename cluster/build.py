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

TOGETHER = 32
"""Blocks of films that one task looks at: some seconds of work, some megabytes of neighbors."""
AHEAD = 64
"""Tasks that are begun before the first of them is wanted."""
HEAD = "node:__internal_head__"
"""The resource that only the head of a cluster has."""
RETRIES = 10
"""Times that a task is begun again whose node went away."""


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
        yield _told(pickle.loads(ray.get(done)["content"][0].as_py()))


class _Dataset:
    """Runs Ray Data, which cannot run in a client, and owns what it makes.

    An actor on the head, which outlives the other nodes: what they lose is made again.
    """

    def typed(self, partitions: list[Any]) -> list[Any]:
        """References to the partitions of typed tables, in the order of the raw ones."""
        import ray

        context = ray.data.DataContext.get_current()
        context.execution_options.preserve_order = True
        context.enable_progress_bars = False
        raw = ray.data.from_arrow_refs(partitions)
        made = raw.map_batches(_typed, batch_size=None, batch_format="pyarrow", num_cpus=1)
        self._kept = made.materialize()
        references: list[Any] = self._kept.to_arrow_refs()
        return references


def blocks(code: str, search: NeighborSearch) -> Iterator[NeighborTables]:
    """The neighbors of each block, found by Ray tasks over several of them; as `pieces`."""
    import ray

    task = ray.remote(num_cpus=1, max_retries=RETRIES)(_neighbors)
    shared = ray.put(search)
    begun: deque[Any] = deque()
    for at in range(0, len(search.blocks), TOGETHER):
        begun.append(task.remote(shared, search.blocks[at : at + TOGETHER], code))
        if len(begun) > AHEAD:
            yield from _told(ray.get(begun.popleft()))
    while begun:
        yield from _told(ray.get(begun.popleft()))


def _typed(partition: Any) -> Any:
    import pyarrow as pa

    code, job = pickle.loads(partition["content"][0].as_py())
    return pa.table({"content": _packed(_tried(code, job))})


def _neighbors(search: NeighborSearch, movies: list[Rows], code: str) -> Any:
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        return _tried(code, lambda: [search.of_block(block) for block in movies])


def _tried(code: str, job: Callable[[], Any]) -> Any:
    """What a job returns; what it cannot use is an error as a text, since Ray would wrap it."""
    try:
        _same(code)
        return job()
    except (ClusterError, SourceError) as error:
        return str(error)


def _told(result: Any) -> Any:
    """What `_tried` gave on a node."""
    if isinstance(result, str):
        raise ClusterError(result)
    return result


def _packed(value: object) -> Any:
    import pyarrow as pa

    return pa.array([pickle.dumps(value)], pa.large_binary())


def _same(expected: str) -> None:
    """Refuse to compute with other code or libraries than the machine that asks."""
    import ray

    found = build.code_hash()
    if found != expected:
        raise NodeDiffers(ray.util.get_node_ip_address(), expected, found)
