"""Libraries of the extra `[cluster]`, which most installations lack."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from cluster.errors import ExtraMissing


def library(name: str, wish: str) -> Any:
    """Import a library of the extra.

    Raises
    ------
    ExtraMissing
        It is not installed; the message names `wish`, which needs it.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise
        raise ExtraMissing(wish, name.partition(".")[0]) from None
