"""The least that a Python server can do: read a request and send an answer that never changes.

BODIES names a folder of answers; /Q1 sends that of Q1.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

ANSWERS = {f"/{file.stem}": file.read_bytes() for file in Path(os.environ["BODIES"]).glob("*.json")}


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Answer every POST with the bytes of its path, and every GET with nothing."""
    if scope["type"] != "http":
        return
    if scope["method"] == "POST":
        while (await receive()).get("more_body"):
            pass
    body = ANSWERS.get(scope["path"], b"{}")
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
