"""Executors within the limits that a server has by default, or within others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from catalog.cache_budgets import DEFAULT, Budgets
from execution.executor import Executor
from execution.limits.limits import Limits
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from server.loaded_snapshot import limits_of
from settings import Settings

DEFAULTS = Settings.model_construct()
"""The settings that stand in settings.py, whatever the environment says."""
GENEROUS: Mapping[str, Any] = {"aliases": 200, "directives": 200, "cost": 50_000, "seconds": 600.0}


def limits(**changes: Any) -> Limits:
    """The default limits with these changes."""
    return replace(limits_of(DEFAULTS), **changes)


def executor(
    context: Context,
    *,
    budgets: Budgets = DEFAULT,
    compiled: bool = True,
    **changes: Any,
) -> Executor:
    """A new executor over a context, within the default limits with these changes."""
    return Executor(schema, context, limits(**changes), budgets, compiled=compiled)


def data_of(asked: Executor, text: str, **variables: Any) -> Any:
    """The data of an answer that has no errors."""
    answer = json.loads(asked.execute(OperationRequest(text, variables)).json())
    assert "errors" not in answer
    return answer["data"]
