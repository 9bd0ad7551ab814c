"""What can be wrong with a question, and with what the recommender is evaluated on.

WeightsAllZero   the weights of a query leave no signal
EvaluationError  a file, or a catalog, that nothing can be evaluated on
QualityLoss      a new catalog recommends worse than the current one
"""

from pathlib import Path


class WeightsAllZero(Exception):
    """No signal is left to compare films by."""


class EvaluationError(Exception):
    """A file, or a catalog, that nothing can be evaluated on."""

    def __init__(self, where: Path, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}; found {found}")


class QualityLoss(Exception):
    """A new catalog recommends worse than the current one.

    Parameters
    ----------
    gain
        By how much, with the bounds of its interval.
    """

    def __init__(self, basis: str, gain: tuple[float, float, float]) -> None:
        mean, low, high = gain
        super().__init__(
            f"by {basis} films are recommended worse than before: IPW {mean:+.4f} "
            f"(95 % {low:+.4f} to {high:+.4f}); nothing was published"
        )
