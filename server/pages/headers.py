"""Headers of pages: what browsers may load, run and frame, and redirects that hold everywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.pages.page_files import files_of

CSP = "content-security-policy"
INLINE_SCRIPT = re.compile(r'<script(?: type="module")?>(.*?)</script>', re.DOTALL)
CLOSED = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Directives of every page: what it says stays, and no other site shows it in a frame."""
NOTHING = f"default-src 'none'; {CLOSED}"
"""The policy of a page that names none."""


def policy_of(page: str, *, workers: bool = False) -> str:
    """Write the Content-Security-Policy of a page: it runs its own scripts, and no others.

    Scripts in the page are named by their hashes.  Files come from this server, and from the CDNs
    that the page names; styles may stand in the page, since the editor of GraphiQL makes some.

    Parameters
    ----------
    workers
        Whether its scripts make workers that compile WebAssembly, as those of the map do.
    """
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in INLINE_SCRIPT.findall(page))
    origins = "".join(f" {origin}" for origin in sorted({file.origin for file in files_of(page)}))
    wasm = " 'wasm-unsafe-eval'; worker-src blob:" if workers else ""
    return (
        f"default-src 'none'; script-src 'self' {hashes}{origins}{wasm}; "
        f"style-src 'self' 'unsafe-inline'{origins}; img-src 'self' data:; "
        f"font-src 'self' data:{origins}; connect-src 'self'; {CLOSED}"
    )


class Files(StaticFiles):
    """Files that are sent with certain headers, and only if the client has another version."""

    def __init__(self, headers: Mapping[str, str], **options: Any) -> None:
        super().__init__(**options)
        self._headers = headers

    async def check_config(self) -> None:
        """Do not mind whether the folder is there: it may come later."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Respond with a file, that it has not changed, or that there is none."""
        response = await super().get_response(path, scope)
        response.headers.update(self._headers)
        return response


class PageHeaders:
    """ASGI middleware that adds to the responses of the app what none of them may lack."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or another event of ASGI."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _complete(headers: MutableHeaders, path: str) -> None:
    """Add the headers that are missing, and make a redirect relative.

    Starlette adds or removes the slash at the end, and names scheme, host and path as it sees
    them; before a proxy each may be another.
    """
    headers.setdefault("x-content-type-options", "nosniff")
    headers.setdefault("referrer-policy", "no-referrer")
    if headers.get("content-type", "").startswith("text/html"):
        headers.setdefault(CSP, NOTHING)
    if "location" in headers:
        name = path.rstrip("/").rpartition("/")[2]
        _, mark, query = headers["location"].partition("?")
        headers["location"] = (f"../{name}" if path.endswith("/") else f"{name}/") + mark + query


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
