"""The explorer: static files, and the addresses of its views, which are all one page."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from settings import ROOT

FOLDER = ROOT / "web"
MOUNT = "/web"
VIEWS = ("/", "/film/{id}", "/person/{id}", "/browse", "/mix", "/search")
IMAGES = "https://image.tmdb.org"
# Asked for again, with the ETag, each time: modules of two versions never meet in a browser.
FILE_HEADERS = {"cache-control": "no-cache", "x-content-type-options": "nosniff"}
PAGE_HEADERS = {
    "content-security-policy": (
        f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' {IMAGES}; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "referrer-policy": "no-referrer",
}


class Explorer(StaticFiles):
    """The files of the explorer, and its page."""

    def __init__(self) -> None:
        super().__init__(directory=FOLDER)

    def file_response(self, *arguments: Any, **options: Any) -> Response:
        """The file, or that it is unchanged."""
        response = super().file_response(*arguments, **options)
        response.headers.update(FILE_HEADERS)
        return response

    async def page(self, request: Request) -> Response:
        """The page of every view."""
        response = await self.get_response("index.html", request.scope)
        response.headers.update(PAGE_HEADERS)
        return response
