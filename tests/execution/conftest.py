"""The catalog with ratings, which has a model card, and an executor over the sample."""

from __future__ import annotations

import pytest

from execution.executor import Executor
from resolvers.context import Context
from tests.schema.conftest import evaluated
from tests.support import executors

__all__ = ["evaluated", "executor"]


@pytest.fixture
def executor(sample: Context) -> Executor:
    """A new executor over the sample, whose operations have all the time they need."""
    return executors.executor(sample, seconds=600)
