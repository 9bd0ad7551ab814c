"""Where a request runs: on the event loop, where others wait for it, or in the thread pool.

Only a plan that is there already runs on the loop.  A text that is new, an operation that has no
plan yet and all that the reference executor answers go to the pool, whatever they cost.
"""

from __future__ import annotations

from execution.limits.cost import Price

MAX_LOOP_COST = 600
"""The greatest cost of what runs on the event loop: some milliseconds, most of it objects."""
MAX_LOOP_WORK = 200
"""The greatest part of it that may be work over the whole catalog: about four milliseconds."""


def runs_on_loop(price: Price) -> bool:
    """Whether a plan of this price runs on the event loop."""
    return price.cost <= MAX_LOOP_COST and price.work <= MAX_LOOP_WORK
