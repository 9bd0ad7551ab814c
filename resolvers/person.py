"""The fields of Person that are worked out."""

from __future__ import annotations

from collections.abc import Sequence

from strawberry import Info, Parent

from catalog.enums import ProfileSize
from catalog.rows import CastRow, CrewRow, PersonRow
from resolvers import images
from resolvers.arguments import window
from resolvers.context import Context
from resolvers.credits import crew_of


def profile_url(
    person: Parent[PersonRow], info: Info[Context], size: ProfileSize | None = ProfileSize.W185
) -> str | None:
    """The address of the portrait."""
    path = info.context.catalog.people.profile_path[person]
    return images.url(path, size or ProfileSize.W185)


def cast(
    person: Parent[PersonRow], info: Info[Context], first: int = 20, offset: int = 0
) -> Sequence[CastRow]:
    """The parts that this person played."""
    return info.context.catalog.people.cast[person][window(first, offset)]


def crew(
    person: Parent[PersonRow],
    info: Info[Context],
    department: str | None = None,
    job: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> Sequence[CrewRow]:
    """The jobs that this person did, or those of one department or job."""
    catalog = info.context.catalog
    rows = crew_of(catalog.crew, catalog.people.crew[person], department, job)
    return rows[window(first, offset)]
