"""What went wrong with a request, in a few words."""

from __future__ import annotations

from urllib.parse import urlsplit

import requests

MAX_LENGTH = 300
"""Characters of a reason."""


def status_of(error: requests.RequestException) -> int | None:
    """The status of the response, if there was one."""
    return None if error.response is None else error.response.status_code


def host_of(error: Exception, otherwise: str) -> str:
    """The host that failed, which may be one that was redirected to."""
    request = getattr(error, "request", None)
    return (urlsplit(request.url).hostname if request is not None else None) or otherwise


def reason_of(error: Exception) -> str:
    """Why it failed, on one line."""
    if isinstance(error, requests.HTTPError) and error.response is not None:
        return f"it answers {error.response.status_code} {error.response.reason}".strip()
    if isinstance(error, requests.exceptions.ChunkedEncodingError):
        return "the connection broke; the same command tries again"
    if isinstance(error, requests.Timeout):
        return "it does not answer in time"
    cause = getattr(error.args[0] if error.args else None, "reason", error)
    return " ".join(str(cause).rpartition("): ")[2].split()).rstrip("\"')")[:MAX_LENGTH]
