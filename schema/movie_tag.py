"""MovieTag: a tag of a film."""

from __future__ import annotations

import strawberry

from catalog import tables
from resolvers import movie_tag
from schema.fields import backed_by, column, resolved
from schema.tag import Tag


@strawberry.type(description="A tag that people gave a film, or that the tag genome says fits it.")
@backed_by(tables.MovieTags)
class MovieTag:
    """A tag of a film."""

    name: str = resolved(by=movie_tag.name, description="The tag, as most people write it.")
    relevance: float | None = column(
        description="How well the tag fits the film by MovieLens' tag genome, 0.5–1. Null when the "
        "genome says less, or nothing."
    )
    people: int = column(description="Number of people who gave the film the tag.")
    tag: Tag = column(description="The tag, with its other films.")
