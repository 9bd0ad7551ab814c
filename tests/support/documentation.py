"""Blocks of code that the documentation shows."""

from __future__ import annotations

import re

from settings import ROOT

READMES = [ROOT / "README.md", ROOT / "README.es.md"]
PAGES = [
    *READMES,
    *(ROOT / name for name in ("CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[tuple[str, str]]:
    """Name of the page and text of each block in a language."""
    return [
        (page.name, text)
        for page in PAGES
        for found, text in BLOCK.findall(page.read_text("utf-8"))
        if found == language
    ]
