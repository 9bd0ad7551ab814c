"""MovieConnection and what it is made of."""

from __future__ import annotations

import strawberry

from catalog import selection
from schema.fields import backed_by, column
from schema.movie import Movie


@strawberry.type(description="Relay paging state.")
@backed_by(selection.PageInfo)
class PageInfo:
    """Relay paging state."""

    has_next_page: bool = column(description="Whether rows follow this page.")
    has_previous_page: bool = column(description="Whether rows precede this page.")
    start_cursor: str | None = column(description="Cursor of the first row. Null if there is none.")
    end_cursor: str | None = column(description="Cursor of the last row, for `after`.")


@strawberry.type(description="A film on a page.")
@backed_by(selection.Edge)
class MovieEdge:
    """A film on a page."""

    cursor: str = column(description="Where the film stands, for `after`.")
    node: Movie = column(description="The film.")


@strawberry.type(description="A page of films, plus what is true of all the films that matched.")
@backed_by(selection.Selection)
class MovieConnection:
    """A page of films."""

    total_count: int = column(description="How many films there are on all pages.")
    nodes: list[Movie] = column(description="The films of the page; at most 100.")
    edges: list[MovieEdge] = column(description="The films of the page with their cursors.")
    page_info: PageInfo = column(description="Whether there is more.")
