"""Tags and a tag genome that nobody gave, made from the keywords, genres, years and votes of films.

They have the form, the sizes and the faults of those of MovieLens: case, plurals, misspellings,
notes to oneself.  What they say of a film is no more than its keywords and genres say, and chance.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack

from catalog.catalog import Catalog
from model.features.one_hot import multi_hot

GENOME_TAGS = 1_128
"""Tags of the real genome."""
GENOME_VOTES = 50
"""Votes from which on a film is in the genome."""
MIN_FILMS = 15
"""Films from which on a keyword is a tag."""
FITS = 0.35
"""How often a style fits a film of which it could be said."""
STRANGE = 0.08
"""How often somebody gives a tag that does not fit."""
OWN = 0.05
"""How often somebody notes what is of no use to others."""
SEED = 8

Mask = NDArray[np.bool_]
Of = Callable[[Catalog], Mask]


def _of(*genres: str) -> Of:
    """The films of any of these genres."""

    def mask(catalog: Catalog) -> Mask:
        names = catalog.genres.name_en
        wanted = [row for row in range(len(catalog.genres)) if names[row] in genres]
        listed = multi_hot(catalog.movies.genres, len(catalog.genres))[:, wanted]
        return np.asarray(listed.sum(axis=1)).ravel() > 0

    return mask


def _rated(least: float) -> Of:
    return lambda catalog: np.nan_to_num(catalog.movies.weighted_rating.values) >= least


def _until(year: int) -> Of:
    return lambda catalog: catalog.movies.release_year.values <= year


STYLES: Mapping[str, Of] = {
    "atmospheric": _of("Horror", "Thriller", "Mystery", "Science Fiction"),
    "dark comedy": lambda c: _of("Comedy")(c) & _of("Crime", "Drama")(c),
    "nonlinear": _of("Drama", "Thriller", "Mystery", "Crime"),
    "twist ending": _of("Thriller", "Mystery"),
    "feel-good": _of("Comedy", "Family", "Romance"),
    "tearjerker": _of("Drama", "Romance"),
    "visually stunning": _rated(6.5),
    "slow": _of("Drama", "History"),
    "fast-paced": _of("Action", "Adventure"),
    "quirky": _of("Comedy"),
    "black and white": _until(1962),
    "classic": lambda c: _until(1985)(c) & _rated(6.5)(c),
    "masterpiece": _rated(7.3),
    "disturbing": _of("Horror", "Thriller", "Crime"),
    "surreal": _of("Fantasy", "Drama", "Horror"),
    "thought-provoking": _of("Drama", "Science Fiction", "Documentary"),
    "funny": _of("Comedy", "Animation"),
    "violent": _of("Action", "Crime", "War", "Western"),
    "gritty": _of("Crime", "War"),
    "whimsical": _of("Animation", "Fantasy", "Family"),
    "stylized": _of("Action", "Crime", "Science Fiction"),
    "melancholy": _of("Drama", "Romance"),
    "social commentary": _of("Documentary", "Drama"),
    "stupid": lambda c: ~_rated(5.8)(c),
}
"""What people say of films, and of which it could be said."""


def _without_the_middle(name: str) -> str:
    """A name that lost a letter."""
    return name[: len(name) // 2] + name[len(name) // 2 + 1 :]


SPELLINGS: Mapping[Callable[[str], str], float] = {
    str: 0.83,
    str.title: 0.08,
    lambda name: name.replace(" ", "-"): 0.04,
    lambda name: f"{name}s": 0.03,
    _without_the_middle: 0.02,
}
"""How people write a tag, and how often."""


class MadeTags:
    """Makes tags of the films of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._random = np.random.default_rng(SEED)
        self._votes = catalog.movies.vote_count.values.astype(np.float64)
        keywords = multi_hot(catalog.movies.keywords, len(catalog.keywords))
        used = np.flatnonzero(
            np.bincount(keywords.indices, minlength=keywords.shape[1]) >= MIN_FILMS
        )
        styles = np.column_stack([of(catalog) for of in STYLES.values()])
        styles &= self._random.random(styles.shape) < FITS
        self.names = [catalog.keywords.name[row] for row in used.tolist()] + list(STYLES)
        self._fits = csr_matrix(hstack([keywords[:, used], csr_matrix(styles)]), dtype=np.float32)

    def tags(self, count: int, users: int) -> Given:
        """`count` tags that users gave to films, in the spellings of people."""
        random = self._random
        tagged = np.diff(self._fits.indptr) > 0
        chances = self._votes * tagged
        movies = random.choice(len(chances), size=count, p=chances / chances.sum())
        lengths = np.diff(self._fits.indptr)[movies]
        at = self._fits.indptr[movies] + (random.random(count) * lengths).astype(np.int64)
        tags = self._fits.indices[at]
        strange = random.random(count) < STRANGE
        tags[strange] = random.integers(len(self.names), size=int(strange.sum()))
        of_user = 1 + (users * random.random(count) ** 3).astype(np.int64)
        own = random.random(count) < OWN
        spelled = random.choice(len(SPELLINGS), size=count, p=list(SPELLINGS.values()))
        ways = list(SPELLINGS)
        texts = [
            f"seen with {user}" if alone else ways[way](self.names[tag])
            for tag, user, alone, way in zip(
                *(each.tolist() for each in (tags, of_user, own, spelled)), strict=True
            )
        ]
        return Given(of_user, movies, texts)

    def genome(self) -> Genome:
        """How relevant the most frequent tags are to each film that is known well enough."""
        often = np.argsort(-np.bincount(self._fits.indices, minlength=len(self.names)))
        chosen = np.sort(often[:GENOME_TAGS])
        movies = np.flatnonzero(self._votes >= GENOME_VOTES)
        fits = self._fits[movies][:, chosen].toarray() > 0
        high = self._random.beta(6, 2, size=fits.shape)
        low = self._random.beta(0.6, 8, size=fits.shape)
        names = [self.names[tag] for tag in chosen.tolist()]
        return Genome(names, movies, np.where(fits, high, low).astype(np.float32))


class Given(NamedTuple):
    """Tags: the user and the row of the film of each, and its text."""

    users: NDArray[np.int64]
    movies: NDArray[np.int64]
    texts: list[str]


class Genome(NamedTuple):
    """The names of the tags, the rows of films, and the relevance of each tag to each film."""

    names: list[str]
    movies: NDArray[np.int64]
    relevance: NDArray[np.float32]
