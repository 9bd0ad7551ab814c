"""Kaggle's "The Movies Dataset": nested cells are Python literals; ratings come from MovieLens."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from etl.sources.files import Files
from etl.sources.raw import CREDITS, KEYWORDS, LINKS, METADATA, RATINGS, Pieces, Raw

FORMAT = "the-movies-dataset"
METADATA_NAMES = ("movies_metadata.csv", "movies_dataset.csv")
RATINGS_NAMES = ("ratings.csv", "ratings_small.csv")
NEEDED = {"metadata": ("id", "title", "release_date"), "credits": ("id",)}
"""The columns of a file that it cannot do without; of files that are not named, all."""
REQUIRED = f"{' or '.join(METADATA_NAMES)}, and credits.csv"


def recognizes(files: Files) -> bool:
    """Whether these are files of this format, complete or not."""
    return any(name in files for name in (*METADATA_NAMES, "credits.csv"))


def complete(files: Files) -> bool:
    """Whether every required file is there."""
    return any(name in files for name in METADATA_NAMES) and "credits.csv" in files


def read(files: Files) -> Raw:
    """Read the files as they are."""
    metadata = next(name for name in METADATA_NAMES if name in files)
    ratings = next((name for name in RATINGS_NAMES if name in files), None)
    absent = [
        (name, f"{name} is missing: {without}")
        for name, without in (
            ("keywords.csv", "films have no keywords"),
            ("links.csv", "ratings cannot be joined to films"),
        )
        if name not in files
    ]
    if ratings is None:
        absent.append(("ratings.csv", "ratings.csv is missing: the catalog has no ratings"))

    def optional(thing: str, name: str | None, columns: tuple[str, ...]) -> Pieces | None:
        if name is None or name not in files:
            return None
        return files.read(
            name, columns, [c for c in columns if c not in NEEDED.get(thing, columns)]
        )

    wanted = {
        "metadata": (metadata, METADATA),
        "credits": ("credits.csv", CREDITS),
        "keywords": ("keywords.csv", KEYWORDS),
        "links": ("links.csv", LINKS),
        "ratings": (ratings, RATINGS),
    }
    with ThreadPoolExecutor() as pool:
        reading = {thing: pool.submit(optional, thing, *file) for thing, file in wanted.items()}
    frames = {thing: done.result() for thing, done in reading.items()}
    found = tuple(sorted(files.findings))
    return Raw(FORMAT, files.digest, **frames, absent=tuple(absent), findings=found)  # type: ignore[arg-type]  # the first two are never None
