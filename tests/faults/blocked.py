"""Runs `main.py` with one more address: GET /block holds the event loop of a worker for ever.

Its supervisor is less patient, so that a test need not wait for as long as users do.
"""

from __future__ import annotations

import sys
import time

from fastapi import FastAPI

from main import main
from server import app, process
from settings import Settings
from tests.support.patience import HUNG

process.MAX_SILENT_TURNS = 10
process.EXIT_SECONDS = 5
create_usual_app = app.create_app


def create_app(settings: Settings | None = None) -> FastAPI:
    """Make the usual app, with the address that blocks."""
    made = create_usual_app(settings)

    @made.get("/block")
    async def block() -> None:
        print("GET /block holds the event loop", file=sys.stderr, flush=True)
        time.sleep(HUNG)

    return made


app.create_app = create_app

if __name__ == "__main__":
    main()
