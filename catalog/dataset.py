"""What a snapshot was built from and how complete it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from catalog.enums import Severity
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import Table, count_known

ATTRIBUTION = (
    "Data and images: The Movie Database (TMDB), by way of Kaggle; ratings: MovieLens (GroupLens). "
    "Neither endorses nor certifies this product. Mind their terms of use."
)


class Finding(NamedTuple):
    """One cleaning rule and what it did."""

    table: str
    rule: str
    severity: Severity
    rows: int
    example: str | None


class ColumnQuality(NamedTuple):
    """How complete a column is; `share` is 0 to 1."""

    table: str
    column: str
    type: str
    known: int
    share: float


class Dataset:
    """The data of one snapshot."""

    def __init__(self, snapshot: Snapshot, tables: Sequence[Table[Any]]) -> None:
        self._snapshot, self._tables = snapshot, tables
        self._account: Any = snapshot.json("account")

    @property
    def fingerprint(self) -> str:
        """Which snapshot this is; empty while it is being built."""
        return self._snapshot.manifest.fingerprint if self._snapshot.manifest else ""

    @property
    def built_at(self) -> datetime:
        """When the snapshot was built."""
        manifest = self._snapshot.manifest
        return datetime.fromisoformat(manifest.built_at) if manifest else datetime.min

    @property
    def attribution(self) -> str:
        """Where the data comes from and on which terms."""
        return ATTRIBUTION

    @property
    def latest_release(self) -> date | None:
        """The last day on which a film was released."""
        days = self._tables[0].column("release_date").values
        latest: date | None = days.max().item() if len(days) else None
        return latest

    @property
    def rows_read(self) -> int:
        """Rows of films in the source."""
        return int(self._account["read"]["movies"])

    @property
    def rows_kept(self) -> int:
        """Films in the catalog."""
        return int(self._account["kept"]["movies"])

    @property
    def findings(self) -> list[Finding]:
        """Every row that was dropped or repaired, by rule."""
        return [
            Finding(**{**finding, "severity": Severity[finding["severity"]]})
            for finding in self._account["findings"]
        ]

    @property
    def columns(self) -> list[ColumnQuality]:
        """How complete each column is."""
        return [
            ColumnQuality(
                table.table_name,
                name,
                declared.type_name(),
                count := count_known(table.column(name)),
                count / len(table) if len(table) else 0.0,
            )
            for table in self._tables
            for name, declared in table.columns().items()
        ]
