"""Content negotiation: the media type and the encoding of an answer, by what a client accepts."""

from __future__ import annotations

from functools import lru_cache

from server.errors import NotAcceptable
from server.responses import GRAPHQL_JSON, JSON, Negotiated


@lru_cache(100)  # of headers of some kB at the most
def negotiate(accept: bytes | None, accept_encoding: bytes | None, get: bool) -> Negotiated:
    """Negotiate the form of an answer.

    Parameters
    ----------
    accept, accept_encoding
        The headers of the request; None where there are none.
    get
        Whether it is a GET.  Given by position: with a keyword a cached call takes twice as long.

    Raises
    ------
    NotAcceptable
        The client accepts none of our media types.
    """
    media_type = _media_type(b"*/*" if accept is None else accept)
    return Negotiated(media_type, gzip=_accepts_gzip(accept_encoding or b""), cacheable=get)


def _media_type(accept: bytes) -> str:
    """Choose the type that the client prefers; of two that it likes equally, the first named."""
    best, best_quality = "", 0.0
    for part in accept.decode("latin-1").lower().split(","):
        kind, *parameters = (piece.strip() for piece in part.split(";"))
        offered = {GRAPHQL_JSON: GRAPHQL_JSON}.get(kind) or (
            JSON if kind in (JSON, "application/*", "*/*", "") else ""
        )
        quality = _quality(parameters)
        if offered and quality > best_quality:
            best, best_quality = offered, quality
    if not best:
        raise NotAcceptable(accept.decode("latin-1"))
    return best


def _accepts_gzip(accept_encoding: bytes) -> bool:
    for part in accept_encoding.decode("latin-1").lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if coding == "gzip":
            return _quality(parameters) > 0
    return False


def _quality(parameters: list[str]) -> float:
    """Read `q`, which is 1 by default; one that is not a number rules the value out."""
    for parameter in parameters:
        name, _, number = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(number)
            except ValueError:
                return 0.0
    return 1.0
