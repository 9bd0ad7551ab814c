"""The fields of Person that are worked out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import strawberry
from strawberry import Info, Parent

from catalog.enums import MovieSort, ProfileSize, Role
from catalog.lists.career import Career
from catalog.lists.movies import MovieSelection
from catalog.lists.rowset import RowSet
from catalog.rows import CastRow, CrewRow, PersonRow
from resolvers import images
from resolvers.arguments import window, window_of
from resolvers.context import Context
from resolvers.credits import crew_of
from resolvers.pages import NEWEST, films


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


def movies(
    person: Parent[PersonRow],
    info: Info[Context],
    sort: list[MovieSort] | None = NEWEST,
    first: int | None = 20,
    after: str | None = None,
) -> MovieSelection:
    """Every film of this person once."""
    catalog = info.context.catalog
    among = RowSet(len(catalog.movies), rows=catalog.people.movies.rows_of(person))
    return films(catalog, None, sort, window_of(first, after), among)


def career(
    person: Parent[PersonRow],
    info: Info[Context],
    role: Annotated[Role, strawberry.argument(name="as")] = Role.ACTOR,
    include_self_directed: bool = False,
) -> Career:
    """One side of the person's work, counted."""
    return info.context.catalog.career(person, role, include_self_directed=include_self_directed)
