"""Everything nasty that a client can send, and what it must get."""

from __future__ import annotations

from tests.server.hostile import arguments, bodies, documents, limits, requests, variables
from tests.server.hostile.row import ANY, EITHER, HUNG_UP, Hostile

HOSTILE: list[Hostile] = [
    *bodies.ROWS,
    *requests.ROWS,
    *documents.ROWS,
    *variables.ROWS,
    *arguments.ROWS,
    *limits.ROWS,
]

__all__ = ["ANY", "EITHER", "HOSTILE", "HUNG_UP", "Hostile"]
