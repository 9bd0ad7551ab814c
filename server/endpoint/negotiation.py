"""Content negotiation: the media type and the encoding of an answer, by what a client accepts."""

from __future__ import annotations

from functools import lru_cache

from server.errors import NotAcceptable
from server.responses import GRAPHQL_JSON, JSON, Negotiated

MEDIA_TYPES = (JSON, GRAPHQL_JSON)
"""Of answers; a client that takes anything gets the first."""
HTML = "text/html"
NOT_ACCEPTED = (0.0, 0, 0)


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


@lru_cache(100)
def prefers_page(accept: bytes) -> bool:
    """Tell whether a client would rather have a page than JSON, as browsers would.

    It has to name `text/html`; one that takes anything gets JSON.
    """
    ranges = _media_ranges(accept)
    best_json = max(_rank(media_type, ranges) for media_type in MEDIA_TYPES)
    return HTML in ranges and _rank(HTML, ranges) > best_json


def _media_type(accept: bytes) -> str:
    """Choose the type that the client prefers; of two that it likes equally, the first named."""
    ranges = _media_ranges(accept)
    best = max(MEDIA_TYPES, key=lambda media_type: _rank(media_type, ranges))
    if _rank(best, ranges) == NOT_ACCEPTED:
        raise NotAcceptable(accept.decode("latin-1"))
    return best


def _media_ranges(accept: bytes) -> dict[str, tuple[float, int]]:
    """Read the media ranges of an `Accept` header, each with its quality and place in the list."""
    ranges: dict[str, tuple[float, int]] = {}
    for place, part in enumerate(accept.decode("latin-1").lower().split(",")):
        media_range, *parameters = (piece.strip() for piece in part.split(";"))
        ranges.setdefault(media_range or "*/*", (_quality(parameters), place))
    return ranges


def _rank(media_type: str, ranges: dict[str, tuple[float, int]]) -> tuple[float, int, int]:
    """Rank a type: by the quality of the most specific range it is in, then by that range."""
    group = media_type.partition("/")[0] + "/*"
    for precision, media_range in ((2, media_type), (1, group), (0, "*/*")):
        if media_range in ranges:
            quality, place = ranges[media_range]
            return (quality, precision, -place) if quality else NOT_ACCEPTED
    return NOT_ACCEPTED


def _accepts_gzip(accept_encoding: bytes) -> bool:
    for part in accept_encoding.decode("latin-1").lower().split(","):
        coding, *parameters = (piece.strip() for piece in part.split(";"))
        if coding == "gzip":
            return _quality(parameters) > 0
    return False


def _quality(parameters: list[str]) -> float:
    """Read `q`, which is 1 by default; one that is no number up to 1 rules the value out."""
    for parameter in parameters:
        name, _, number = parameter.partition("=")
        if name.strip() == "q":
            try:
                quality = float(number)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0
