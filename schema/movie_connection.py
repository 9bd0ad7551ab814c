"""MovieConnection, MovieEdge and MovieGroup."""

from __future__ import annotations

import strawberry

from catalog.enums import Lang
from catalog.lists import groups, movies, page
from resolvers import field_costs, movie_connection
from schema.fields import PAGE, backed_by, column, resolved
from schema.movie import Movie
from schema.page_info import PageInfo
from schema.stats import MovieStats


@strawberry.type(description="A film on a page.")
@backed_by(page.Edge)
class MovieEdge:
    """A film on a page."""

    cursor: str = column(description="The position of the film, for `after` and `before`.")
    node: Movie = column(description="The film.")


@strawberry.type(description="Those of the matching films that share one value, e.g. a genre.")
@backed_by(groups.MovieGroup)
class MovieGroup:
    """Films that share one value."""

    key: str = column(
        description="What the films share: the global id or the code if it has one, else the year, "
        "the first year of the decade, or the value of the enum for a month, weekday or status."
    )
    label: str = column(
        description="The label of the group, ready to show.",
        variants={Lang.EN: "label_en", Lang.ES: "label_es"},
    )
    count: int = column(description="Number of films.")
    stats: MovieStats = column(
        description="Statistics over the films of the group.", work=field_costs.group_statistics
    )


@strawberry.type(
    description="A page of films, with statistics and groups over all films that matched."
)
@backed_by(movies.MovieSelection)
class MovieConnection:
    """A page of films."""

    total_count: int = column(description="Number of films that matched, on all pages.")
    nodes: list[Movie] = column(description="The films of the page; at most 100.", size=PAGE)
    edges: list[MovieEdge] = column(description="The films of the page, with cursors.", size=PAGE)
    page_info: PageInfo = column(description="Whether there are more films.")
    stats: MovieStats = column(
        description="Statistics over all films that matched, not only this page.",
        work=field_costs.statistics,
    )
    groups: list[MovieGroup] = resolved(
        by=movie_connection.groups,
        description="All films that matched, in groups, e.g. for facets and charts. Groups by "
        "YEAR, "
        "DECADE, MONTH and WEEKDAY are in calendar order, others by number of films, largest "
        "first.",
        arguments={"first": "How many, 0 to 200."},
        size=("first",),
        work=field_costs.groups,
    )
