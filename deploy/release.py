"""Check that a version can be released, and write the notes of its tag.

`make release VERSION=…` calls `python -m deploy.release VERSION` once `make check` has passed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from docs.tools.schema_changes import (
    RELEASES,
    SDL,
    Version,
    bare,
    changes,
    listed,
    releases,
    version_of,
)

ROOT = Path(__file__).parents[1]
NOTES = Path("release-notes.md")
SECTION = re.compile(r"^## (.+?)\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
KINDS = ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")
"""Headings within a section of the changelog, as Keep a Changelog names them."""


def faults(version: str, root: Path = ROOT) -> Iterator[str]:
    """Say what the project's files lack for this release, each fault as a sentence.

    Parameters
    ----------
    version
        Three numbers with dots between them, e.g. `1.2.0`.
    root
        The folder of the project.

    Raises
    ------
    ValueError
        It is no version.
    """
    number = version_of(version)
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    if project["version"] != version:
        yield f"pyproject.toml has the version {project['version']}, not {version}"
    yield from _changelog_faults(version, root)
    yield from _schema_faults(number, root)


def git_faults(version: str, root: Path = ROOT) -> Iterator[str]:
    """Say what stands in the way of a tag: changes that are not committed, or the tag itself."""
    if _git(root, "status", "--porcelain"):
        yield "some changes are not committed; `git status` lists them"
    if _git(root, "tag", "--list", f"v{version}"):
        yield f"there is a tag v{version} already"


def notes(version: str, root: Path = ROOT) -> str:
    """Write the notes of a release: its section of the changelog and how the schema changed."""
    parts = [f"Reelgraph {version}", _sections(root)[_heading(version, root) or ""].strip()]
    earlier = _latest_before(version_of(version), root)
    if earlier:
        found = changes(releases(root)[earlier], (root / SDL).read_text("utf-8"))
        before = ".".join(map(str, earlier))
        parts.append(f"### Schema, compared with {before}\n\n{listed(found) or 'No changes.'}")
    return "\n\n".join(parts) + "\n"


def _changelog_faults(version: str, root: Path) -> Iterator[str]:
    sections = _sections(root)
    if sections.get("Unreleased", "").strip():
        yield "CHANGELOG.md has entries under Unreleased; move them to the section of the release"
    heading = _heading(version, root)
    if heading is None:
        yield f"CHANGELOG.md has no section `## {version} - YYYY-MM-DD`"
        return
    kinds = re.findall(r"^### (.+)$", sections[heading], re.MULTILINE)
    if not kinds or not set(kinds) <= set(KINDS):
        yield f"the section {version} of CHANGELOG.md needs headings out of {', '.join(KINDS)}"


def _schema_faults(number: Version, root: Path) -> Iterator[str]:
    known, version = releases(root), ".".join(map(str, number))
    sdl = (root / SDL).read_text("utf-8")
    if known.get(number) != bare(sdl):
        yield (
            f"{RELEASES}/{version}.graphql is not the schema of today; "
            f"`python -m docs.tools.schema_changes {version}` and `make generate` write what is due"
        )
    earlier = _latest_before(number, root)
    if earlier and number[0] == earlier[0]:
        for change in changes(known[earlier], sdl).breaking:
            yield f"breaking, which only a new major version may be: {change}"


def _latest_before(number: Version, root: Path) -> Version | None:
    return max((each for each in releases(root) if each < number), default=None)


def _sections(root: Path) -> dict[str, str]:
    """The sections of the changelog by their headings."""
    return dict(SECTION.findall((root / "CHANGELOG.md").read_text("utf-8")))


def _heading(version: str, root: Path) -> str | None:
    """The heading of a version's section, if it has one with a date that exists."""
    for heading in _sections(root):
        name, _, day = heading.partition(" - ")
        if name == version:
            try:
                date.fromisoformat(day)
            except ValueError:
                return None
            return heading
    return None


def _git(root: Path, *arguments: str) -> str:
    done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main(version: str, root: Path = ROOT) -> None:
    """Print what is missing and exit with code 1, or write the notes and say how to tag."""
    try:
        found = [*faults(version, root), *git_faults(version, root)]
    except ValueError as error:
        found = [str(error)]
    if found:
        sys.exit("\n".join(f"error: {fault}" for fault in found))
    (root / NOTES).write_text(notes(version, root), "utf-8")
    print(f"{version} can be released; the notes are in {NOTES}. To tag it:")
    print(f"  git tag --annotate v{version} --cleanup=verbatim --file={NOTES}")


if __name__ == "__main__":
    main(sys.argv[1])
