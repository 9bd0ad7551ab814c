"""A snapshot to an HTML page and to pictures."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from catalog.storage.snapshot import Snapshot
from export.report.data import ReportData
from export.report.figure import Section
from export.report.page import page
from export.report.pictures import png
from export.report.sections import SECTIONS

Progress = Callable[[str, float], object]
"""Called with the name of a step and the share of the whole that is done, 0 to 1."""


def report(snapshot: Snapshot, out: Path, pictures: Path | None, progress: Progress) -> int:
    """Write the page to `out` and, where `pictures` is a folder, each figure into it as PNG.

    Returns
    -------
    figures
        How many figures there are.
    """
    data = ReportData.of(snapshot)
    sections: list[Section] = []
    for number, section in enumerate(SECTIONS):
        progress(section.__name__, 0.7 * number / len(SECTIONS))
        sections.append(section(data))
    progress("writing the page", 0.7)
    _write(out, page(data, sections).encode())
    figures = [figure for section in sections for figure in section.figures]
    for number, figure in enumerate(figures if pictures else ()):
        progress(f"drawing {figure.name}", 0.75 + 0.25 * number / len(figures))
        _write(pictures / f"{figure.name}.png", png(figure))  # type: ignore[operator]  # a folder
    progress("done", 1)
    return len(figures)


def _write(file: Path, content: bytes) -> None:
    """Write a file beside its place and rename it, so that it is never half written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{file.name}-{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    finally:
        beside.unlink(missing_ok=True)
