"""What a proxy says about a request: whose it is, and the path that the server is behind."""

from __future__ import annotations

import os

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

TRUSTED_VARIABLE, TRUSTED = "FORWARDED_ALLOW_IPS", "127.0.0.1,::1"
"""Proxies that are believed; uvicorn's variable and default."""


class Forwarded:
    """ASGI middleware: the client and the scheme before a proxy, and the path without its prefix.

    Pages link to each other by relative addresses, so a proxy that cuts off the prefix need not say
    anything.  One that does not is understood where the prefix is set, or where it names it in
    `X-Forwarded-Prefix`.

    Parameters
    ----------
    root_path
        The prefix, such as `/films`; empty for none.
    """

    def __init__(self, app: ASGIApp, root_path: str = "") -> None:
        trusted = os.environ.get(TRUSTED_VARIABLE, TRUSTED)
        self._inner = ProxyHeadersMiddleware(app, trusted)  # type: ignore[arg-type]  # uvicorn has its own types
        self._root_path = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle a request, or another event of ASGI."""
        if scope["type"] == "http" and (prefix := self._prefix(scope)):
            path: str = scope["path"]
            if path == prefix:
                query = scope["query_string"].decode("latin-1")
                address = f"{prefix.rpartition('/')[2]}/{'?' if query else ''}{query}"
                await RedirectResponse(address)(scope, receive, send)
                return
            if path.startswith(f"{prefix}/"):
                raw_path = scope.get("raw_path", path.encode())[len(prefix) :]
                scope = {**scope, "path": path[len(prefix) :], "raw_path": raw_path}
        await self._inner(scope, receive, send)  # type: ignore[arg-type]

    def _prefix(self, scope: Scope) -> str:
        """The prefix that the proxy names, if it is one that is believed; else the one set."""
        for name, value in scope["headers"]:
            if name == b"x-forwarded-prefix":
                client = scope["client"]
                if client and client[0] in self._inner.trusted_hosts:
                    return str(value.decode("latin-1")).rstrip("/")
        return self._root_path
