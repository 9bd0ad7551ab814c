"""PersonConnection and PersonEdge."""

from __future__ import annotations

import strawberry

from catalog.lists import page
from schema.fields import PAGE, backed_by, column
from schema.page_info import PageInfo
from schema.person import Person


@strawberry.type(description="One of the people on a page.")
@backed_by(page.Edge)
class PersonEdge:
    """One of the people on a page."""

    cursor: str = column(description="Where it stands, for `after`.")
    node: Person = column(description="The person.")


@strawberry.type(description="A page of people.")
@backed_by(page.Selection)
class PersonConnection:
    """A page of people."""

    total_count: int = column(description="How many matched, on all pages.")
    nodes: list[Person] = column(description="The people of the page; at most 100.", size=PAGE)
    edges: list[PersonEdge] = column(
        description="The people of the page with their cursors.", size=PAGE
    )
    page_info: PageInfo = column(description="Whether there is more.")
