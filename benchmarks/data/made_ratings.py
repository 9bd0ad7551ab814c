"""Ratings of people who do not exist, with the tastes of those who do.

Each made user is like one real user and like those whose ratings are similar to it: the made user
watches what they watched, or else what is popular, and rates as they did, give or take.  There are
thus no more tastes than real users, which is what the figures from these ratings have to be read
with.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.preprocessing import normalize

from catalog.catalog import Catalog

PER_USER = 100
"""Ratings of a user on average, as in MovieLens."""
SPREAD = 1.1
"""Standard deviation of the logarithm of how many films a user rates: few rate very many."""
MOST = 4_000
FEWEST = 20
REPEATED = 1.2
"""How many films are drawn for each that a user rates, since some are drawn again."""
POPULAR = 0.4
"""Share of the films that a user watches for being popular."""
NEAR = 3.0
"""How much more alike users count than others: the exponent of their likeness."""
SHRINKAGE = 1.0
NOISE = 0.7
"""Stars by which a rating differs from what the user's taste is, standard deviation."""
UNKNOWN = 3.2
"""Stars of a film without votes."""
CHUNK = 20_000
"""Users that are made at a time."""
FIRST_DAY, LAST_DAY = 820_454_400, 1_697_155_200
SEED = 8

Ints = NDArray[np.int64]


class MadeRatings:
    """Makes ratings of the films of a catalog.

    Parameters
    ----------
    catalog
        One with real ratings.
    """

    def __init__(self, catalog: Catalog) -> None:
        ratings, votes = catalog.ratings, catalog.movies.vote_count.values
        users, of_user = np.unique(ratings.user.values, return_inverse=True)
        cells = (of_user, ratings.movie.values)
        shape = (len(users), len(votes))
        seen = csr_matrix((np.ones(len(of_user), dtype=np.float32), cells), shape=shape)
        units = normalize(seen)
        likeness = np.asarray((units @ units.T).todense()) ** NEAR
        likeness /= likeness.sum(axis=1, keepdims=True)
        popular = np.log1p(votes) ** 3
        popular /= popular.sum()
        watched = likeness @ np.asarray(normalize(seen, norm="l1").todense())
        watched = (1 - POPULAR) * watched + POPULAR * popular
        watched *= ~catalog.movies.adult.values
        sums = np.cumsum(watched, axis=1)
        sums /= sums[:, -1:]
        self._n_movies, self._n_tastes = shape[1], shape[0]
        self._chances = (np.arange(shape[0])[:, None] + sums).ravel()
        stars = np.nan_to_num(catalog.movies.weighted_rating.values / 2, nan=UNKNOWN)
        above = ratings.rating.values - stars[ratings.movie.values]
        opinion = csr_matrix((above.astype(np.float32), cells), shape=shape)
        weight = likeness @ np.asarray(seen.todense())
        opinions = likeness @ np.asarray(opinion.todense()) / (weight + SHRINKAGE / shape[0])
        self._stars = (stars + opinions).astype(np.float32)

    def ratings(self, count: int) -> Iterator[tuple[Ints, Ints, NDArray[np.float32], Ints]]:
        """About `count` ratings: users from 1 on, rows of films, stars and times, by user and film.

        The same catalog and count give the same ratings; they come in parts.
        """
        random = np.random.default_rng(SEED)
        users = max(count // PER_USER, 1)
        sizes = np.exp(SPREAD * random.standard_normal(users))
        sizes = np.clip(sizes * (PER_USER - FEWEST) / sizes.mean() + FEWEST, FEWEST, MOST)
        tastes = random.integers(self._n_tastes, size=users)
        biases = 0.4 * random.standard_normal(users)
        for begin in range(0, users, CHUNK):
            chunk = slice(begin, begin + CHUNK)
            drawn = np.ceil(REPEATED * sizes[chunk]).astype(np.int64)
            of_user = np.repeat(np.arange(begin, begin + len(drawn)), drawn)
            at = np.searchsorted(self._chances, tastes[of_user] + random.random(len(of_user)))
            movies = np.minimum(at - tastes[of_user] * self._n_movies, self._n_movies - 1)
            pairs = np.unique(of_user * self._n_movies + movies)
            of_user, movies = np.divmod(pairs, self._n_movies)
            stars = self._stars[tastes[of_user], movies] + biases[of_user]
            stars = stars + NOISE * random.standard_normal(len(stars))
            rounded = np.clip(np.round(2 * stars) / 2, 0.5, 5).astype(np.float32)
            times = random.integers(FIRST_DAY, LAST_DAY, size=len(stars))
            yield of_user + 1, movies, rounded, times
