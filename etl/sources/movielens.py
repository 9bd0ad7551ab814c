"""MovieLens, in any size: ratings, and the links that join them to the films of another source."""

from __future__ import annotations

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import LINKS, RATINGS

MOVIES = ("movieId", "title", "genres")

SOURCE = Source(
    format="movielens",
    files={
        "movies": File(("movies.csv",), MOVIES, marks=MOVIES),
        "links": File(("links.csv",), LINKS),
        "ratings": File(("ratings.csv",), RATINGS),
    },
    links=Rows("links"),
    ratings=Rows("ratings"),
)
