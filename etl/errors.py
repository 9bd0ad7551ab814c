"""What can be wrong with a source.

SourceError    the source cannot be used; one line names the file, what was expected and found
LossError      too much would be lost or wrong; one line names the rule, how many, and an example
FetchError     it cannot be fetched; one line names the host, the reason and the way round
"""

from pathlib import Path


class SourceError(Exception):
    """A folder or zip that no catalog can be built from."""

    def __init__(self, where: Path | str, expected: str, found: str) -> None:
        super().__init__(f"{where}: expected {expected}; found {found}")


class LossError(Exception):
    """A build that would publish far less than its source has, or something else than it says."""

    def __init__(self, what: str, way_out: str = "If that is right, add --accept-loss") -> None:
        super().__init__(f"{what}; nothing was published. {way_out}")


class FetchError(Exception):
    """Raw files that did not come; `address` is where a person can get them by hand."""

    def __init__(self, host: str, reason: str, address: str | None) -> None:
        instead = f"download {address} by hand" if address else "have the raw files on this machine"
        super().__init__(f"{host}: {reason}; {instead} and run `python main.py build FILE`")
