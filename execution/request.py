"""What a client asks to be executed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

NO_VARIABLES: Mapping[str, Any] = {}
"""The variables of a request that has none; all such requests share it, and nobody changes it."""


class OperationRequest:
    """A document, the variables that come with it, and the name of the operation to run."""

    def __init__(
        self,
        text: str,
        variables: Mapping[str, Any] = NO_VARIABLES,
        operation: str | None = None,
    ) -> None:
        self.text, self.variables, self.operation = text, variables, operation
