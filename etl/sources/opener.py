"""What opens a file of a source, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

Opener = Callable[[], IO[bytes]]
