"""PersonConnection and PersonEdge."""

from __future__ import annotations

import strawberry

from catalog.lists import page
from schema.fields import PAGE, backed_by, column
from schema.page_info import PageInfo
from schema.person import Person


@strawberry.type(description="A person on a page.")
@backed_by(page.Edge)
class PersonEdge:
    """A person on a page."""

    cursor: str = column(description="The position of the person, for `after`.")
    node: Person = column(description="The person.")


@strawberry.type(description="A page of people.")
@backed_by(page.Selection)
class PersonConnection:
    """A page of people."""

    total_count: int = column(description="Number of people on all pages.")
    nodes: list[Person] = column(description="The people of the page; at most 100.", size=PAGE)
    edges: list[PersonEdge] = column(description="The people of the page, with cursors.", size=PAGE)
    page_info: PageInfo = column(description="Whether there are more people.")
