"""Small catalogs written inline: a film is what a test says about it, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple, cast

import numpy as np
from numpy.typing import NDArray

from catalog.catalog import Catalog
from catalog.enums import Signal
from catalog.storage.cell_types import Number
from catalog.storage.columns import NumberColumn
from catalog.storage.list_columns import Edges, Run
from catalog.storage.snapshot import Draft
from catalog.storage.text_columns import LabelColumn, TextColumn
from model import artifact
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, all_neighbors
from model.recommender import Recommender
from model.scores import Votes, vote_factor, weights_in_use

ROW, FLOAT = Number("int32"), Number("float64")


class Film(NamedTuple):
    """What the model sees of a film.

    Genres, keywords, tags, companies, countries and the cast in billing order are words with spaces
    between; the crew are pairs of a person and a job; `stars` are by user.  The year 0 is so long
    ago that it makes no era.
    """

    genres: str = ""
    keywords: str = ""
    overview: str | None = None
    tagline: str | None = None
    cast: str = ""
    crew: Sequence[tuple[str, str]] = ()
    companies: str = ""
    collection: str | None = None
    year: int = 0
    language: str | None = None
    countries: str = ""
    rating: float | None = None
    votes: int = 0
    popularity: float | None = None
    stars: Mapping[int, float] = MappingProxyType({})
    title: str = "A Film"
    tags: str = ""


def liked_by(*users: int) -> dict[int, float]:
    """Five stars from each."""
    return dict.fromkeys(users, 5.0)


LOCAL = ("title", "country", "language", "kind")
"""Columns of titles by country, of which these catalogs have none."""


class Fake(SimpleNamespace):
    """A table of `length` rows with the columns that are given."""

    length: int

    def __len__(self) -> int:
        return self.length


def catalog_of(*films: Film) -> Catalog:
    """The catalog of these films; names get rows in alphabetical order.

    The Spanish name of a thing is the English one in capitals.
    """
    billed = [(row, name) for row, film in enumerate(films) for name in film.cast.split()]
    worked = [(row, *credit) for row, film in enumerate(films) for credit in film.crew]
    genres, keywords, tags, companies, countries = (
        names(name for film in films for name in getattr(film, field).split())
        for field in ("genres", "keywords", "tags", "companies", "countries")
    )
    tagged = [(row, tags[name]) for row, film in enumerate(films) for name in film.tags.split()]
    people = names([name for _, name in billed] + [name for _, name, _ in worked])
    collections = names(film.collection for film in films if film.collection)
    languages = names(film.language for film in films if film.language)
    rated = sorted((u, row, s) for row, film in enumerate(films) for u, s in film.stars.items())
    directed = [[people[n] for n, job in film.crew if job == "Director"] for film in films]

    def lists(field: str, rows: Mapping[str, int]) -> Edges[Any]:
        return Edges.of([[rows[n] for n in getattr(film, field).split()] for film in films])

    def refers(field: str, rows: Mapping[str | None, int]) -> NumberColumn[Any]:
        return NumberColumn.of(ROW, [rows.get(getattr(film, field)) for film in films])

    return cast(
        "Catalog",
        SimpleNamespace(
            movies=Fake(
                length=len(films),
                title=TextColumn.of([film.title for film in films]),
                original_title=TextColumn.of([film.title for film in films]),
                titles=Run.of([() for _ in films]),
                genres=lists("genres", genres),
                keywords=lists("keywords", keywords),
                companies=lists("companies", companies),
                countries=lists("countries", countries),
                collection=refers("collection", collections),
                original_language=refers("language", languages),
                overview=TextColumn.of([film.overview for film in films]),
                tagline=TextColumn.of([film.tagline for film in films]),
                cast=Run.of([range(len(film.cast.split())) for film in films]),
                directors=Edges.of(directed),
                release_year=NumberColumn.of(ROW, [film.year for film in films]),
                weighted_rating=NumberColumn.of(FLOAT, [film.rating for film in films]),
                vote_count=NumberColumn.of(ROW, [film.votes for film in films]),
                popularity=NumberColumn.of(FLOAT, [film.popularity for film in films]),
            ),
            genres=named(genres),
            keywords=named(keywords),
            tags=named(tags),
            movie_tags=Fake(
                length=len(tagged),
                movie=NumberColumn.of(ROW, [row for row, _ in tagged]),
                tag=NumberColumn.of(ROW, [tag for _, tag in tagged]),
                relevance=NumberColumn.of(FLOAT, [1.0] * len(tagged)),
                people=NumberColumn.of(ROW, [0] * len(tagged)),
            ),
            companies=named(companies),
            countries=named(countries),
            languages=Fake(**vars(named(languages)), code=list(languages)),
            local_titles=Fake(length=0, **dict.fromkeys(LOCAL, NumberColumn.of(ROW, []))),
            by_code=lambda _table, _code: None,
            collections=Fake(
                length=len(collections),
                name=TextColumn.of(list(collections)),
                movies=Edges.of(
                    [[r for r, f in enumerate(films) if f.collection == n] for n in collections]
                ),
            ),
            people=Fake(
                length=len(people),
                name=TextColumn.of(list(people)),
                crew=Edges.of(
                    [[c for c, (_, n, _) in enumerate(worked) if n == name] for name in people]
                ),
            ),
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
            ratings=Fake(
                length=len(rated),
                user=NumberColumn.of(ROW, [user for user, _, _ in rated]),
                movie=NumberColumn.of(ROW, [row for _, row, _ in rated]),
                rating=NumberColumn.of(Number("float32"), [stars for _, _, stars in rated]),
            ),
        ),
    )


def names(given: Iterable[Any]) -> dict[Any, int]:
    """The row of each name."""
    return {name: row for row, name in enumerate(sorted(set(given)))}


def named(rows: Mapping[str, int]) -> Fake:
    """A table of names, in either language."""
    english = TextColumn[str].of(list(rows))
    spanish = TextColumn[str].of([name.upper() for name in rows])
    return Fake(length=len(rows), name=english, name_en=english, name_es=spanish)


def votes_of(films: Sequence[Film]) -> Votes:
    """The votes of these films."""
    ratings = [np.nan if film.rating is None else film.rating for film in films]
    return Votes.of(np.array([film.votes for film in films]), np.array(ratings))


def reference(
    model: ReferenceNeighbors, votes: Votes, film: int, weights: Mapping[Signal, float]
) -> NDArray[np.float64]:
    """The score of every film as scikit-learn's `NearestNeighbors` and the votes have it.

    Parameters
    ----------
    weights
        Before `weights_in_use`.
    """
    asked = copy(model)
    asked.weights_ = dict(
        weights_in_use(weights, likes=int(model.likes()[film]), lacking=model.lacking(film))
    )
    found, rows = asked.kneighbors([film], len(votes.pull) - 1)
    scores = np.zeros(len(votes.pull))
    scores[rows[0]] = found[0]
    return scores * vote_factor(votes.pull, float(votes.log_votes[film]))


class World(NamedTuple):
    """Films and all that is made of them."""

    films: Sequence[Film]
    catalog: Catalog
    model: ReferenceNeighbors
    recommender: Recommender

    def __repr__(self) -> str:
        return f"<{len(self.films)} films>"


def world(folder: Path, *films: Film) -> World:
    """The recommender of these films, which went all the way through `folder`."""
    catalog = catalog_of(*films)
    model = ReferenceNeighbors().fit(catalog)
    folder.mkdir(exist_ok=True)
    draft = Draft(folder)
    artifact.write(draft, model, all_neighbors(ExactSearch(model, Votes.of_catalog(catalog))))
    return World(films, catalog, model, Recommender(draft, catalog))


def random_films(count: int, seed: int) -> list[Film]:
    """Films with a few features each, some with none of a kind; the last has none at all."""
    random = np.random.default_rng(seed)

    def some(prefix: str, kinds: int, most: int) -> list[str]:
        chosen = random.choice(kinds, size=random.integers(0, most + 1), replace=False)
        return [f"{prefix}{number}" for number in chosen]

    def maybe(value: Any) -> Any:
        return value if random.random() < 0.8 else None

    jobs = ["Director", "Writer", "Story", "Music", "Gaffer"]
    films = [
        Film(
            genres=" ".join(some("genre", 6, 3)),
            keywords=" ".join(some("keyword", 25, 6)),
            tags=" ".join(some("tag", 10, 4)),
            overview=" ".join(some("word", 60, 9) + some("word", 60, 3)),
            cast=" ".join(some("person", 40, 12)),
            crew=[(name, str(random.choice(jobs))) for name in some("person", 20, 3)],
            companies=" ".join(some("company", 12, 3)),
            collection=" ".join(some("series", 9, 1)) or None,
            year=int(random.integers(1870, 2020)),
            language=maybe(f"language{random.integers(4)}"),
            countries=" ".join(some("country", 5, 2)),
            rating=maybe(round(float(random.uniform(2, 9)), 2)),
            votes=int(10 ** random.uniform(0, 4)),
            stars={user: float(random.integers(2, 6)) for user in random.choice(12, 4)}
            if random.random() < 0.7
            else {},
            title=f"Film {number}",
        )
        for number in range(count - 1)
    ]
    return [*films, Film()]


def lengths(block: Any) -> NDArray[np.float64]:
    """The Euclidean length of each row of a matrix."""
    if isinstance(block, np.ndarray):
        found: NDArray[np.float64] = np.sqrt((block.astype(np.float64) ** 2).sum(axis=1))
        return found
    squares = block.multiply(block).sum(axis=1)
    return np.sqrt(np.asarray(squares, dtype=np.float64).ravel())
