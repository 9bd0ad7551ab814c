"""Files that a page loads from a CDN, kept here so that it works with the network cable out."""

import base64
import hashlib
import re
from pathlib import Path
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
