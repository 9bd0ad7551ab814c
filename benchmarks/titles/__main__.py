"""Which film does a title find?  `python -m benchmarks.titles`.

Asks for the films of a catalog by their own titles, in the ways that people write them, and prints
how many answers were right, and those that were wrong.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from benchmarks.data.dataset import opened, snapshots
from benchmarks.titles import sequels
from benchmarks.titles.outcome import outcome
from benchmarks.titles.questions import (
    AsWritten,
    Question,
    articles,
    titles_with_years,
    unique_titles,
    years,
)
from catalog.cache_budgets import DEFAULT
from catalog.catalog import Catalog

WIDTH = 140
console = Console(width=WIDTH, highlight=False, markup=False)


def tables(catalog: Catalog, count: int, min_votes: int) -> dict[str, list[Question]]:
    """All questions, by what they ask."""
    films = AsWritten(catalog)
    numbered = sequels.questions(catalog, films, min_votes)
    return {f"sequels, {form}": asked for form, asked in numbered.items()} | {
        "titles as written": list(unique_titles(catalog, films)),
        "year at the end": list(years(catalog, films, count)),
        "titles with a year": list(titles_with_years(catalog, films)),
        "article at the end": list(articles(catalog, films, count)),
    }


def main(
    folder: Annotated[
        Path | None, typer.Option("--snapshots", help="Folder of a snapshot that was built.")
    ] = None,
    count: Annotated[int, typer.Option("--sample", min=1, help="Films of a sample.")] = 400,
    min_votes: Annotated[int, typer.Option(min=0, help="Votes of a sequel, at least.")] = 100,
    list_wrong: Annotated[bool, typer.Option(help="List what was wrong.")] = True,
) -> None:
    """Ask, and print what was found."""
    catalog = Catalog(opened(folder or snapshots()), replace(DEFAULT, titles=0))
    summary = Table("", "asked", "right", "by votes", "wrong", "wrong %", "µs", box=box.MARKDOWN)
    for column in summary.columns[1:]:
        column.justify = "right"
    for name, questions in tables(catalog, count, min_votes).items():
        found = outcome(catalog, questions)
        wrong = len(found.wrong)
        share = f"{100 * wrong / max(found.asked, 1):.1f}"
        counts = (found.asked, found.right, found.by_votes, wrong)
        summary.add_row(name, *(f"{n:,}" for n in counts), share, f"{found.microseconds:.0f}")
        if list_wrong and wrong:
            console.print(f"{name}: wrong", *(f"  {line}" for line in found.wrong), sep="\n")
    console.print(f"{len(catalog.movies):,} films", summary)


if __name__ == "__main__":
    typer.run(main)
