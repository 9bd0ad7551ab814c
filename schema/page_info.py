"""PageInfo."""

from __future__ import annotations

import strawberry

from catalog.lists import page
from schema.fields import backed_by, column


@strawberry.type(description="Where a page is in the list, as Relay defines it.")
@backed_by(page.PageInfo)
class PageInfo:
    """Where a page is in the list, as Relay defines it."""

    has_next_page: bool = column(description="Whether there are items after this page.")
    has_previous_page: bool = column(description="Whether there are items before this page.")
    start_cursor: str | None = column(description="Cursor of the first item, for `before`.")
    end_cursor: str | None = column(description="Cursor of the last item, for `after`.")
