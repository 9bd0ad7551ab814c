"""What an execution gives: data and errors."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


class Answer:
    """The answer to an operation.

    Parameters
    ----------
    data
        JSON; None where the operation was not run.
    errors
        As clients see them.
    extensions
        What else a client gets to know, as JSON.
    operation
        The name of the operation; empty where it has none.
    cost
        What it costs, if that was counted.
    fallback
        Why the reference executor answered; None where a plan did.
    """

    def __init__(
        self,
        data: bytes | None,
        errors: Sequence[Mapping[str, Any]] = (),
        extensions: bytes = b"",
        operation: str = "",
        cost: int | None = None,
        fallback: str | None = None,
    ) -> None:
        self.data, self.errors, self.extensions = data, errors, extensions
        self.operation, self.cost, self.fallback = operation, cost, fallback

    def json(self) -> bytes:
        """The body of the response."""
        if not self.errors and self.data is not None and self.extensions:
            return b'{"data":%b,"extensions":%b}' % (self.data, self.extensions)
        parts = []
        if self.errors:  # by the standard library, since a message may quote half a character
            parts.append(b'"errors":%b' % json.dumps(self.errors).encode())
        if self.data is not None:
            parts.append(b'"data":%b' % self.data)
        if self.extensions:
            parts.append(b'"extensions":%b' % self.extensions)
        return b"{%b}" % b",".join(parts)
