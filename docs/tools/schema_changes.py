"""What changed in the schema from release to release.

`schema/releases/` holds the schema of every release, without its descriptions: they may be reworded
at any time. `python -m docs.tools.schema_changes VERSION` adds the schema of today.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    is_introspection_type,
    parse,
    print_ast,
)
from graphql.utilities import find_breaking_changes, find_dangerous_changes

ROOT = Path(__file__).parents[2]
SDL = Path("schema/schema.graphql")
RELEASES = Path("schema/releases")
HEAD = """# Schema changes

What changed in the schema from release to release, the newest first. `make generate` writes this
page by comparing the schemas in `schema/releases/`; descriptions are not compared.
[Releases](releases.md) says which changes a release may bring.
"""
MEANINGS: Mapping[str, str] = {
    "breaking": "Breaking: queries that worked may fail",
    "dangerous": "Dangerous: queries work as before, but may get values that they did not expect",
    "added": "Added",
    "deprecated": "Deprecated",
}
DESCRIPTION = re.compile(r'^ *""".*?(?<!\\)"""\n', re.MULTILINE | re.DOTALL)
Version = tuple[int, int, int]


class Changes(NamedTuple):
    """Differences between two schemas, each as a sentence or a name such as `Movie.title`."""

    breaking: list[str]
    dangerous: list[str]
    added: list[str]
    deprecated: list[str]


def version_of(text: str) -> Version:
    """Read a version such as `1.2.3`.

    Raises
    ------
    ValueError
        It is not three numbers with dots between them.
    """
    if not re.fullmatch(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}", text):
        raise ValueError(f"{text!r} is no version; expected one such as 1.2.3")
    major, minor, patch = map(int, text.split("."))
    return major, minor, patch


def changes(old: str, new: str) -> Changes:
    """Compare two schemas, given in the schema definition language."""
    before, after = build_schema(old), build_schema(new)
    known, found = _members(before), _members(after)
    return Changes(
        [
            change.description
            for change in find_breaking_changes(before, after)
            if not change.description.startswith("Standard scalar ")  # which every client knows
        ],
        [change.description for change in find_dangerous_changes(before, after)],
        [f"`{name}`" for name in found if name not in known],
        [
            f"`{name}`: {reason}"
            for name, reason in found.items()
            if reason is not None and known.get(name) is None
        ],
    )


def bare(sdl: str) -> str:
    """The schema without descriptions, as `schema/releases/` keeps it."""
    return print_ast(parse(DESCRIPTION.sub("", sdl))) + "\n"


def releases(root: Path = ROOT) -> dict[Version, str]:
    """The schema of each release, the newest first."""
    files = {version_of(file.stem): file for file in (root / RELEASES).glob("*.graphql")}
    return {version: files[version].read_text("utf-8") for version in sorted(files, reverse=True)}


def page(sdl: str, root: Path = ROOT) -> str:
    """The documentation's page about all changes, in Markdown."""
    found = releases(root)
    titles = ["Unreleased", *(".".join(map(str, version)) for version in found)]
    schemas = [sdl, *found.values()]
    parts = [HEAD]
    for title, new, old in zip(titles, schemas, schemas[1:], strict=False):
        parts += [f"## {title}", listed(changes(old, new)) or "No changes."]
    parts += [f"## {titles[-1]}", "The first release."]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def listed(found: Changes) -> str:
    """Changes as lists in Markdown, one for each kind; empty if there are none."""
    parts = []
    for kind, names in found._asdict().items():
        if names:
            parts.append(f"{MEANINGS[kind]}:\n\n" + "\n".join(f"- {name}" for name in names))
    return "\n\n".join(parts)


def _members(schema: GraphQLSchema) -> dict[str, str | None]:
    """Everything that has a name, such as `Movie`, `Movie.title` and `Movie.title(lang:)`.

    Each comes with the reason why it is deprecated, None if it is not.
    """
    found: dict[str, str | None] = {}
    for name, kind in sorted(schema.type_map.items()):
        if not is_introspection_type(kind):
            found[name] = None
            found.update(_within(kind))
    return found


def _within(kind: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    if isinstance(kind, GraphQLEnumType):
        for name, value in kind.values.items():
            yield f"{kind.name}.{name}", value.deprecation_reason
    elif isinstance(kind, GraphQLInputObjectType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field.deprecation_reason
    elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        for name, field in kind.fields.items():
            yield f"{kind.name}.{name}", field.deprecation_reason
            for argument, declared in field.args.items():
                yield f"{kind.name}.{name}({argument}:)", declared.deprecation_reason


def main(version: str) -> None:
    """Store the schema of today as that of a release."""
    version_of(version)
    sdl = (ROOT / SDL).read_text("utf-8")
    (ROOT / RELEASES / f"{version}.graphql").write_text(bare(sdl), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
