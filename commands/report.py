"""`report`: a snapshot in charts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.options import UNUSABLE_INPUT, Snapshots, open_current, settings
from commands.terminal import print_error, progress_bar


def report(
    out: Annotated[Path, typer.Option(help="HTML file to write.")] = settings.report,
    snapshots: Snapshots = settings.snapshots,
    png: Annotated[
        Path | None, typer.Option(help="Folder in which to save each chart as a PNG file, too.")
    ] = None,
) -> None:
    """Write charts of a snapshot as one HTML file that works offline."""
    try:
        from export.report.report import report as write_report
    except ModuleNotFoundError as error:
        print_error(f"{error.name} is not installed; `make report` installs what a report needs")
        raise typer.Exit(UNUSABLE_INPUT) from None

    with progress_bar("reading the snapshot") as update:
        figures = write_report(open_current(snapshots), out, png, update)
    typer.echo(f"{out}: {figures} figures, {out.stat().st_size / 1e6:.1f} MB")
