"""PageInfo."""

from __future__ import annotations

import strawberry

from catalog.lists import page
from schema.fields import backed_by, column


@strawberry.type(description="Relay paging state.")
@backed_by(page.PageInfo)
class PageInfo:
    """Relay paging state."""

    has_next_page: bool = column(description="Whether rows follow this page.")
    has_previous_page: bool = column(description="Whether rows precede this page.")
    start_cursor: str | None = column(description="Cursor of the first row, for `before`.")
    end_cursor: str | None = column(description="Cursor of the last row, for `after`.")
