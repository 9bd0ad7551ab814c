"""CompanyConnection and CompanyEdge."""

from __future__ import annotations

import strawberry

from catalog.lists import page
from schema.company import Company
from schema.fields import PAGE, backed_by, column
from schema.page_info import PageInfo


@strawberry.type(description="A company on a page.")
@backed_by(page.Edge)
class CompanyEdge:
    """A company on a page."""

    cursor: str = column(description="The position of the company, for `after`.")
    node: Company = column(description="The company.")


@strawberry.type(description="A page of companies.")
@backed_by(page.Selection)
class CompanyConnection:
    """A page of companies."""

    total_count: int = column(description="Number of companies on all pages.")
    nodes: list[Company] = column(description="The companies of the page; at most 100.", size=PAGE)
    edges: list[CompanyEdge] = column(
        description="The companies of the page, with cursors.", size=PAGE
    )
    page_info: PageInfo = column(description="Whether there are more companies.")
