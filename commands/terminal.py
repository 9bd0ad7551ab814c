"""What a command shows on the terminal: progress bars, tables and error messages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

TABLE_WIDTH = 176
"""Columns that the table of an evaluation needs; it is printed this wide even to a file."""
STEP_WIDTH = 24
"""Columns for the name of the current step, left of the bar."""

console = Console(stderr=True)


class Update(Protocol):
    """Moves a progress bar; what is left out stays as it is."""

    def __call__(
        self, step: str, completed: float | None = None, total: float | None = None, /
    ) -> None:
        """Show the step, and how much is done of how much."""


def print_error(message: str) -> None:
    """Print one line to standard error; the message may contain rich's markup characters."""
    console.print(f"[bold red]error:[/] {escape(message)}", soft_wrap=True, highlight=False)


def print_table(table: Table) -> None:
    """Print a table to standard output, without breaking its lines where that is narrow."""
    Console(width=max(console.width, TABLE_WIDTH)).print(table)


@contextmanager
def progress_bar(step: str, total: float | None = 1) -> Iterator[Update]:
    """Show a progress bar on standard error until the block ends; none if that is no terminal.

    Parameters
    ----------
    step
        What is shown until the first update.
    total
        The value of `completed` at which the bar is full; None if it is not known yet.
    """
    with Progress(
        TextColumn(f"{{task.description:<{STEP_WIDTH}}}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        task = progress.add_task(step, total=total)

        def update(step: str, completed: float | None = None, total: float | None = None) -> None:
            progress.update(task, description=step[:STEP_WIDTH], completed=completed, total=total)

        yield update
