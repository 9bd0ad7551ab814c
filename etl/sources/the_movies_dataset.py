"""Kaggle's "The Movies Dataset": nested cells are Python literals; ratings come from MovieLens."""

from __future__ import annotations

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import CREDITS, KEYWORDS, LINKS, METADATA, RATINGS


def _all_but(needed: tuple[str, ...], columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in columns if name not in needed)


SOURCE = Source(
    format="the-movies-dataset",
    name="The Movies Dataset",
    terms="The terms of TMDB; ratings: no commercial use without permission of GroupLens.",
    attribution="Data and images: The Movie Database (TMDB), by way of Kaggle; ratings: MovieLens "
    "(GroupLens). Neither endorses nor certifies this product. Mind their terms of use.",
    files={
        "metadata": File(
            ("movies_metadata.csv", "movies_dataset.csv"),
            METADATA,
            optional=_all_but(("id", "title", "release_date"), METADATA),
        ),
        "credits": File(("credits.csv",), CREDITS, optional=_all_but(("id",), CREDITS)),
        "keywords": File(("keywords.csv",), KEYWORDS, without="films have no keywords"),
        "links": File(("links.csv",), LINKS, without="ratings cannot be joined to films"),
        "ratings": File(
            ("ratings.csv", "ratings_small.csv"), RATINGS, without="the catalog has no ratings"
        ),
    },
    metadata=Rows("metadata"),
    credits=Rows("credits"),
    keywords=Rows("keywords"),
    links=Rows("links"),
    ratings=Rows("ratings"),
)
