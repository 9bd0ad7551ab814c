"""Which film a title means: as written, loosely, with typos, and by year."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog import indexes, tables
from catalog.enums import MatchKind
from catalog.names.famous_titles import VOTES_RATIO
from catalog.names.names import MIN_SIMILARITY
from catalog.names.normalization import letters
from catalog.names.titles import (
    CONFIDENCE,
    MAX_ALTERNATIVES,
    TitleMatch,
    Titles,
)
from tests.support.builders import names, table
from tests.support.laws import slow_law

LANGUAGES = ("en", "de", "fr", "it")


class Film(NamedTuple):
    """What a look-up by title reads of a film."""

    title: str
    year: int = 2000
    votes: int = 0
    original: str | None = None
    adult: bool = False
    language: str = "en"


class Shelf:
    """Some films and the look-up over them; answers in titles and years."""

    def __init__(self, *films: Film) -> None:
        self.films = films
        self.movies: tables.Movies = table(
            tables.Movies,
            title=[film.title for film in films],
            original_title=[film.original for film in films],
            release_year=[film.year for film in films],
            vote_count=[film.votes for film in films],
            adult=[film.adult for film in films],
            original_language=[LANGUAGES.index(film.language) for film in films],
        )
        codes: tables.Languages = table(tables.Languages, code=list(LANGUAGES))
        titles = list(indexes._names(self.movies, codes.code))
        keys = Titles.index(titles, self.movies.vote_count.values.tolist())
        self.titles = Titles(self.movies, keys, names(*titles))

    def match(self, title: str, year: int | None = None) -> TitleMatch:
        return self.titles.match(title, year)

    def found(self, title: str, year: int | None = None) -> tuple[str, int] | None:
        row = self.match(title, year).movie
        return None if row is None else (self.films[row].title, self.films[row].year)

    def others(self, title: str, year: int | None = None) -> list[tuple[str, int]]:
        films = [self.films[row] for row in self.match(title, year).alternatives]
        return [(film.title, film.year) for film in films]


KNOWN = (
    Film("Heat", 1995, 1886),
    Film("Heat", 1986, 5),
    Film("Heat", 1972, 6),
    Film("The Heat", 2013, 1595),
    Film("Godfather", 1991, 4),
    Film("The Godfather", 1972, 6024),
    Film("The Godfather: Part II", 1974, 3418),
    Film("Spider-Man", 2002, 5398),
    Film("Amélie", 2001, 3403, "Le Fabuleux Destin d'Amélie Poulain"),
    Film("Seven Samurai", 1954, 892, "七人の侍"),
    Film("The Matrix", 1999, 9079),
    Film("Harry Potter and the Philosopher's Stone", 2001, 7188),
    Film("Harry Potter and the Goblet of Fire", 2005, 5758),
    Film("Fast & Furious", 2009, 2426),
    Film("Rocky II", 1979, 948),
    Film("Blade Runner 2049", 2017, 900),
    Film("2012", 2009, 4994),
    Film("$", 1971, 12),
)


@cache
def shelf_of(*films: Film) -> Shelf:
    """A shelf that several examples ask."""
    return Shelf(*films)


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    """A shelf of well-known films; Heat of 1995 is row 0."""
    return shelf_of(*KNOWN)


@pytest.mark.parametrize(
    ("title", "found", "kind"),
    [
        ("Heat", ("Heat", 1995), MatchKind.EXACT),
        ("  hEAT! ", ("Heat", 1995), MatchKind.EXACT),
        ("The Heat", ("The Heat", 2013), MatchKind.EXACT),
        ("amelie", ("Amélie", 2001), MatchKind.EXACT),
        ("le fabuleux destin d'amelie poulain", ("Amélie", 2001), MatchKind.EXACT),
        ("七人の侍", ("Seven Samurai", 1954), MatchKind.EXACT),
        ("spiderman", ("Spider-Man", 2002), MatchKind.EXACT),
        ("$", ("$", 1971), MatchKind.EXACT),
        ("godfather", ("The Godfather", 1972), MatchKind.NORMALIZED),
        ("matrix", ("The Matrix", 1999), MatchKind.NORMALIZED),
        ("7 samurai", ("Seven Samurai", 1954), MatchKind.NORMALIZED),
        ("fast and furious", ("Fast & Furious", 2009), MatchKind.NORMALIZED),
        ("rocky 2", ("Rocky II", 1979), MatchKind.NORMALIZED),
        ("godfater", ("The Godfather", 1972), MatchKind.FUZZY),
        ("matriks", ("The Matrix", 1999), MatchKind.FUZZY),
        ("spidermn", ("Spider-Man", 2002), MatchKind.FUZZY),
        ("harry poter", ("Harry Potter and the Philosopher's Stone", 2001), MatchKind.FUZZY),
    ],
)
def test_a_title_means_the_film_that_a_person_means(
    shelf: Shelf, title: str, found: tuple[str, int], kind: MatchKind
) -> None:
    assert (shelf.found(title), shelf.match(title).kind) == (found, kind)


def test_confidence_falls_from_tier_to_tier(shelf: Shelf) -> None:
    titles = ("Heat", "matrix", "matriks")
    exact, loosely, typo = (shelf.match(title).confidence for title in titles)
    assert (exact, loosely) == (CONFIDENCE[MatchKind.EXACT], CONFIDENCE[MatchKind.NORMALIZED])
    assert (
        MIN_SIMILARITY * CONFIDENCE[MatchKind.FUZZY] <= typo < CONFIDENCE[MatchKind.FUZZY] < loosely
    )


def test_a_worse_typo_gives_less_confidence(shelf: Shelf) -> None:
    assert shelf.match("spidermn").confidence > shelf.match("spidrmn").confidence > 0


def test_namesakes_are_the_first_alternatives_by_votes(shelf: Shelf) -> None:
    assert shelf.others("Heat")[:3] == [("Heat", 1972), ("Heat", 1986), ("The Heat", 2013)]


def test_the_film_that_is_found_is_no_alternative(shelf: Shelf) -> None:
    match = shelf.match("Heat")
    assert match.movie == 0
    assert 0 not in match.alternatives


@pytest.mark.parametrize("year", [1995, 1986, 1972])
def test_the_year_decides_among_namesakes(shelf: Shelf, year: int) -> None:
    for match in (shelf.match("Heat", year), shelf.match(f"heat ({year})")):
        assert match.movie is not None
        assert KNOWN[match.movie] == next(film for film in KNOWN[:3] if film.year == year)
        assert (match.kind, match.confidence) == (MatchKind.EXACT, 1.0)


def test_the_year_reaches_a_namesake_of_a_looser_tier(shelf: Shelf) -> None:
    assert shelf.found("Heat", 2013) == ("The Heat", 2013)
    assert shelf.match("Heat", 2013).kind is MatchKind.NORMALIZED
    assert shelf.found("godfather (1991)") == ("Godfather", 1991)


def test_a_title_that_is_merely_spelled_alike_is_no_namesake_of_that_year() -> None:
    stories = Shelf(Film("Toy Story", 1995, 5_000), Film("Toy Story 2", 1999, 4_000))
    assert stories.found("Toy Story (1999)") == ("Toy Story", 1995)


def test_the_year_decides_among_titles_with_a_typo(shelf: Shelf) -> None:
    assert shelf.found("harry poter (2005)") == ("Harry Potter and the Goblet of Fire", 2005)


@pytest.mark.parametrize(
    ("year", "nearest"), [(1996, 1995), (1994, 1995), (1987, 1986), (1900, 1972), (2099, 1995)]
)
def test_a_year_that_no_namesake_has_gives_the_nearest_with_less_confidence(
    shelf: Shelf, year: int, nearest: int
) -> None:
    match = shelf.match("Heat", year)
    assert shelf.found("Heat", year) == ("Heat", nearest)
    assert match.kind is MatchKind.FUZZY
    assert 0 < match.confidence < CONFIDENCE[MatchKind.FUZZY]


def test_a_year_further_off_gives_less_confidence(shelf: Shelf) -> None:
    confidences = [shelf.match("Heat", year).confidence for year in (1996, 1998, 2000)]
    assert confidences == sorted(confidences, reverse=True)
    assert len(set(confidences)) == 3


def test_of_two_years_equally_near_the_one_with_more_votes_is_taken() -> None:
    shelf = Shelf(Film("Heat", 1990, 5), Film("Heat", 1992, 6))
    assert shelf.found("Heat", 1991) == ("Heat", 1992)


def test_a_year_beside_the_title_beats_one_inside_it(shelf: Shelf) -> None:
    assert shelf.found("Heat", 1986) == ("Heat", 1986)
    assert shelf.match("Heat (1995)", 1986).kind is not MatchKind.EXACT


def test_a_number_in_a_title_is_no_year(shelf: Shelf) -> None:
    assert shelf.found("Blade Runner 2049") == ("Blade Runner 2049", 2017)
    assert shelf.found("2012") == ("2012", 2009)
    assert shelf.found("2012 (2009)") == ("2012", 2009)


def test_a_title_that_ends_in_a_year_in_parentheses_is_found_as_it_is() -> None:
    shelf = Shelf(Film("Heat", 1995, 900), Film("Heat (1995)", 2001, 1))
    assert shelf.found("Heat (1995)") == ("Heat (1995)", 2001)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("heat 1995", ("Heat", 1995)),
        ("Heat, 1986", ("Heat", 1986)),
        ("the heat 2013", ("The Heat", 2013)),
        ("godfather 1972", ("The Godfather", 1972)),
        ("harry poter 2005", ("Harry Potter and the Goblet of Fire", 2005)),
        ("2012 2009", ("2012", 2009)),
        ("Blade Runner 2049 2017", ("Blade Runner 2049", 2017)),
        ("Blade Runer 2049", ("Blade Runner 2049", 2017)),
        ("Heat, The", ("The Heat", 2013)),
        ("Heat, The (2013)", ("The Heat", 2013)),
        ("heat, the 2013", ("The Heat", 2013)),
        ("Matrix, The", ("The Matrix", 1999)),
        ("heat 1996", ("Heat", 1995)),
    ],
)
def test_a_year_needs_no_parentheses_and_an_article_may_come_last(
    shelf: Shelf, title: str, found: tuple[str, int]
) -> None:
    assert shelf.found(title) == found


def test_a_year_without_parentheses_may_be_a_part_of_the_title() -> None:
    shelf = Shelf(Film("Airport", 1970, 90), Film("Airport 1975", 1974, 5))
    assert shelf.found("Airport 1975") == ("Airport 1975", 1974)
    assert shelf.found("Airport 1970") == ("Airport", 1970)
    assert shelf.found("The Airport 1975") == ("Airport 1975", 1974)


def test_a_film_that_is_called_so_keeps_the_article_at_its_end() -> None:
    shelf = Shelf(Film("Heat, The", 1999, 1), Film("The Heat", 2013, 90))
    assert shelf.found("Heat, The") == ("Heat, The", 1999)


def test_godfather_needs_far_more_votes_than_its_strict_namesake() -> None:
    strict, enough = Film("Godfather", 1991, 4), 4 * VOTES_RATIO
    assert Shelf(strict, Film("The Godfather", 1972, enough)).found("godfather") == (
        "The Godfather",
        1972,
    )
    assert Shelf(strict, Film("The Godfather", 1972, enough - 1)).found("godfather") == (
        "Godfather",
        1991,
    )


def test_a_film_without_votes_is_beaten_by_one_with_a_hundred() -> None:
    obscure = Film("Heat", 1986, 0)
    assert Shelf(obscure, Film("The Heat", 2013, 99)).found("heat") == ("Heat", 1986)
    assert Shelf(obscure, Film("The Heat", 2013, 100)).found("heat") == ("The Heat", 2013)


def test_of_namesakes_the_one_with_most_votes_is_taken_and_of_those_the_first() -> None:
    assert Shelf(Film("Heat", 1, 5), Film("Heat", 2, 6)).found("heat") == ("Heat", 2)
    assert Shelf(Film("Heat", 1, 5), Film("Heat", 2, 5)).found("heat") == ("Heat", 1)


ALIKE = (
    Film("It", 1990, 6),
    Film("I.T.", 2016, 198),
    Film("The Texas Chain Saw Massacre", 1974, 617),
    Film("The Texas Chainsaw Massacre", 2003, 670),
    Film("Romeo & Juliet", 2013, 175),
    Film("Romeo + Juliet", 1996, 1406),
    Film("L\u2019argent", 1983, 36),
    Film("Up!", 1976, 27),
    Film("Up", 2009, 7048),
    Film("Amelie", 1990, 2),
    Film("Amélie", 2001, 150),
    Film("Spider-Man", 2002, 5398),
    Film("Spider.Man", 2003, 500),
)


@pytest.mark.parametrize("film", [film for film in ALIKE if film.title != "Up!"])
def test_as_written_wins_over_what_reads_alike(film: Film) -> None:
    shelf = shelf_of(*ALIKE)
    for title in (film.title, film.title.upper(), film.title.replace("\u2019", "'")):
        assert shelf.found(title) == (film.title, film.year)
        assert shelf.match(title).kind is MatchKind.EXACT


def test_written_otherwise_takes_a_hundred_times_the_votes_and_is_not_exact() -> None:
    shelf = shelf_of(*ALIKE)
    match = shelf.match("Up!")
    assert (shelf.found("Up!"), match.kind) == (("Up", 2009), MatchKind.NORMALIZED)
    assert shelf.others("Up!")[0] == ("Up!", 1976)


def test_where_none_is_written_so_punctuation_and_then_spaces_do_not_count() -> None:
    shelf = shelf_of(*ALIKE)
    for title in ("spider man", "spiderman"):
        assert shelf.found(title) == ("Spider-Man", 2002)
        assert shelf.match(title).kind is MatchKind.EXACT
    assert shelf.others("spiderman")[0] == ("Spider.Man", 2003)


def test_the_year_finds_what_is_written_otherwise() -> None:
    shelf = shelf_of(*ALIKE)
    assert shelf.found("It", 2016) == ("I.T.", 2016)
    assert shelf.match("It", 2016).kind is MatchKind.NORMALIZED
    assert shelf.found("The Texas Chainsaw Massacre", 1975) == (ALIKE[2].title, 1974)


ARTICLES = (
    Film("Die Hard", 1988, 4000),
    Film("Hard", 1998, 4),
    Film("Das Boot", 1981, 600, language="de"),
    Film("Le Samouraï", 1967, 210, language="fr"),
    Film("L'Avventura", 1960, 110, language="it"),
    Film("The Wave", 2008, 700, "Die Welle", language="de"),
)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("die hard", "Die Hard"),
        ("hard", "Hard"),
        ("boot", "Das Boot"),
        ("the boot", "Das Boot"),
        ("das boot", "Das Boot"),
        ("samourai", "Le Samouraï"),
        ("le samuorai", "Le Samouraï"),
        ("samuorai", "Le Samouraï"),
        ("avventura", "L'Avventura"),
        ("Avventura, L'", "L'Avventura"),
        ("welle", "The Wave"),
        ("Welle, Die", "The Wave"),
    ],
)
def test_articles_belong_to_titles_in_their_language(title: str, found: str) -> None:
    film = shelf_of(*ARTICLES).found(title)
    assert film is not None
    assert film[0] == found


def test_a_title_without_its_subtitle_is_enough() -> None:
    long = Shelf(Film("Dr. Strangelove: or, How I Learned to Stop", 1964, 900), Film("Love", 1, 9))
    assert long.found("dr strangelove") == ("Dr. Strangelove: or, How I Learned to Stop", 1964)
    assert long.match("dr strangelove").kind is MatchKind.NORMALIZED


@pytest.mark.parametrize("blank", ["", " ", "\t\n", "\x1f", "\u3000"])
def test_a_blank_title_means_no_film(shelf: Shelf, blank: str) -> None:
    assert shelf.match(blank) == TitleMatch(None, MatchKind.NONE, 0.0, ())
    assert shelf.match(blank, 1995) == TitleMatch(None, MatchKind.NONE, 0.0, ())


@pytest.mark.parametrize("year", [None, 1995])
def test_an_unknown_title_means_no_film_but_has_suggestions(shelf: Shelf, year: int | None) -> None:
    match = shelf.match("qqqq hea zzzz", year)
    assert (match.movie, match.kind, match.confidence) == (None, MatchKind.NONE, 0.0)
    assert shelf.others("qqqq hea zzzz", year)[0] in {("Heat", 1995), ("The Heat", 2013)}


def test_the_suggestions_are_not_the_whole_catalog() -> None:
    many = Shelf(*(Film(f"Film number {number}") for number in range(3 * MAX_ALTERNATIVES)))
    assert len(many.match("Film numbr").alternatives) == MAX_ALTERNATIVES - 1
    assert len(many.match("qqqq umber zzzz").alternatives) == MAX_ALTERNATIVES
    assert many.match("qqqq umber zzzz").movie is None


def test_a_title_that_shares_no_three_letters_with_any_has_no_suggestions(shelf: Shelf) -> None:
    assert shelf.match("qqqq zzzz") == TitleMatch(None, MatchKind.NONE, 0.0, ())


def test_adult_films_cannot_be_found_by_title_nor_suggested() -> None:
    shelf = Shelf(Film("Heat", 1995, 5), Film("Cold", 1996, 900, "Kalt", adult=True))
    assert shelf.found("Heat") == ("Heat", 1995)
    for title in ("Cold", "kalt", "The Cold", "Coldd", "Cold (1996)"):
        assert shelf.found(title) is None
        assert ("Cold", 1996) not in shelf.others(title)


def test_of_an_empty_catalog_nothing_is_found_or_suggested() -> None:
    nothing = TitleMatch(None, MatchKind.NONE, 0.0, ())
    assert Shelf().match("Heat") == Shelf(Film("Cold", adult=True)).match("Heat", 1995) == nothing


def test_a_title_of_nothing_but_control_characters_does_no_harm() -> None:
    shelf = Shelf(Film("\x1f"), Film("Heat", 1995))
    assert shelf.found("heet") == ("Heat", 1995)


@slow_law
@given(st.permutations(KNOWN), st.sampled_from([film.title for film in KNOWN]))
def test_the_order_of_the_films_does_not_change_the_answer(films: list[Film], title: str) -> None:
    one, other = Shelf(*films), shelf_of(*KNOWN)
    asked = (title, f"{title} ({films[0].year})", title[1:], f"the {title}")
    assert [one.found(text) for text in asked] == [other.found(text) for text in asked]


@slow_law
@given(st.lists(st.text(min_size=1, max_size=8).filter(str.strip), min_size=1, max_size=8))
def test_every_film_is_found_by_its_title(titles: list[str]) -> None:
    shelf = Shelf(*(Film(title) for title in titles))
    for title in titles:
        match = shelf.match(title)
        assert match.movie is not None
        assert letters(titles[match.movie]) == letters(title)
        assert (match.kind, match.confidence) == (MatchKind.EXACT, 1.0)


@example("\ud800", None)
@given(st.text(st.characters(), max_size=12), st.none() | st.integers(-9999, 99_999))
def test_no_title_is_too_strange_to_be_looked_up(title: str, year: int | None) -> None:
    match = shelf_of(*KNOWN[:9], Film("Hidden", adult=True)).match(title, year)
    assert (match.movie is None) == (match.kind is MatchKind.NONE) == (match.confidence == 0)
    assert 0 <= match.confidence <= 1
    assert len(set(match.alternatives)) == len(match.alternatives)
    assert match.movie not in match.alternatives
    assert 9 not in {match.movie, *match.alternatives}
