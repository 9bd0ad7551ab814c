"""The manifest of a snapshot: its format, its fingerprint, and the checksum of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import SnapshotCorrupt

FORMAT = 3
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is; `files` maps a name to its size in bytes and its SHA-256."""

    format: int
    fingerprint: str
    built_at: str
    source: str
    files: Mapping[str, tuple[int, str]]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest in `folder`."""
        file = folder / MANIFEST
        if not file.is_file():
            raise SnapshotCorrupt(file, "a manifest", "no file")
        try:
            facts = json.loads(file.read_bytes())
            files = {name: (size, checksum) for name, (size, checksum) in facts["files"].items()}
            manifest = cls(**{**facts, "files": files})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SnapshotCorrupt(file, "a manifest", str(error)) from error
        if manifest.format != FORMAT:
            raise SnapshotCorrupt(file, f"format {FORMAT}", f"format {manifest.format}")
        return manifest


def sha256(file: Path) -> str:
    """The SHA-256 of the content of `file`, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
