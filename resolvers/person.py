"""Resolvers of Person."""

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
from resolvers.argument_bounds import offset_slice, window
from resolvers.context import Context
from resolvers.credits import crew_of
from resolvers.pages import NEWEST_FIRST, movie_page


def profile_url(
    person: Parent[PersonRow], info: Info[Context], size: ProfileSize | None = ProfileSize.W185
) -> str | None:
    """The address of the portrait; null if there is none."""
    path = info.context.catalog.people.profile_path[person]
    return images.url(path, size or ProfileSize.W185)


def professions(person: Parent[PersonRow], info: Info[Context]) -> Sequence[str]:
    """What the person does, in words."""
    stated = info.context.catalog.people.professions[person]
    return [name.replace("_", " ") for name in stated.split(",")] if stated else []


def cast(
    person: Parent[PersonRow], info: Info[Context], first: int = 20, offset: int = 0
) -> Sequence[CastRow]:
    """Cast credits of the person."""
    return info.context.catalog.people.cast[person][offset_slice(first, offset)]


def crew(
    person: Parent[PersonRow],
    info: Info[Context],
    department: str | None = None,
    job: str | None = None,
    first: int = 20,
    offset: int = 0,
) -> Sequence[CrewRow]:
    """Crew credits of the person: all, or those of one department or job."""
    catalog = info.context.catalog
    rows = crew_of(catalog.crew, catalog.people.crew[person], department, job)
    return rows[offset_slice(first, offset)]


def movies(
    person: Parent[PersonRow],
    info: Info[Context],
    sort: list[MovieSort] | None = NEWEST_FIRST,
    first: int | None = 20,
    after: str | None = None,
) -> MovieSelection:
    """A page of the films that the person has a credit in, each once."""
    catalog = info.context.catalog
    among = RowSet(len(catalog.movies), rows=catalog.people.movies.array(person))
    return movie_page(catalog, None, sort, window(first, after), among)


def career(
    person: Parent[PersonRow],
    info: Info[Context],
    role: Annotated[Role, strawberry.argument(name="as")] = Role.ACTOR,
    include_self_directed: bool = False,
) -> Career:
    """The person's films in one role, and what they earned."""
    return info.context.catalog.career(person, role, include_self_directed=include_self_directed)
