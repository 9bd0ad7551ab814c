"""Resolvers of Catalog."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

import numpy as np
from strawberry import Info

from catalog.dataset import Dataset
from catalog.enums import Lang, Month, Weekday
from catalog.translations import LABELS, parse_label
from model.card import ModelCard
from resolvers.argument_bounds import valid_text
from resolvers.context import Context
from resolvers.errors import BadUserInput

E = TypeVar("E", bound=Enum)


def movie_count(info: Info[Context]) -> int:
    """The number of films, without adult ones."""
    return info.context.catalog.visible.count


def person_count(info: Info[Context]) -> int:
    """The number of people; each has a credit."""
    return len(info.context.catalog.people)


def company_count(info: Info[Context]) -> int:
    """The number of production companies."""
    return len(info.context.catalog.companies)


def releases(info: Info[Context], month: str | None = None, weekday: str | None = None) -> int:
    """The number of films released in a month, on a weekday, or both."""
    movies = info.context.catalog.movies
    if month is None and weekday is None:
        raise BadUserInput("month", None, "a month, a weekday or both")
    mask = info.context.catalog.visible.mask.copy()
    if month is not None:
        mask &= movies.release_month.values == _choice("month", Month, month).value
    if weekday is not None:
        mask &= movies.release_weekday.values == _choice("weekday", Weekday, weekday).value
    return int(np.count_nonzero(mask))


def dataset(info: Info[Context]) -> Dataset:
    """What the catalog was built from."""
    return info.context.catalog.dataset


def model(info: Info[Context]) -> ModelCard:
    """The model card."""
    return info.context.recommender.model


def _choice(argument: str, choices: type[E], text: str) -> E:
    choice = parse_label(choices, valid_text(argument, text))
    if choice is None:
        names = ", ".join(f"{LABELS[c][Lang.EN]} or {LABELS[c][Lang.ES]}" for c in choices)
        raise BadUserInput(argument, text, f"a number from 1 to {len(choices)}, or {names}")
    return choice
