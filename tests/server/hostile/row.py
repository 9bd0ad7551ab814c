"""One hostile input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ANY = "*"
"""The answer has errors, of whatever code but `INTERNAL`."""
EITHER = "?"
"""The answer may have errors or not."""
HUNG_UP = 0
"""In place of a status: the server may hang up on a body that it will not read."""
BAD = "BAD_USER_INPUT"
COMPLEX = "QUERY_TOO_COMPLEX"
STALE = "STALE_CURSOR"
UNKNOWN_HASH = "PERSISTED_QUERY_NOT_FOUND"
JSON = "application/json"
GRAPHQL = "application/graphql-response+json"


@dataclass(frozen=True)
class Hostile:
    """A sentence, what is sent, and what must come back.

    Attributes
    ----------
    name
        Says what is sent, to follow "the server survives …".
    statuses
        One of them must be the status of the answer.
    code
        Of the errors of the answer; `ANY` for whichever, None where there are none, `EITHER`
        where both will do.
    text
        Stands in the message of an error.
    """

    name: str
    body: bytes = b""
    statuses: tuple[int, ...] = (200,)
    code: str | None = ANY
    text: str = ""
    method: str = "POST"
    path: str = "/graphql"
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def sent_headers(self) -> dict[str, str]:
        """Those of the row over the usual ones."""
        return {"content-type": JSON, "accept": JSON, **self.headers}


def raw(name: str, body: bytes | str, *statuses: int, **more: Any) -> Hostile:
    """A body as it is; refused unless said otherwise."""
    content = body if isinstance(body, bytes) else body.encode()
    return Hostile(name, content, statuses or (400,), **more)


def body(name: str, value: Any, *statuses: int, **more: Any) -> Hostile:
    """A body that is JSON; refused unless said otherwise."""
    return raw(name, json.dumps(value), *statuses, **more)


def query(name: str, document: str, variables: Any = None, **more: Any) -> Hostile:
    """A well-formed request: status 200 and errors, unless said otherwise."""
    return Hostile(name, json.dumps({"query": document, "variables": variables}).encode(), **more)
