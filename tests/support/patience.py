"""How long a test waits for what has to come: until it comes, or until it must be hung."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
HUNG = 300
"""Seconds after which nobody waits on; far more than anything takes, however busy the machine."""
PAUSE = 0.05  # seconds


def wait_for(condition: Callable[[], T], pause: float = PAUSE) -> T:
    """What `condition` returns as soon as that is true.

    Parameters
    ----------
    condition
        Asked again and again.
    pause
        Seconds between two times.

    Raises
    ------
    TimeoutError
        It never was.
    """
    deadline = time.monotonic() + HUNG
    while not (found := condition()):
        if time.monotonic() > deadline:
            message = f"after {HUNG} s it is still {found!r}"
            raise TimeoutError(message)
        time.sleep(pause)
    return found
