"""Names like a text: as written, as they begin, as a word of them begins, and with typos."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.names.names import (
    CANDIDATES,
    NAME_BEGINS,
    WORD_BEGINS,
    Name,
    Names,
)
from catalog.names.normalization import spelling
from catalog.names.similarity import NEARLY_BEGINS
from tests.support.builders import names
from tests.support.laws import slow_law

MOVIES, PEOPLE = "movies", "people"
LISTED = (
    Name("Heat", MOVIES, 0, 1886),
    Name("The Heat", MOVIES, 1, 1595),
    Name("White Heat", MOVIES, 2, 100),
    Name("Heathers", MOVIES, 3, 500),
    Name("Amélie", MOVIES, 4, 3403),
    Name("Le Fabuleux Destin d'Amélie Poulain", MOVIES, 4, 3403),
    Name("Seven Samurai", MOVIES, 5, 892),
    Name("七人の侍", MOVIES, 5, 892),
    Name("$", MOVIES, 6, 12),
    Name("Heath Ledger", PEOPLE, 0, 20),
    Name("Michael Mann", PEOPLE, 1, 10),
    Name("Hank Mann", PEOPLE, 2, 2),
)


@pytest.fixture(scope="module")
def index() -> Names:
    """Some films and people."""
    return names(*LISTED)


def found(index: Names, text: str, table: str = MOVIES, least: float = 0.75) -> list[str]:
    """The names that hit, best first."""
    hits = index.search(text, table, least, None)
    return [index.texts[hit.entry] for hit in hits]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("heat", ["Heat", "The Heat", "Heathers", "White Heat"]),
        ("HEAT!", ["Heat", "The Heat", "Heathers", "White Heat"]),
        ("heath", ["Heathers", "Heat", "The Heat"]),
        ("whi", ["White Heat"]),
        ("white heat", ["White Heat"]),
        ("whiteheat", ["White Heat"]),
        ("amelie", ["Amélie"]),
        ("ameli", ["Amélie"]),
        ("fabuleux", ["Le Fabuleux Destin d'Amélie Poulain"]),
        ("七人", ["七人の侍"]),
        ("samurai", ["Seven Samurai"]),
        ("samuray", []),
        ("sevn samurai", ["Seven Samurai"]),
        ("$", ["$"]),
        ("", []),
        (" ", []),
        ("qqqq", []),
    ],
)
def test_names_like_a_text_come_best_first(index: Names, text: str, expected: list[str]) -> None:
    assert found(index, text) == expected


def test_only_the_table_that_is_asked_for_is_searched(index: Names) -> None:
    assert found(index, "heath", PEOPLE) == ["Heath Ledger"]
    assert found(index, "mann", PEOPLE) == ["Michael Mann", "Hank Mann"]
    assert found(index, "mann", "companies") == []


def test_how_alike_says_how_it_hit(index: Names) -> None:
    said = {
        text: index.search(text, MOVIES, 0.75, 1)[0].similarity
        for text in ("white heat", "white", "heathers", "heatherz", "samur")
    }
    assert said["white heat"] == said["heathers"] == 1
    assert (said["white"], said["samur"]) == (NAME_BEGINS, WORD_BEGINS)
    assert 0.75 <= said["heatherz"] < NAME_BEGINS


def test_a_beginning_with_a_typo_counts_less_than_one_without(index: Names) -> None:
    (hit,) = index.search("fabulex", MOVIES, 0.5, 1)
    assert 0.5 <= hit.similarity < NEARLY_BEGINS


def test_without_beginnings_only_the_spelling_counts(index: Names) -> None:
    hits = index.search("whi", MOVIES, 0.75, None, beginnings=False)
    assert hits == []
    (hit,) = index.search("white heat", MOVIES, 0.75, None, beginnings=False)
    assert (hit.row, hit.similarity) == (2, 1)


def test_a_row_with_several_names_comes_once_by_the_best_of_them(index: Names) -> None:
    hits = index.search("amelie", MOVIES, 0.0, None)
    rows = [hit.row for hit in hits]
    assert rows[0] == 4
    assert len(set(rows)) == len(rows)
    assert hits[0].similarity == 1


def test_ties_go_by_fame_and_then_by_row() -> None:
    index = names(
        Name("Twin", MOVIES, 0, 5), Name("Twin", MOVIES, 1, 9), Name("Twin", MOVIES, 2, 5)
    )
    assert [hit.row for hit in index.search("twin", MOVIES, 0.75, None)] == [1, 0, 2]
    assert [hit.row for hit in index.search("twin", MOVIES, 0.75, 2)] == [1, 0]


def test_the_most_famous_of_each_table(index: Names) -> None:
    assert (index.max_fame(MOVIES), index.max_fame(PEOPLE), index.max_fame("genres")) == (
        *(3403, 20, 1),
    )
    assert names(Name("Nobody", PEOPLE, 0, 0)).max_fame(PEOPLE) == 1


def test_of_more_names_than_are_looked_at_the_most_famous_and_the_name_itself_come() -> None:
    many = [Name(f"Heat {n}", MOVIES, n, n) for n in range(1, 3 * CANDIDATES)]
    index = names(Name("Heat", MOVIES, 0, 0), *many)
    hits = index.search("heat", MOVIES, 0.75, 3)
    assert [hit.row for hit in hits] == [0, 3 * CANDIDATES - 1, 3 * CANDIDATES - 2]
    assert len(index.search("heat", MOVIES, 0.75, None)) == 3 * CANDIDATES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("die", ["Die Hard", "Die Welle"]),
        ("die h", ["Die Hard"]),
        ("h", ["Heat", "Die Hard"]),
        ("the hard", ["Die Hard"]),
        ("boot", ["Das Boot"]),
        ("das b", ["Das Boot"]),
        ("the boot", ["Das Boot"]),
        ("welle", ["Die Welle"]),
        ("avventura", ["L'Avventura"]),
        ("l'avv", ["L'Avventura"]),
        ("samourai", ["Le Samouraï"]),
        ("samuorai", ["Le Samouraï"]),
        ("le samuorai", ["Le Samouraï"]),
    ],
)
def test_articles_count_in_titles_of_other_languages(text: str, expected: list[str]) -> None:
    index = names(
        Name("Die Hard", MOVIES, 0, 4000, "en"),
        Name("Das Boot", MOVIES, 1, 600, "de"),
        Name("Die Welle", MOVIES, 2, 700, "de"),
        Name("L'Avventura", MOVIES, 3, 110, "it"),
        Name("Le Samouraï", MOVIES, 4, 210, "fr"),
        Name("Heat", MOVIES, 5, 1886),
    )
    assert found(index, text) == expected


def test_a_title_is_named_as_well_without_the_article_of_its_language() -> None:
    index = names(Name("Das Boot", MOVIES, 0, 9, "de"), Name("Die Boot", MOVIES, 1, 9, "en"))
    hits = index.search("boot", MOVIES, 0.75, None)
    assert [(hit.row, hit.similarity) for hit in hits] == [(0, 1), (1, WORD_BEGINS)]


def test_an_index_of_nothing_finds_nothing() -> None:
    assert names().search("heat", MOVIES, 0, None) == []


texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12).filter(spelling)


@slow_law
@given(st.lists(texts, min_size=1, max_size=8), st.data())
def test_every_name_is_found_by_itself_and_by_how_it_begins(
    listed: list[str], data: st.DataObject
) -> None:
    index = names(*(Name(text, MOVIES, row, 0) for row, text in enumerate(listed)))
    row = data.draw(st.sampled_from(range(len(listed))))
    hits = {hit.row: hit for hit in index.search(listed[row], MOVIES, 0.75, None)}
    assert hits[row].similarity == 1
    assert index.texts[hits[row].entry] == listed[row]
    spelled = spelling(listed[row])
    start = spelled[: data.draw(st.integers(1, len(spelled)))]
    if spelling(start) == start:
        begun = {hit.row: hit for hit in index.search(start, MOVIES, 0.75, None)}
        assert begun[row].similarity >= NAME_BEGINS


@given(st.text(max_size=20), st.sampled_from([MOVIES, PEOPLE, ""]), st.none() | st.integers(0, 3))
def test_no_text_is_too_strange_to_be_searched(
    index: Names, text: str, table: str, most: int | None
) -> None:
    hits = index.search(text, table, 0, most)
    ranks = [(-round(hit.similarity, 2), -hit.fame, hit.row) for hit in hits]
    assert ranks == sorted(ranks)
    assert all(0 <= hit.similarity <= 1 for hit in hits)
    assert most is None or len(hits) <= most
