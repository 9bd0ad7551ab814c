"""Where the files of a source lie: in a folder, in archives, compressed one by one."""

from __future__ import annotations

import gzip
import math
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from etl.errors import SourceError
from etl.sources import databases
from etl.sources.opener import Opener

BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What damaged archives raise: also for encryption, an unknown compression and a name that is no
text."""
_ZIPS = (".zip", ".whl")
_TARS = (".tar", ".tar.gz", ".tgz")
KINDS = "a folder, a zip or a tar.gz"
ENDINGS = (".csv", ".tsv")
"""What the names of files of rows end with; each may be compressed by gzip."""
_COMPRESSED = tuple(f"{ending}.gz" for ending in ENDINGS)
MAX_RATIO = 100
"""How many times as large as an archive a file in it may be; CSV is 3 to 10 times as large."""
MIN_LIMIT = 64 << 20
"""Bytes that a file in an archive may have, however small the archive is."""
COMPRESSIONS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those whose files `zipfile` reads block by block; of the others it unpacks all that it reads."""


class Place(NamedTuple):
    """A file of rows of a source.

    Attributes
    ----------
    inside
        Its path within the source, without the ending of a compressed file.
    limit
        Bytes that it may have.
    """

    inside: str
    opener: Opener
    limit: float = math.inf


def places(where: Path) -> Iterator[Place]:
    """List the files of rows of a source.

    Raises
    ------
    SourceError
        There is nothing, or an archive that is broken.
    """
    if where.is_dir():
        for file in sorted(where.rglob("*")):
            inside = file.relative_to(where)
            if not any(part.startswith((".", "__MACOSX")) for part in inside.parts):
                yield from _in_file(file, inside.as_posix())
    elif not where.is_file():
        raise SourceError(where, KINDS, "nothing of that name")
    elif where.name.lower().endswith((*ENDINGS, *_COMPRESSED, *databases.ENDINGS)):
        yield from _in_file(where, where.name)
    else:
        yield from _in_archive(where)


def _in_file(file: Path, inside: str) -> Iterator[Place]:
    name = inside.lower()
    if name.endswith(ENDINGS):
        yield Place(inside, partial(_file, file))
    elif name.endswith(_COMPRESSED):
        yield Place(_plain(inside), partial(_unzipped, partial(_file, file)), _limit(file))
    elif name.endswith(databases.ENDINGS):
        yield from _in_database(file, inside, partial(_file, file))
    elif name.endswith((*_ZIPS, *_TARS)):
        for place in _in_archive(file):
            yield place._replace(inside=f"{inside}/{place.inside}")


def _in_archive(where: Path) -> Iterator[Place]:
    kind = _Tar if where.name.lower().endswith(_TARS) else _Zip
    try:
        members = kind.members(where)
    except BROKEN as error:
        raise SourceError(where, KINDS, f"a file that is no {kind.name} ({error})") from error
    for member in members:
        shadow = member.startswith("__MACOSX") or Path(member).name.startswith("._")
        if member.lower().endswith((*ENDINGS, *_COMPRESSED)) and not shadow:
            opener: Opener = partial(kind.open, where, member)
            if member.lower().endswith(".gz"):
                opener = partial(_unzipped, opener)
            yield Place(_plain(member), opener, _limit(where))
        elif member.lower().endswith(databases.ENDINGS) and not shadow:
            yield from _in_database(where, member, partial(kind.open, where, member))


def _in_database(where: Path, inside: str, opener: Opener) -> Iterator[Place]:
    """List the tables of an SQLite file."""
    try:
        for table, rows in databases.tables(opener):
            yield Place(f"{inside}/{table}.csv", rows, _limit(where))
    except BROKEN as error:
        raise SourceError(where / inside, "an SQLite file", f"damage: {error}") from error


class _Zip:
    name = "zip"

    @staticmethod
    def members(where: Path) -> list[str]:
        return zipfile.ZipFile(where).namelist()

    @staticmethod
    def open(where: Path, member: str) -> IO[bytes]:
        archive = zipfile.ZipFile(where)
        if archive.getinfo(member).compress_type not in COMPRESSIONS:
            raise ValueError("compressed by another method than deflate")
        return archive.open(member)


class _Tar:
    name = "tar"

    @staticmethod
    def members(where: Path) -> list[str]:
        with tarfile.open(where) as archive:
            return [member.name for member in archive if member.isfile()]

    @staticmethod
    def open(where: Path, member: str) -> IO[bytes]:
        archive = tarfile.open(where)  # noqa: SIM115 - whoever reads the member closes it
        found = archive.extractfile(member)
        if found is None:  # no file, which was not so when it was listed
            raise tarfile.ReadError(member)
        return found


def _limit(archive: Path) -> int:
    return max(MIN_LIMIT, MAX_RATIO * archive.stat().st_size)


def _plain(name: str) -> str:
    return name[: -len(".gz")] if name.lower().endswith(".gz") else name


def _file(file: Path) -> IO[bytes]:
    return file.open("rb")


class _Unzipped(gzip.GzipFile):
    """A compressed file, which closes the stream that it reads."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__(fileobj=stream)
        self._stream = stream

    def close(self) -> None:
        """Close both."""
        super().close()
        self._stream.close()


def _unzipped(opener: Opener) -> IO[bytes]:
    return _Unzipped(opener())  # type: ignore[return-value]  # it reads like any file
