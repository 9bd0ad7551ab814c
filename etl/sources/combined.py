"""Several sources as one: which of them says what, and how they are joined.

The first source says which films there are, and what they are.  The others add to these films, and
are joined to them by what each declares as its `key`: the number at TMDB, the IMDb id or the
MovieLens number.  What they say of other films is turned away and counted.

- Cells, genres, companies and the like of films: see `etl/additions.py`.
- Cast and crew, and keywords, come from the first source that has any.
- Ratings, and the links that join them, come from the last source that has both.
- Tags and the tag genome come from the last source that has them; their numbers are those of the
  ratings, which are the same in every size of MovieLens.
- Credits by row, with the people in them, come from the last source that has both, by the IMDb ids
  of films.  Where no source has lists of credits they are the credits; else they only say who the
  people are.
- Titles by country and language come from the last source that has any, by the IMDb ids of films.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence

from etl.sources.raw import Addition, Raw

_NAMES = {
    "credits": ("cast and crew",),
    "keywords": ("keywords", "keywords.csv"),
    "ratings": ("ratings", "ratings.csv", "links.csv"),
}
"""What is absent from a source that lacks a table."""


def combined(base: Raw, others: Sequence[Raw]) -> Raw:
    """The films of `base` with what the others add to them."""
    for other in others:
        both = f"{base.digest}\n{other.digest}"
        base = base._replace(
            format=f"{base.format} with {other.format}",
            digest=hashlib.sha256(both.encode()).hexdigest(),
            findings=(*base.findings, *other.findings),
            sources=(*base.sources, *other.sources),
        )
        if other.metadata:
            added = Addition(other.format, other.key, other.metadata, other.by_name)
            base = base._replace(additions=(*base.additions, added))
        if base.credits is None and other.credits is not None:
            base = _completed(base, other, "credits")._replace(
                credits=other.credits, credits_key=other.key
            )
            base = _from(base, other, "credit_lists")
        if base.keywords is None and other.keywords is not None:
            base = _completed(base, other, "keywords")._replace(
                keywords=other.keywords, keywords_key=other.key
            )
            base = _from(base, other, "keyword_lists")
        if other.links is not None and other.ratings is not None:
            base = _completed(base, other, "ratings")
            base = base._replace(links=other.links, ratings=other.ratings)
            base = _from(base, other, "lens_links", "ratings")
        base = _with_tags(base, other)
        if other.titles is not None:
            base = _from(base._replace(titles=other.titles), other, "titles")
        if other.principals and other.people is not None:
            base = base._replace(principals=other.principals, people=other.people)
            base = _from(base, other, "principals", "person_facts")
            if base.credits is None:
                base = _from(_completed(base, other, "credits"), other, "credit_lists")
    return base


def _with_tags(base: Raw, other: Raw) -> Raw:
    """`base` with the tags and the tag genome of `other`, where it has them."""
    if other.tags is not None:
        base = _from(base._replace(tags=other.tags), other, "tags")
    if other.genome_tags is not None and other.genome_scores is not None:
        base = base._replace(genome_tags=other.genome_tags, genome_scores=other.genome_scores)
        base = _from(base, other, "genome_tags", "genome_scores")
    return base


def _from(base: Raw, other: Raw, *tables: str) -> Raw:
    """`base` with a note that these tables come from `other`."""
    return base._replace(origins={**base.origins, **dict.fromkeys(tables, other.format)})


def _completed(base: Raw, other: Raw, table: str) -> Raw:
    """`base` without the note that it lacks a table; the table is known by name as in `other`."""
    names: Collection[str] = _NAMES[table]
    column = "cast" if table == "credits" else table
    by_name = (*base.by_name, *(name for name in other.by_name if name == column))
    return base._replace(
        absent=tuple(one for one in base.absent if one[0] not in names), by_name=by_name
    )
