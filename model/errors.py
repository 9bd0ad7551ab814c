"""What can be wrong with a question, and with what the recommender is evaluated on.

WeightsAllZero   the weights of a query leave no signal
EvaluationError  a file, or a catalog, that nothing can be evaluated on
"""

from pathlib import Path


class WeightsAllZero(Exception):
    """No signal is left to compare films by."""


class EvaluationError(Exception):
    """A file, or a catalog, that nothing can be evaluated on."""

    def __init__(self, where: Path, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}; found {found}")
