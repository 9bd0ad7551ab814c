"""What comes back for a hostile input."""

from __future__ import annotations

from typing import NamedTuple

import httpx

from tests.server.hostile.row import Hostile


class Answer(NamedTuple):
    """The answer to a row, or why there is none."""

    status: int = 0
    headers: str = ""
    body: bytes = b""
    failure: str = ""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


def send(client: httpx.Client, row: Hostile) -> Answer:
    """Send a row as it is."""
    try:
        response = client.request(
            row.method, row.path, content=row.body, headers=_encoded(row.sent_headers)
        )
    except httpx.HTTPError as error:
        return Answer(failure=f"{type(error).__name__}: {error}")
    return Answer(response.status_code, str(response.headers), response.content)


def _encoded(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.encode(), value.encode("latin-1")) for name, value in headers.items()]
