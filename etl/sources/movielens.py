"""MovieLens, in any size: ratings and tags, and the links that join them to films of others.

The tag genome says how well each of 1,128 tags fits a film; not every size of MovieLens has it.
"""

from __future__ import annotations

from etl.sources.declaration import File, Rows, Source
from etl.sources.raw import GENOME_SCORES, GENOME_TAGS, LINKS, RATINGS, TAGS

MOVIES = ("movieId", "title", "genres")

SOURCE = Source(
    format="movielens",
    files={
        "movies": File(("movies.csv",), MOVIES, marks=MOVIES),
        "links": File(("links.csv",), LINKS),
        "ratings": File(("ratings.csv",), RATINGS),
        "tags": File(("tags.csv",), TAGS, without="films have no tags in people's words"),
        "genome_tags": File(("genome-tags.csv",), GENOME_TAGS, without="there is no tag genome"),
        "genome_scores": File(
            ("genome-scores.csv",), GENOME_SCORES, without="tags have no relevance"
        ),
    },
    links=Rows("links"),
    ratings=Rows("ratings"),
    tags=Rows("tags"),
    genome_tags=Rows("genome_tags"),
    genome_scores=Rows("genome_scores"),
)
