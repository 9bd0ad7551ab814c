"""The explorer: static files, and the addresses of its views, which are all one page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles

from settings import ROOT

FOLDER = ROOT / "web"
MOUNT = "/web"
VIEWS = ("/", "/film/{id}", "/person/{id}", "/browse", "/mix", "/search")
IMAGES = "https://image.tmdb.org"
# Asked for again, with the ETag, each time: modules of two versions never meet in a browser.
FILE_HEADERS = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
PAGE_HEADERS = {
    **FILE_HEADERS,
    "content-security-policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {IMAGES}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
}


class Explorer(StaticFiles):
    """The files of the explorer, and its page.

    Parameters
    ----------
    offered
        Pages that not every server has: names that the explorer knows, and the file of each.
    """

    def __init__(self, offered: Mapping[str, Path]) -> None:
        super().__init__(directory=FOLDER)
        self._offered = offered

    def file_response(self, *arguments: Any, **options: Any) -> Response:
        """The file, or that it is unchanged."""
        response = super().file_response(*arguments, **options)
        response.headers.update(FILE_HEADERS)
        return response

    def page(self, _: Request) -> Response:
        """The page of every view; it tells which of the offered pages are there at this moment."""
        there = [name for name, file in self._offered.items() if file.is_file()]
        text = (FOLDER / "index.html").read_text("utf-8")
        return HTMLResponse(
            text.replace("<html", f'<html data-offers="{" ".join(there)}"'), headers=PAGE_HEADERS
        )
