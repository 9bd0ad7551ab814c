"""What can be wrong with a source.

SourceError    the source cannot be used; one line names the file, what was expected and found
"""

from pathlib import Path


class SourceError(Exception):
    """A folder or zip that no catalog can be built from."""

    def __init__(self, where: Path | str, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}; found {found}")
