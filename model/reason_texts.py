"""Why two films are alike, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from catalog.catalog import Catalog
from catalog.enums import Lang, Role, Signal
from catalog.local_titles import title_in
from catalog.rows import MovieRow
from catalog.storage.text_columns import TextColumn
from model.answers import Contribution, Query
from model.space import Block
from model.taste_features import TasteFeatures
from model.tone_words import ToneWords

MAX_NAMES = 5
"""Names in a reason."""

Texts = Mapping[Lang, str]
_JOBS: Mapping[tuple[str, ...], Texts] = {
    Role.DIRECTOR.value: {Lang.EN: "Also directed by {}", Lang.ES: "También dirigida por {}"},
    Role.WRITER.value: {Lang.EN: "Also written by {}", Lang.ES: "También escrita por {}"},
    ("Original Music Composer", "Music"): {
        Lang.EN: "Also with music by {}",
        Lang.ES: "También con música de {}",
    },
    ("Director of Photography",): {
        Lang.EN: "Also shot by {}",
        Lang.ES: "También con fotografía de {}",
    },
}
_MADE = {Lang.EN: "Also made by {}", Lang.ES: "También hecha por {}"}
_TEXTS: Mapping[Signal, Texts] = {
    Signal.GENRE: {Lang.EN: "Also {}", Lang.ES: "También de género {}"},
    Signal.PLOT: {Lang.EN: "The story has in common: {}", Lang.ES: "La historia comparte: {}"},
    Signal.KEYWORD: {Lang.EN: "Also about {}", Lang.ES: "También trata de: {}"},
    Signal.CAST: {Lang.EN: "Also with {}", Lang.ES: "También con {}"},
    Signal.COMPANY: {Lang.EN: "Also from {}", Lang.ES: "También de {}"},
    Signal.COLLECTION: {Lang.EN: "Also part of {}", Lang.ES: "También parte de {}"},
    Signal.ERA: {Lang.EN: "From about the same time: {}", Lang.ES: "De la misma época: {}"},
    Signal.LANGUAGE: {
        Lang.EN: "The same language or country: {}",
        Lang.ES: "El mismo idioma o país: {}",
    },
    Signal.ACCLAIM: {Lang.EN: "Rated much the same: {}", Lang.ES: "Con una nota parecida: {}"},
    Signal.TONE: {Lang.EN: "Similar in mood: {}", Lang.ES: "De un tono parecido: {}"},
    Signal.TAG: {Lang.EN: "People say of both: {}", Lang.ES: "La gente dice de ambas: {}"},
    Signal.AUDIENCE: {
        Lang.EN: "{} of {} who liked {} also liked {}",
        Lang.ES: "A {} de {} a quienes les gustó {} también les gustó {}",
    },
}


_UNLIKE_TONE = {Lang.EN: "Less alike in mood: {}", Lang.ES: "De un tono menos parecido: {}"}
_TASTE = {
    Lang.EN: "People who like {} tend to like this kind of film: {}",
    Lang.ES: "A quienes les gusta {} les suele gustar este tipo de película: {}",
}
_UNLIKE_TASTE = {
    Lang.EN: "People who like {} tend to like this kind of film less: {}",
    Lang.ES: "A quienes les gusta {} les suele gustar menos este tipo de película: {}",
}
_OR = {Lang.EN: " or ", Lang.ES: " o "}


class Reason(NamedTuple):
    """Why a film is a neighbor: one signal's share of the score.

    Attributes
    ----------
    contribution
        The share; those of all reasons add up to the score.  Below 0 where the films differ.
    shared
        Names of what both films have, in English, heaviest first.  For TONE they may be pairs,
        "heist ~ caper", and for TASTE they are features of the neighbor.
    text_en, text_es
        A sentence to show.
    """

    signal: Signal
    contribution: float
    shared: Sequence[str]
    text_en: str
    text_es: str


class Wording:
    """Turns the columns that two films share into names and sentences.

    Parameters
    ----------
    words
        What the columns of PLOT stand for.
    audience
        The block of AUDIENCE.
    tone, taste
        What explains their products.
    """

    def __init__(
        self,
        catalog: Catalog,
        words: TextColumn[str],
        audience: Block,
        tone: ToneWords,
        taste: TasteFeatures,
    ) -> None:
        self._catalog, self._audience, self._tone, self._taste = catalog, audience, tone, taste
        languages = len(catalog.languages)

        def place_name(lang: Lang) -> Callable[[int], str]:
            language_names, country_names = (
                (table.name_en if lang is Lang.EN else table.name_es)
                for table in (catalog.languages, catalog.countries)
            )
            return lambda c: language_names[c] if c < languages else country_names[c - languages]

        def genre_name(lang: Lang) -> Callable[[int], str]:
            return (
                catalog.genres.name_en if lang is Lang.EN else catalog.genres.name_es
            ).__getitem__

        self._named: Mapping[Signal, Callable[[Lang], Callable[[int], str]]] = {
            Signal.GENRE: genre_name,
            Signal.LANGUAGE: place_name,
            Signal.PLOT: lambda _: words.__getitem__,
            Signal.KEYWORD: lambda _: catalog.keywords.name.__getitem__,
            Signal.TAG: lambda _: catalog.tags.name.__getitem__,
            Signal.CAST: lambda _: catalog.people.name.__getitem__,
            Signal.CREW: lambda _: catalog.people.name.__getitem__,
            Signal.COMPANY: lambda _: catalog.companies.name.__getitem__,
            Signal.COLLECTION: lambda _: catalog.collections.name.__getitem__,
        }

    def reason(self, part: Contribution, query: Query, movie: int) -> Reason:
        """Say what `movie` has in common with the films of a query, by one part of its score."""
        signal, contribution, columns = part
        liked = query.liked
        if signal is Signal.AUDIENCE:
            texts = self._likes(query, movie)
            return Reason(signal, contribution, [texts[Lang.EN]], texts[Lang.EN], texts[Lang.ES])
        if signal is Signal.TONE:
            return self._mood(contribution, query, movie)
        if signal is Signal.TASTE:
            return self._kind_of_film(contribution, query, movie)
        if signal in self._named:
            names = {
                lang: [self._named[signal](lang)(column) for column in columns[:MAX_NAMES]]
                for lang in Lang
            }
        else:
            names = dict.fromkeys(Lang, self._numbers(signal, [*liked[: MAX_NAMES - 1], movie]))
        template = self._made_by(columns, liked, movie) if signal is Signal.CREW else _TEXTS[signal]
        texts = {lang: template[lang].format(", ".join(names[lang])) for lang in Lang}
        return Reason(signal, contribution, names[Lang.EN], texts[Lang.EN], texts[Lang.ES])

    def _mood(self, contribution: float, query: Query, movie: int) -> Reason:
        """Which keywords are near, or far where the share is below 0."""
        if "tone" not in query.explained:
            query.explained["tone"] = self._tone.keywords_of(query.liked)
        name, alike = self._catalog.keywords.name, contribution > 0
        sign = "~" if alike else "≠"
        names = [
            name[here] if here == there else f"{name[here]} {sign} {name[there]}"
            for here, there in self._tone.pairs(query.explained["tone"], movie, alike=alike)
        ]
        template = _TEXTS[Signal.TONE] if alike else _UNLIKE_TONE
        texts = {lang: template[lang].format(", ".join(names)) for lang in Lang}
        return Reason(Signal.TONE, contribution, names, texts[Lang.EN], texts[Lang.ES])

    def _kind_of_film(self, contribution: float, query: Query, movie: int) -> Reason:
        """Which features of `movie` carry its share of TASTE, whichever way it goes."""
        if "taste" not in query.explained:
            query.explained["taste"] = self._taste.of(query.vectors[Signal.TASTE])
        carried = query.explained["taste"].by(movie, most_first=contribution > 0)
        names: dict[Lang, dict[str, None]] = {lang: {} for lang in Lang}
        for signal, column, _ in carried:
            for lang, found in names.items():
                if signal in self._named:
                    found[self._named[signal](lang)(column)] = None
                else:
                    found.update(dict.fromkeys(self._numbers(signal, [movie])))
            if len(names[Lang.EN]) == MAX_NAMES:
                break
        template = _TASTE if contribution > 0 else _UNLIKE_TASTE
        texts = {
            lang: template[lang].format(self._titles(lang, query.liked), ", ".join(found))
            for lang, found in names.items()
        }
        return Reason(
            Signal.TASTE, contribution, list(names[Lang.EN]), texts[Lang.EN], texts[Lang.ES]
        )

    def _numbers(self, signal: Signal, rows: Sequence[int]) -> list[str]:
        """The years or the ratings of films; one without votes has no rating."""
        movies = self._catalog.movies
        if signal is Signal.ERA:
            return list(dict.fromkeys(str(movies.release_year[row]) for row in rows))
        ratings = (movies.weighted_rating[row] for row in rows)
        return list(dict.fromkeys(f"{rating:.1f}" for rating in ratings if rating is not None))

    def _made_by(self, columns: Sequence[int], liked: Sequence[int], movie: int) -> Texts:
        """The sentence about what the people did: one job, if it is the same in all films."""
        there = self._jobs(columns[0], [movie])
        here = self._jobs(columns[0], liked)
        for jobs, texts in _JOBS.items():
            if len(columns) == 1 and there & set(jobs) and here & set(jobs):
                return texts
        directors = [self._catalog.movies.directors[row] for row in (*liked, movie)]
        if all(set(columns[:MAX_NAMES]) <= set(people) for people in directors):
            return _JOBS[Role.DIRECTOR.value]
        return _MADE

    def _jobs(self, person: int, movies: Sequence[int]) -> set[str]:
        crew = self._catalog.crew
        credits = self._catalog.people.crew[person]
        return {crew.job[credit] for credit in credits if crew.movie[credit] in movies}

    def _likes(self, query: Query, movie: int) -> Texts:
        """How many of those who liked any film of the query also liked `movie`."""
        liked = query.liked
        if "fans" not in query.explained:
            fans = [self._audience.row(row).columns for row in liked]
            query.explained["fans"] = np.unique(np.concatenate(fans))
        fans = query.explained["fans"]
        both = np.intersect1d(fans, self._audience.row(movie).columns, assume_unique=True)
        return {
            lang: _TEXTS[Signal.AUDIENCE][lang].format(
                len(both), len(fans), self._titles(lang, liked), self._titles(lang, [movie])
            )
            for lang in Lang
        }

    def _titles(self, lang: Lang, movies: Sequence[int]) -> str:
        """The titles of some films in a language, joined by "or"."""
        titles = [
            title_in(self._catalog, MovieRow(row), lang.value, None) for row in movies[:MAX_NAMES]
        ]
        return _OR[lang].join(titles)
