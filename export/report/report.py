"""A snapshot to a page and to pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from catalog.storage.snapshot import Snapshot
from export.report.figure import Section
from export.report.films import Films
from export.report.page import page
from export.report.pictures import png
from export.report.sections import SECTIONS

Progress = Callable[[str, float], object]
"""Told the step and how much of the whole is done, 0 to 1."""


def report(snapshot: Snapshot, out: Path, pictures: Path | None, progress: Progress) -> int:
    """Write the page to `out` and each figure as PNG into the folder `pictures`, if there is one.

    Returns
    -------
    figures
        How many figures there are.
    """
    films = Films.of(snapshot)
    sections: list[Section] = []
    for number, section in enumerate(SECTIONS):
        progress(section.__name__, 0.7 * number / len(SECTIONS))
        sections.append(section(films))
    progress("writing the page", 0.7)
    _write(out, page(films, sections).encode())
    figures = [figure for section in sections for figure in section.figures]
    for number, figure in enumerate(figures if pictures else ()):
        progress(f"drawing {figure.name}", 0.75 + 0.25 * number / len(figures))
        _write(pictures / f"{figure.name}.png", png(figure))  # type: ignore[operator]  # a folder
    progress("done", 1)
    return len(figures)


def _write(file: Path, content: bytes) -> None:
    """Write it beside its place and rename it, so that it is never half there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
