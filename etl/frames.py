"""The typed tables of a source, and what became of every row of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.admission import Admission, admit
from etl.validation import ValidatedRows


@dataclass(frozen=True)
class Frames:
    """The typed tables of a source, and what became of every row.

    Attributes
    ----------
    tables
        By name; keys are numbers and codes; for those of films see `etl/identity.py`.
    links
        Which film mentions which genre, company, …, by the name of what is mentioned.
    findings
        The rules that some rows broke, and what the source lacks.
    read, kept
        Rows read and let in, by table.
    latest
        The latest release date that a source knows which adds to the films of another.
    filled
        The sources that fill cells of a column of films, beside the first.
    sources, columns
        Where the catalog comes from; see `etl/provenance.py`.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    links: dict[str, pl.DataFrame] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    latest: dict[str, date] = field(default_factory=dict)
    filled: dict[str, list[str]] = field(default_factory=dict)
    sources: list[dict[str, Any]] = field(default_factory=list)
    columns: dict[str, list[str]] = field(default_factory=dict)

    def admit(self, table: str, validated: ValidatedRows, *of: Any, **others: Any) -> Admission:
        """Admit the rows of a table, and count them."""
        admission = admit(table, validated, *of, **others)
        self.read[table], self.kept[table] = admission.read, len(admission.kept)
        self.findings.extend(admission.findings)
        return admission

    def count_others(self, table: str, rule: str, others: pl.DataFrame) -> None:
        """Count rows that were left out where they were read, as turned away under one rule.

        Parameters
        ----------
        others
            `rows`, how many, and `example`, for each piece of a file.
        """
        if count := int(others["rows"].sum()):
            example = others["example"].drop_nulls()[0]
            self.read[table] += count
            self.findings.append(Finding(table, rule, Severity.DROPPED, count, example))

    def account(self) -> dict[str, Any]:
        """Rows read and kept by table, findings and sources, as JSON for the snapshot."""
        findings = [{**f._asdict(), "severity": f.severity.name} for f in self.findings]
        return {
            "read": self.read,
            "kept": self.kept,
            "findings": findings,
            "sources": self.sources,
            "columns": self.columns,
        }
