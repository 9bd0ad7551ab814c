"""Where the tables and columns of a catalog come from."""

from __future__ import annotations

from typing import Any

from catalog import tables
from etl.frames import Frames
from etl.sources.raw import Raw

FILES = (
    *("movies", "credit_lists", "keyword_lists", "lens_links", "ratings", "tags", "genome_tags"),
    *("genome_scores", "titles", "principals", "person_facts"),
)
"""Tables of which each row stands in a file of a source; those of others stand in its cells."""
OF_FILE = {
    tables.Keywords.table_name: "keyword_lists",
    tables.People.table_name: "credit_lists",
    tables.CastCredits.table_name: "credit_lists",
    tables.CrewCredits.table_name: "credit_lists",
    tables.Ratings.table_name: "ratings",
    tables.Tags.table_name: "tags",
    tables.MovieTags.table_name: "tags",
    tables.LocalTitles.table_name: "titles",
}
"""The table of a source that those of the catalog come from, where it is not that of films."""


def sources(frames: Frames, raw: Raw) -> list[dict[str, Any]]:
    """Each source as JSON: its name, rows that were read of it, terms, and latest film."""
    latest = (
        {raw.sources[0].format: frames.tables["movies"]["release_date"].max()}
        if raw.sources
        else {}
    )
    latest |= frames.latest
    listed = []
    for about in raw.sources:
        own = [table for table in FILES if table in frames.read and _of(raw, table) == about.format]
        added = f"movies of {about.format}"
        day = latest.get(about.format)
        listed.append(
            {
                "name": about.name,
                "rows": sum(frames.read[table] for table in own) + frames.read.get(added, 0),
                "terms": about.terms,
                "attribution": about.attribution,
                "latest": None if day is None else str(day),
            }
        )
    return listed


def columns(frames: Frames, raw: Raw) -> dict[str, list[str]]:
    """The names of the sources of each table, and of columns of films that several fill."""
    names = {about.format: about.name for about in raw.sources}
    base = raw.sources[0].format if raw.sources else ""
    found: dict[str, list[str]] = {}
    for kind in tables.TABLES:
        origin = _of(raw, OF_FILE.get(kind.table_name, "movies"))
        found[kind.table_name] = [names.get(origin, origin)]
    for column, formats in frames.filled.items():
        listed = (names.get(format, format) for format in (base, *formats))
        found[f"movies.{column}"] = list(dict.fromkeys(listed))
    return found


def _of(raw: Raw, table: str) -> str:
    """The format of the source that a table comes from."""
    base = raw.sources[0].format if raw.sources else ""
    return raw.origins.get(table, base)
