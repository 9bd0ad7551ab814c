"""Raw rows, tables and whole catalogs: a test names what it cares about, the rest is filled in."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from benchmarks.data.rows import Row
from catalog import indexes
from catalog.catalog import Catalog
from catalog.names.names import Name, Names
from catalog.names.trigrams import TrigramIndex
from catalog.storage import store
from catalog.storage.cell_types import Number
from catalog.storage.list_columns import Edges, Run
from catalog.storage.snapshot import Draft, Snapshot
from catalog.storage.table import ColumnSpec, Table
from etl import load, pipeline
from etl.frames import Frames
from etl.sources.raw import (
    CREDITS,
    GENOME_SCORES,
    GENOME_TAGS,
    KEYWORDS,
    LINKS,
    METADATA,
    OVERFLOW,
    RATINGS,
    TAGS,
    TITLES,
    Pieces,
    Raw,
)

FINGERPRINT = "c0ffee0123456789"
BUILT_AT = "2026-01-02T03:04:05+00:00"


def cell(value: Any) -> str | None:
    """A value as the source writes it; lists and records are Python literals."""
    return value if value is None or isinstance(value, str) else repr(value)


def film(id: Any = 1, title: str | None = "A Film", **cells: Any) -> Row:
    """A row of the metadata that breaks no rule; cells that are not named are blank."""
    given = {"id": id, "title": title, "release_date": "1999-05-04", "adult": "False"}
    facts = {**given, "vote_count": "0", **cells}
    return {name: cell(facts.get(name)) for name in (*METADATA, OVERFLOW)}


def credits_of(id: Any, cast: Any = (), crew: Any = (), overflow: str | None = None) -> Row:
    """A row of the credits file."""
    lists = [list(part) if isinstance(part, tuple) else part for part in (cast, crew)]
    return {"id": cell(id), "cast": cell(lists[0]), "crew": cell(lists[1]), OVERFLOW: overflow}


def cast_credit(person: Any, name: str | None = "Somebody", **fields: Any) -> dict[str, Any]:
    """A record in the `cast` of a film."""
    given = {"cast_id": 1, "character": "A Part", "credit_id": f"cast {person}", "gender": 0}
    return {**given, "id": person, "name": name, "order": 0, "profile_path": None, **fields}


def crew_credit(person: Any, name: str | None = "Somebody", **fields: Any) -> dict[str, Any]:
    """A record in the `crew` of a film."""
    given = {"credit_id": f"crew {person}", "department": "Directing", "gender": 0}
    return {**given, "id": person, "job": "Director", "name": name, "profile_path": None, **fields}


def text_frame(columns: Sequence[str], rows: Iterable[Row]) -> pl.LazyFrame:
    """Rows of a file, as a source gives them: all text, with the column of overflowing cells."""
    names = dict.fromkeys([*columns, OVERFLOW])
    listed = list(rows)
    cells = {name: [row.get(name) for row in listed] for name in names}
    return pl.LazyFrame(cells, schema=dict.fromkeys(names, pl.String))


def whole(pieces: Pieces | None) -> pl.DataFrame:
    """The rows of all pieces of a file."""
    assert pieces is not None
    return pl.concat([piece() for piece in pieces])


def raw(
    films: Iterable[Row] = (),
    credits: Iterable[Row] = (),
    keywords: Iterable[Row] | None = None,
    links: Iterable[Row] | None = None,
    ratings: Iterable[Row] | None = None,
    tags: Iterable[Row] | None = None,
    genome_tags: Iterable[Row] | None = None,
    genome_scores: Iterable[Row] | None = None,
    titles: Iterable[Row] | None = None,
    *,
    size: int | None = None,
) -> Raw:
    """A source that holds these rows, in pieces of so many or in one."""

    def pieces(columns: Sequence[str], rows: Iterable[Row]) -> Pieces:
        frame = text_frame(columns, rows).collect()
        begins = range(0, max(len(frame), 1), size or max(len(frame), 1))
        return [partial(frame.slice, begin, size) for begin in begins]

    def optional(columns: Sequence[str], rows: Iterable[Row] | None) -> Pieces | None:
        return None if rows is None else pieces(columns, rows)

    return Raw(
        format="a test",
        digest="",
        metadata=pieces(METADATA, films),
        credits=pieces(CREDITS, credits),
        keywords=optional(KEYWORDS, keywords),
        links=optional(LINKS, links),
        ratings=optional(RATINGS, ratings),
        tags=optional(TAGS, tags),
        genome_tags=optional(GENOME_TAGS, genome_tags),
        genome_scores=optional(GENOME_SCORES, genome_scores),
        titles=optional(TITLES, titles),
        absent=(),
    )


def frames(*films: Row, **others: Any) -> Frames:
    """What the ETL makes of these rows; `others` as in `raw`."""
    return pipeline.run(raw(films, **others))


def loaded(*films: Row, **others: Any) -> dict[str, Table[Any]]:
    """The tables that these rows make, by name, without a file."""
    made = load.load(frames(*films, **others))
    return {table.table_name: table for table in made}


def fill(draft: Draft, *films: Row, **others: Any) -> None:
    """Write all that a catalog of these rows reads."""
    made = frames(*films, **others)
    for table in load.load(made):
        draft.write_table(table)
    draft.write_json("account", made.account())
    indexes.write(draft)


def catalog(snapshots: Path, *films: Row, **others: Any) -> Catalog:
    """A catalog of these rows that went all the way to a folder under `snapshots`."""
    with store.draft(snapshots) as draft:
        fill(draft, *films, **others)
        draft.seal(fingerprint=FINGERPRINT, built_at=BUILT_AT, source="a test")
        store.publish(snapshots, draft)
    return Catalog(Snapshot.open(store.current(snapshots)))


def names(*names: Name) -> Names:
    """An index of these names, whose folder is gone again."""
    with tempfile.TemporaryDirectory() as folder:
        parts = Names.write(list(names), Path(folder) / "names")
        return Names(parts, TrigramIndex(Path(folder) / "names"))


def table(kind: type[Table[Any]], **columns: Sequence[Any]) -> Any:
    """A table with these columns; the others hold null or, where that is forbidden, anything."""
    length = len(next(iter(columns.values()), ()))
    filled: dict[str, Sequence[Any]] = {
        name: [_anything(one)] * length for name, one in kind.columns().items()
    }
    if "number" in filled and "tmdb_id" in columns:
        filled["number"] = columns["tmdb_id"]
    return kind.of({**filled, **columns})


def _anything(declared: ColumnSpec) -> Any:
    if declared.shape in (Edges, Run):
        return []
    if declared.nullable:
        return None
    match declared.kind:
        case Number(dtype="datetime64[D]"):
            return date(2000, 1, 1)
        case type() as choices if issubclass(choices, Enum):
            return next(iter(choices))
        case Number() | type():
            return 0
    return declared.name


def folder_of(folder: Path, files: Mapping[str, bytes]) -> Path:
    """A folder that holds these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def zip_of(file: Path, files: Mapping[str, bytes], inside: str = "") -> Path:
    """A zip that holds these files, in the folder `inside` it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(inside + name, content)
    return file
