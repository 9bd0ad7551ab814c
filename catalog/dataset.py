"""Where the data of a snapshot comes from, what was cleaned, and how complete it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from catalog.enums import Severity
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table, count_known

ATTRIBUTION = (
    "Data and images: The Movie Database (TMDB), by way of Kaggle; ratings: MovieLens (GroupLens). "
    "Neither endorses nor certifies this product. Mind their terms of use."
)


class Finding(NamedTuple):
    """A cleaning rule that caught rows of a table.

    `rows` is how many; `example` is a cell of the first of them.
    """

    table: str
    rule: str
    severity: Severity
    rows: int
    example: str | None


class SourceInfo(NamedTuple):
    """A set that the catalog was built from.

    `rows` is how many were read of its files, and `latest` the latest release date of its films.
    """

    name: str
    rows: int
    terms: str
    attribution: str
    latest: date | None


class ColumnQuality(NamedTuple):
    """How complete a column is, and where it comes from.

    `known` is how many cells are known, `share` their share, 0 to 1, and `sources` the names of the
    sets that they come from, that of most tables of the catalog first.
    """

    table: str
    column: str
    type: str
    known: int
    share: float
    sources: Sequence[str]


class Dataset:
    """The data of one snapshot; `tables` are its tables, films first."""

    def __init__(self, snapshot: Snapshot, tables: Sequence[Table[Any]]) -> None:
        self._snapshot, self._tables = snapshot, tables
        self._account: Any = snapshot.json("account")

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the snapshot; empty while it is being built."""
        return self._snapshot.manifest.fingerprint if self._snapshot.manifest else ""

    @property
    def built_at(self) -> datetime:
        """When the snapshot was built."""
        manifest = self._snapshot.manifest
        return datetime.fromisoformat(manifest.built_at) if manifest else datetime.min

    @property
    def attribution(self) -> str:
        """Where the data comes from, and on which terms it may be used."""
        listed = dict.fromkeys(source.attribution for source in self.sources)
        return " ".join(filter(None, listed)) or ATTRIBUTION

    @cached_property
    def sources(self) -> list[SourceInfo]:
        """The sets that the catalog was built from, the one that the films come from first."""
        return [
            SourceInfo(
                **{**source, "latest": source["latest"] and date.fromisoformat(source["latest"])}
            )
            for source in self._account.get("sources", ())
        ]

    @property
    def latest_release(self) -> date | None:
        """The latest release date of a film."""
        days = self._tables[0].column("release_date").values
        latest: date | None = days.max().item() if len(days) else None
        return latest

    @property
    def rows_read(self) -> int:
        """How many rows of films the source has."""
        return int(self._account["read"]["movies"])

    @property
    def rows_kept(self) -> int:
        """How many films the catalog has."""
        return int(self._account["kept"]["movies"])

    @property
    def findings(self) -> list[Finding]:
        """What the cleaning rules did, one finding for each rule that caught rows."""
        return [
            Finding(**{**finding, "severity": Severity[finding["severity"]]})
            for finding in self._account["findings"]
        ]

    @cached_property
    def columns(self) -> list[ColumnQuality]:
        """How complete each column of each table is."""
        return [
            ColumnQuality(
                table.table_name,
                name,
                declared.type_name(),
                count := count_known(table.column(name)),
                count / len(table) if len(table) else 0.0,
                self._sources_of(table.table_name, name),
            )
            for table in self._tables
            for name, declared in table.columns().items()
        ]

    def _sources_of(self, table: str, column: str) -> Sequence[str]:
        known = self._account.get("columns", {})
        found: Sequence[str] = known.get(f"{table}.{column}") or known.get(table, [])
        return found
