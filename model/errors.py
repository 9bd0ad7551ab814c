"""What can be wrong with what the recommender is evaluated on."""

from pathlib import Path


class UsersError(Exception):
    """Users, or a catalog, that nothing can be evaluated on."""

    def __init__(self, where: Path, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}; found {found}")
