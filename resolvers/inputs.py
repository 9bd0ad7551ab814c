"""The input types: filters and tuning; `schema/inputs.py` describes them for clients."""

from __future__ import annotations

from datetime import date

import strawberry
from strawberry import ID

from catalog.enums import Month, MovieStatus, Signal, Weekday


@strawberry.input
class SetFilter:
    """Conditions on a set of genres, people or the like, by name, global id or code."""

    any: list[str] | None = None
    all: list[str] | None = None
    none: list[str] | None = None


@strawberry.input
class IntRange:
    """A range of whole numbers, both bounds included."""

    min: int | None = None
    max: int | None = None


@strawberry.input
class FloatRange:
    """A range of numbers, both bounds included."""

    min: float | None = None
    max: float | None = None


@strawberry.input
class DateRange:
    """A range of days, both included; GraphQL calls the fields `from` and `to`."""

    from_: date | None = strawberry.field(name="from", default=None)
    to: date | None = None


@strawberry.input
class MovieFilter:
    """Conditions that a film must meet, all of them."""

    query: str | None = None
    ids: list[ID] | None = None
    genres: SetFilter | None = None
    keywords: SetFilter | None = None
    tags: SetFilter | None = None
    companies: SetFilter | None = None
    collections: SetFilter | None = None
    countries: SetFilter | None = None
    languages: SetFilter | None = None
    cast: SetFilter | None = None
    crew: SetFilter | None = None
    year: IntRange | None = None
    release_date: DateRange | None = None
    month: list[Month] | None = None
    weekday: list[Weekday] | None = None
    runtime: IntRange | None = None
    vote_average: FloatRange | None = None
    vote_count: IntRange | None = None
    popularity: FloatRange | None = None
    budget: FloatRange | None = None
    revenue: FloatRange | None = None
    return_ratio: FloatRange | None = None
    status: list[MovieStatus] | None = None
    has_poster: bool | None = None
    include_adult: bool | None = False


@strawberry.input
class SignalWeight:
    """How much a signal counts."""

    signal: Signal
    weight: float


@strawberry.input
class SimilarityTuning:
    """How to judge similarity."""

    weights: list[SignalWeight] | None = None
    diversity: float | None = 0.0
    min_score: float | None = 0.0
    skip_collection: bool | None = False
