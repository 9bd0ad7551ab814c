"""Addresses of images on TMDB's image host."""

from __future__ import annotations

from catalog.enums import PosterSize, ProfileSize

HOST = "https://image.tmdb.org/t/p"


def url(path: str | None, size: PosterSize | ProfileSize) -> str | None:
    """The address of the image at `path` in this size; None without a path."""
    return None if path is None else f"{HOST}/{size.value}{path}"
