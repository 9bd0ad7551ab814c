"""`python -m tests.faults.doomed before|after EVENT PART NTH …`: main.py, killed at one moment.

The moment is the `NTH` audit event of Python of this name whose arguments hold the text `PART`,
or whatever comes after it.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def doom(when: str, event: str, part: str, nth: int) -> None:
    """Let the process die by SIGKILL at that moment."""
    left = nth

    def look(name: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == event and part in " ".join(map(str, arguments)):
            left -= 1
            if left == 0 and when == "before":
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)


if __name__ == "__main__":
    when, event, part, nth = sys.argv[1:5]
    doom(when, event, part, int(nth))
    del sys.argv[1:5]
    import main

    main.main()
