"""`fetch`: raw files of a set that is known by name, or from an address."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from commands.terminal import progress_bar
from settings import ROOT

RAW = ROOT / "data" / "raw"


def fetch(
    source: Annotated[
        str,
        typer.Argument(
            help="`kaggle`, `wikidata`, `imdb`, `ml-latest-small`, `ml-latest`, `ml-20m`, "
            "`ml-25m`, `ml-32m`, or the address of a zip file."
        ),
    ] = "kaggle",
    out: Annotated[Path, typer.Option(help="Folder to save the files in.")] = RAW,
    sha256: Annotated[
        str | None, typer.Option(help="Expected SHA-256 checksum of the zip file at an address.")
    ] = None,
) -> None:
    """Download raw files and print their path; an interrupted download is resumed."""
    from etl import fetch as fetching

    if source in fetching.TERMS and sha256 is not None:
        raise typer.BadParameter("only for the address of a zip file", param_hint="--sha256")
    typer.echo(fetched(source, out, sha256))


def is_fetched(source: str) -> bool:
    """Whether a source is fetched, and not a path of this machine."""
    from etl import fetch as fetching

    return source in fetching.TERMS or "://" in source


def fetched(source: str, out: Path, sha256: str | None = None, *, again: bool = False) -> Path:
    """Fetch a source under a progress bar; give its path.

    Parameters
    ----------
    again
        Ask the host of an address whether it has something newer than what is there.
    """
    from etl import fetch as fetching

    if source in fetching.TERMS:
        typer.echo(f"Terms of use: {fetching.TERMS[source]}", err=True)
    if source == fetching.KAGGLE:
        return fetching.fetch_kaggle(out)  # which shows a bar of its own
    if source == fetching.WIKIDATA:
        return fetching.fetch_wikidata(out)
    with progress_bar("downloading", None) as update:

        def progress(done: int, total: int | None) -> None:
            update("downloading", done, total)

        if source == fetching.IMDB:
            return fetching.fetch_imdb(out, progress, again=again)
        if source in fetching.MOVIELENS:
            return fetching.fetch_movielens(source, out, progress, again=again)
        return fetching.fetch_zip(source, out, sha256, progress, again=again)
