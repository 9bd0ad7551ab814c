"""The manifest of a snapshot: its format, its fingerprint, and the checksum of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.errors import SnapshotCorrupt

FORMAT = 6
"""The version of the format; a snapshot of another version is not opened."""
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of one snapshot.

    Parameters
    ----------
    format
        The version of the format of snapshots.
    fingerprint
        The name of the snapshot: a hash of the source, the code and the settings of the build.
    built_at
        When it was built, in ISO 8601 with a time zone.
    source
        What it was built from.
    files
        The size in bytes and the SHA-256 of every other file of the snapshot, by name.
    """

    format: int
    fingerprint: str
    built_at: str
    source: str
    files: Mapping[str, tuple[int, str]]

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Read the manifest of the snapshot in `folder`.

        Raises
        ------
        SnapshotCorrupt
            It is missing, damaged or of another format.
        """
        file = folder / MANIFEST
        try:
            facts = json.loads(file.read_bytes())
            files = {name: (size, checksum) for name, (size, checksum) in facts["files"].items()}
            manifest = cls(**{**facts, "files": files})
        except (FileNotFoundError, NotADirectoryError):
            raise SnapshotCorrupt(file, "a manifest", "no file") from None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise SnapshotCorrupt(file, "a manifest", str(error)) from error
        if manifest.format != FORMAT:
            raise SnapshotCorrupt(file, f"format {FORMAT}", f"format {manifest.format}")
        for name in ("fingerprint", "source"):
            if not isinstance(found := getattr(manifest, name), str):
                raise SnapshotCorrupt(file, f"{name} as a text", repr(found))
        if not _is_moment(manifest.built_at):
            expected = "built_at as a time in ISO 8601 with its zone"
            raise SnapshotCorrupt(file, expected, repr(manifest.built_at))
        return manifest


def _is_moment(text: object) -> bool:
    """Whether a text is a time in ISO 8601 with its zone, so that its age can be told."""
    try:
        return isinstance(text, str) and datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def sha256(file: Path) -> str:
    """The SHA-256 of the content of `file`, in hexadecimal."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
