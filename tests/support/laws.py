"""How many examples a law gets: by the profile of the run, see `tests/conftest.py`."""

from __future__ import annotations

from hypothesis import settings

slow_law = settings(max_examples=settings().max_examples // 5)
"""For laws whose examples take tenths of a second each."""
