"""Small catalogs written inline: a film is what a test says about it, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.columns import Edges, LabelColumn, Number, NumberColumn, Run, TextColumn

ROW = Number("int32")


class Film(NamedTuple):
    """What the signals see of a film.

    Genres, keywords and the cast in billing order are words with spaces between; the crew are
    pairs of a person and a job.
    """

    genres: str = ""
    keywords: str = ""
    overview: str | None = None
    tagline: str | None = None
    cast: str = ""
    crew: Sequence[tuple[str, str]] = ()


class Fake(SimpleNamespace):
    """A table of `length` rows with the columns that are given."""

    length: int

    def __len__(self) -> int:
        return self.length


def catalog_of(*films: Film) -> Catalog:
    """The catalog of these films; names get rows in alphabetical order."""
    billed = [(row, name) for row, film in enumerate(films) for name in film.cast.split()]
    worked = [(row, *credit) for row, film in enumerate(films) for credit in film.crew]
    genres = names(name for film in films for name in film.genres.split())
    keywords = names(name for film in films for name in film.keywords.split())
    people = names([name for _, name in billed] + [name for _, name, _ in worked])
    return cast(
        "Catalog",
        SimpleNamespace(
            movies=Fake(
                length=len(films),
                genres=Edges.of([[genres[n] for n in film.genres.split()] for film in films]),
                keywords=Edges.of([[keywords[n] for n in film.keywords.split()] for film in films]),
                overview=TextColumn.of([film.overview for film in films]),
                tagline=TextColumn.of([film.tagline for film in films]),
                cast=Run.of([range(len(film.cast.split())) for film in films]),
            ),
            genres=Fake(length=len(genres)),
            keywords=Fake(length=len(keywords)),
            people=Fake(length=len(people)),
            cast=Fake(
                length=len(billed),
                movie=NumberColumn.of(ROW, [row for row, _ in billed]),
                person=NumberColumn.of(ROW, [people[name] for _, name in billed]),
            ),
            crew=Fake(
                length=len(worked),
                movie=NumberColumn.of(ROW, [row for row, _, _ in worked]),
                person=NumberColumn.of(ROW, [people[name] for _, name, _ in worked]),
                job=LabelColumn.of([job for _, _, job in worked]),
            ),
        ),
    )


def names(given: Any) -> dict[str, int]:
    """The row of each name."""
    return {name: row for row, name in enumerate(sorted(set(given)))}


def random_films(count: int, seed: int) -> list[Film]:
    """Films with a few features each, some with none of a kind; the last has none at all."""
    random = np.random.default_rng(seed)

    def some(prefix: str, kinds: int, most: int) -> list[str]:
        chosen = random.choice(kinds, size=random.integers(0, most + 1), replace=False)
        return [f"{prefix}{number}" for number in chosen]

    jobs = ["Director", "Writer", "Story", "Music", "Gaffer"]
    films = [
        Film(
            genres=" ".join(some("genre", 6, 3)),
            keywords=" ".join(some("keyword", 25, 6)),
            overview=" ".join(some("word", 60, 9) + some("word", 60, 3)),
            cast=" ".join(some("person", 40, 12)),
            crew=[(name, str(random.choice(jobs))) for name in some("person", 20, 3)],
        )
        for _ in range(count - 1)
    ]
    return [*films, Film()]


def lengths(block: Any) -> NDArray[np.float64]:
    """The Euclidean length of each row of a sparse matrix."""
    squares = block.multiply(block).sum(axis=1)
    return np.sqrt(np.asarray(squares, dtype=np.float64).ravel())
