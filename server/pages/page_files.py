"""Files that a page loads from a CDN, and how to load them from this server instead."""

import base64
import hashlib
import re
from pathlib import Path
from typing import NamedTuple

PAGE_FILE = re.compile(r'"(https://[^/"]+/)((?:@[^/"]+/)?[^/"]+)/([^"]+)"\s+integrity="([^"]+)"')


class PageFile(NamedTuple):
    """A file that a page loads, from the address `origin` + `name`.

    Attributes
    ----------
    integrity
        The hash that the browser checks, e.g. `sha384-` and its Base64.
    """

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
    """List the files that a page loads with a hash."""
    return [PageFile(*found) for found in PAGE_FILE.findall(page)]


def load_from(page: str, folder: Path, mount: str) -> str:
    """Change a page so that it loads its files from `mount`, under which `folder` is served.

    Where the folder lacks one of them, the page stays as it is and loads all from the CDN.
    """
    files = files_of(page)
    if all((folder / file.name).is_file() for file in files):
        for origin in {file.origin for file in files}:
            page = page.replace(f'"{origin}', f'"{mount}')
    return page
