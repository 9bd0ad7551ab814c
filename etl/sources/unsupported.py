"""Data sets that people have and no catalog can be built from; an error says what they are."""

from __future__ import annotations

from typing import NamedTuple

from etl.sources.files import MAX_NAMES, Files
from etl.sources.raw import METADATA


class DataSet(NamedTuple):
    """A data set that is known by the columns of one of its files.

    Attributes
    ----------
    columns
        Those by which it is told from others.
    lacking
        What it has not, or not in the way that a catalog needs it.
    """

    name: str
    columns: frozenset[str]
    lacking: str


DATA_SETS = (
    DataSet(
        "MovieLens",
        frozenset({"movieId", "title", "genres"}),
        "ratings and tags, but no release dates, no texts and no credits: build another --with it",
    ),
)


def description(files: Files) -> str | None:
    """What an unsupported data set is, and how its columns differ; None if it is none of these."""
    for name in files.names:
        header = files.columns(name)
        for data_set in DATA_SETS:
            if data_set.columns <= set(header):
                missing = [column for column in METADATA if column not in header]
                unknown = [column for column in header if column not in METADATA]
                parts = {"missing": missing, "unknown": unknown}
                columns = "; ".join(
                    f"{what}: {', '.join(names)}"[:MAX_NAMES]
                    for what, names in parts.items()
                    if names
                )
                return f"{name} of {data_set.name} ({data_set.lacking}); {columns}"
    return None
