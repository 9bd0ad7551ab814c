"""The explorer: its files, and its page, which is the same at the address of every view."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from server.endpoint.negotiation import prefers_page
from server.errors import NotFound
from server.pages.headers import CLOSED, CSP, Files
from settings import ROOT

FOLDER = ROOT / "web"
MOUNT = "/web"
VIEWS = ("/", "/film/{id}", "/person/{id}", "/browse", "/mix", "/search")
IMAGES = "https://image.tmdb.org"
# Browsers ask again each time, with the ETag, so that modules of two versions never meet.
FILE_HEADERS = {"cache-control": "no-cache"}
PAGE_HEADERS = {
    **FILE_HEADERS,
    CSP: (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {IMAGES}; "
        f"connect-src 'self'; {CLOSED}"
    ),
}


class Explorer(Files):
    """The files of the explorer, and its page.

    Parameters
    ----------
    optional_pages
        The file of each page that the explorer links to where it exists, by the explorer's name
        for it.
    """

    def __init__(self, optional_pages: Mapping[str, Path]) -> None:
        super().__init__(FILE_HEADERS, directory=FOLDER)
        self._optional_pages = optional_pages

    def page(self, request: Request) -> Response:
        """Respond with the page, which names the optional pages that exist at this moment."""
        return HTMLResponse(self._text(request), headers=PAGE_HEADERS)

    def missing(self, request: Request, _: Exception) -> Response:
        """Respond that there is nothing at an address: to a browser with the page, else in JSON."""
        headers = {**PAGE_HEADERS, "vary": "accept"}
        if request.method == "GET" and prefers_page(request.headers.get("accept", "").encode()):
            return HTMLResponse(self._text(request), 404, headers)
        body = NotFound(request.url.path).json()
        return Response(body, 404, {"vary": "accept"}, media_type="application/json")

    def _text(self, request: Request) -> str:
        existing = [name for name, file in self._optional_pages.items() if file.is_file()]
        text = (FOLDER / "index.html").read_text("utf-8")
        text = text.replace("<html", f'<html data-offers="{" ".join(existing)}"')
        return text.replace('"./', f'"{_way_up(request)}')


def _way_up(request: Request) -> str:
    """The relative address of the root, from a page: a proxy may serve it behind a path."""
    path: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return "../" * (path.count(b"/") - 1) or "./"
