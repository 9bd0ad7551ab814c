"""Lists of films that are commonly held to be like a film, by people who know films.

They measure sense where audiences measure taste: people like many films that are not alike.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from catalog.catalog import Catalog
from catalog.names.normalization import letters
from model.errors import EvaluationError
from model.evaluation.likes import K


class ExpertLists(NamedTuple):
    """The rows of the films that are held to be like each film, by its row."""

    lists: Mapping[int, frozenset[int]]

    @classmethod
    def read(cls, file: Path, catalog: Catalog) -> Self:
        """Read a CSV of `title`, `year` and `similar`, the title of one film that is alike.

        The title of a similar film means every film that is called so, apart from case and
        accents; of several films of the same title and year, lists are of the one with most votes.

        Raises
        ------
        EvaluationError
            The file is no such CSV, or none of its films is in the catalog.
        """
        expected = "the columns title, year, a number, and similar, a title"
        try:
            with file.open(newline="", encoding="utf-8") as stream:
                rows = [
                    (letters(row["title"]), int(row["year"]), letters(row["similar"]))
                    for row in csv.DictReader(stream)
                ]
        except (KeyError, ValueError, TypeError, AttributeError, csv.Error) as error:
            raise EvaluationError(file, expected, f"something else ({error})") from error
        called = _rows_by_title(catalog)
        years, votes = catalog.movies.release_year, catalog.movies.vote_count
        lists: dict[int, set[int]] = defaultdict(set)
        for title, year, similar in rows:
            of_year = [movie for movie in sorted(called.get(title, ())) if years[movie] == year]
            if of_year:
                movie = max(of_year, key=votes.__getitem__)
                lists[movie] |= called.get(similar, set())
        if not lists:
            raise EvaluationError(file, "films of the catalog", f"none in {len(rows)} rows")
        return cls({movie: frozenset(films) for movie, films in sorted(lists.items())})

    def share(self, found: Mapping[int, Sequence[int]]) -> float:
        """The share of the ten films found that are on the list, the mean over the lists."""
        on_list = [len(films & set(found[movie][:K])) / K for movie, films in self.lists.items()]
        return float(np.mean(on_list))


def _rows_by_title(catalog: Catalog) -> Mapping[str, set[int]]:
    """The films of each title, as `letters` writes it."""
    movies = catalog.movies
    called: dict[str, set[int]] = defaultdict(set)
    for row in range(len(movies)):
        for title in (movies.title[row], movies.original_title[row]):
            if title:
                called[letters(title)].add(row)
    return called
