"""MovieConnection, MovieEdge and MovieGroup."""

from __future__ import annotations

import strawberry

from catalog.enums import Lang
from catalog.lists import groups, movies, page
from resolvers import movie_connection
from schema.fields import PAGE, backed_by, column, resolved
from schema.movie import Movie
from schema.page_info import PageInfo
from schema.stats import MovieStats


@strawberry.type(description="A film on a page.")
@backed_by(page.Edge)
class MovieEdge:
    """A film on a page."""

    cursor: str = column(description="Where the film stands, for `after` and `before`.")
    node: Movie = column(description="The film.")


@strawberry.type(description="The matching films that share one value.")
@backed_by(groups.MovieGroup)
class MovieGroup:
    """Films that share one value."""

    key: str = column(
        description="What the films share: a global id or code where there is one, else the year "
        "(of a decade its first), the name of the month, weekday or status."
    )
    label: str = column(
        description="Ready to show.", variants={Lang.EN: "label_en", Lang.ES: "label_es"}
    )
    count: int = column(description="How many films.")
    stats: MovieStats = column(description="Figures over the films of the group.")


@strawberry.type(description="A page of films, plus what is true of all the films that matched.")
@backed_by(movies.MovieSelection)
class MovieConnection:
    """A page of films."""

    total_count: int = column(description="How many films matched, on all pages.")
    nodes: list[Movie] = column(description="The films of the page; at most 100.", size=PAGE)
    edges: list[MovieEdge] = column(
        description="The films of the page with their cursors.", size=PAGE
    )
    page_info: PageInfo = column(description="Whether there is more.")
    stats: MovieStats = column(
        description="Figures over everything that matched, not over this page."
    )
    groups: list[MovieGroup] = resolved(
        by=movie_connection.groups,
        description="Everything that matched, grouped: facets, charts, calendars. Calendar order "
        "for YEAR, DECADE, MONTH and WEEKDAY, else most films first; at most 200.",
        arguments={"first": "How many, 0 to 200."},
        size=("first",),
    )
