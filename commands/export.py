"""`export`: the catalog as flat tables."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from commands.options import Snapshots, open_current, settings
from commands.terminal import progress_bar


class Format(Enum):
    """The file formats of `export`."""

    CSV = "csv"
    PARQUET = "parquet"


def export(
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
    snapshots: Snapshots = settings.snapshots,
    format: Annotated[Format, typer.Option(help="File format.")] = Format.CSV,
) -> None:
    """Write the catalog as five flat tables, for analysts."""
    from export.tables import TABLES
    from export.tables import export as write_tables

    opened = open_current(snapshots)
    with progress_bar("exporting", len(TABLES)) as update:
        for count, file in enumerate(write_tables(opened, out, format.value), 1):
            update(file.name, count)
            typer.echo(file)
