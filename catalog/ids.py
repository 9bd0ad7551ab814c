"""Global ids: the name of a type and a number in base64: "TW92aWU6ODYy" is Movie:862.

The number is that of TMDB, or one made from another id or the name where no source has that.
"""

from __future__ import annotations

import base64
import binascii
import re

from catalog.addresses import tmdb_address

_PLAIN = re.compile(r"(?P<type_name>[A-Za-z]+):(?P<number>[0-9]{1,19})")
_NUMBER = re.compile(r"[0-9]{1,10}")


def decode(global_id: str) -> tuple[str, int] | None:
    """The name of the type and the number; None if `global_id` is not a global id."""
    try:
        plain = base64.b64decode(global_id, validate=True).decode()
    except (binascii.Error, ValueError):
        return None
    found = _PLAIN.fullmatch(plain)
    return (found["type_name"], int(found["number"])) if found else None


def number(text: str, type_name: str) -> int | None:
    """The number that `text` means, else None.

    It is the number itself, a global id of this type, or the address of such a page at TMDB.
    """
    if _NUMBER.fullmatch(text):
        return int(text)
    named = tmdb_address(text) if "/" in text else None
    named = named or decode(text)
    return named[1] if named and named[0] == type_name else None
