"""A file from any address: a zip, or one that is compressed."""

from __future__ import annotations

import logging
import os
import re
import zipfile
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pooch
import requests
from pooch.utils import unique_file_name

from etl.errors import FetchError
from etl.fetch.part import TIMEOUT, Part, Progress
from etl.fetch.reason import host_of, reason_of

SHA256 = re.compile("[0-9a-f]{64}", re.IGNORECASE)


class Kind(NamedTuple):
    """A kind of file: its name, and whether a file is one."""

    name: str
    is_one: Callable[[Path], bool]


def _is_gzip(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(2) == b"\x1f\x8b"


ZIP, GZIP = Kind("zip", zipfile.is_zipfile), Kind("gzip", _is_gzip)


def fetch_zip(
    url: str, out: Path, sha256: str | None, progress: Progress, *, again: bool = False
) -> Path:
    """Fetch a zip into the folder `out`; see `fetch_file`."""
    return fetch_file(url, out, ZIP, progress, sha256=sha256, again=again)


def fetch_file(
    url: str,
    out: Path,
    kind: Kind,
    progress: Progress,
    *,
    sha256: str | None = None,
    name: str | None = None,
    again: bool = False,
) -> Path:
    """Fetch a file into the folder `out`; one that is there with the right checksum is kept.

    Parameters
    ----------
    name
        Its name there.  Without it, the name begins with a hash of the address, so that two
        addresses never share one.
    again
        Whether one that is there is replaced where the host has another one.

    Raises
    ------
    FetchError
        The address cannot be used, the server cannot be reached or refuses, or what came is
        of another kind or has another checksum.
    """
    host = urlsplit(url).hostname
    if urlsplit(url).scheme not in ("http", "https") or not host:
        raise FetchError(url, "is neither `kaggle` nor the http or https address of a zip", None)
    if sha256 is not None and not SHA256.fullmatch(sha256):
        raise FetchError(host, f"{sha256!r} is no SHA-256, which has 64 hexadecimal digits", url)
    name = name or unique_file_name(url)

    def download(url: str, target: str, _: object) -> None:
        part = Part(out / f"{name}.part", progress)
        part.complete(url)
        if not kind.is_one(part.file):
            with part.file.open("rb") as stream:
                begin = stream.read(30)
            part.discard()
            raise FetchError(host, f"what came is no {kind.name}, it begins {begin!r}", url)
        if (changed := _timestamp(part.modified)) is not None:
            os.utime(part.file, (changed, changed))
        part.file.replace(target)
        part.discard()

    pooch.get_logger().setLevel(logging.WARNING)
    known = sha256 and f"sha256:{sha256.lower()}"
    file = out / name
    try:
        if again and file.is_file() and not _is_current(file, url):
            download(url, str(file), None)
        return Path(pooch.retrieve(url, known, fname=name, path=out, downloader=download))
    except requests.RequestException as error:
        raise FetchError(host_of(error, host), reason_of(error), url) from error
    except ValueError as error:  # pooch compared the checksums
        raise FetchError(host, " ".join(str(error).split()), url) from error


def _is_current(file: Path, url: str) -> bool:
    """Whether the host has what is here: as many bytes, changed last when the file says."""
    response = requests.head(url, timeout=TIMEOUT, allow_redirects=True)
    response.raise_for_status()
    here, headers = file.stat(), response.headers
    known = (headers.get("Content-Length"), _timestamp(headers.get("Last-Modified")))
    return known == (str(here.st_size), here.st_mtime)


def _timestamp(date: str | None) -> float | None:
    """A date of HTTP in seconds since 1970; None where there is none or it cannot be read."""
    try:
        return None if date is None else parsedate_to_datetime(date).timestamp()
    except ValueError:
        return None
