"""How long a query holds the event loop."""

from __future__ import annotations

from time import perf_counter

from execution.executor import Executor
from execution.request import OperationRequest

ROUNDS = 5


def milliseconds_on_loop(executor: Executor, text: str) -> float | None:
    """The time that a query takes on the event loop once its plan is there; None in the pool.

    The shortest of some rounds, so that other work of the machine does not count.
    """
    request = OperationRequest(text)
    executor.execute(request)
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        if executor.execute_on_loop(request) is None:
            return None
        times.append(1_000 * (perf_counter() - begin))
    return min(times)
