"""Why two films are alike, in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from catalog.enums import Basis, Signal
from model.answers import Tuning
from model.reason_texts import Reason
from tests.model.films import Film, liked_by, world

OTHER = Film("other", title="Another")


def reasons_of(folder: Path, *films: Film, liked: Sequence[int] = (0,)) -> dict[Signal, Reason]:
    """Why the last film is like those of `liked`, by the blend."""
    made = world(folder, *films)
    query = made.recommender.query(liked, [], Basis.BLEND)
    candidates = np.arange(len(films)) == len(films) - 1
    neighbor = made.recommender.nearest(query, 1, Tuning(candidates))[0]
    return {reason.signal: reason for reason in made.recommender.reasons(neighbor)}


@pytest.mark.parametrize(
    ("film", "signal", "shared", "english", "spanish"),
    [
        (
            Film("comedy drama"),
            Signal.GENRE,
            ["comedy", "drama"],
            "Also comedy, drama",
            "También de género COMEDY, DRAMA",
        ),
        (
            Film(keywords="heist"),
            Signal.KEYWORD,
            ["heist"],
            "Also about heist",
            "También trata de: heist",
        ),
        (
            Film(tags="quirky bleak"),
            Signal.TAG,
            ["bleak", "quirky"],
            "People say of both: bleak, quirky",
            "La gente dice de ambas: bleak, quirky",
        ),
        (
            Film(cast="Ann Bob"),
            Signal.CAST,
            ["Ann", "Bob"],
            "Also with Ann, Bob",
            "También con Ann, Bob",
        ),
        (Film(companies="Acme"), Signal.COMPANY, ["Acme"], "Also from Acme", "También de Acme"),
        (
            Film(collection="The Set"),
            Signal.COLLECTION,
            ["The Set"],
            "Also part of The Set",
            "También parte de The Set",
        ),
        (
            Film(year=1999),
            Signal.ERA,
            ["1999"],
            "From about the same time: 1999",
            "De la misma época: 1999",
        ),
        (
            Film(language="French", countries="Belgium"),
            Signal.LANGUAGE,
            ["French", "Belgium"],
            "The same language or country: French, Belgium",
            "El mismo idioma o país: FRENCH, BELGIUM",
        ),
        (
            Film(rating=7.25),
            Signal.ACCLAIM,
            ["7.2"],
            "Rated much the same: 7.2",
            "Con una nota parecida: 7.2",
        ),
    ],
    ids=lambda value: value.name if isinstance(value, Signal) else "",
)
def test_each_signal_names_what_both_films_have(
    tmp_path: Path, film: Film, signal: Signal, shared: list[str], english: str, spanish: str
) -> None:
    found = reasons_of(tmp_path, film, OTHER, film)
    assert found.keys() == {signal}
    assert found[signal][2:] == (shared, english, spanish)


def test_the_plot_names_words(tmp_path: Path) -> None:
    robbery = Film(overview="A robbery")
    found = reasons_of(tmp_path, robbery, robbery, *[OTHER] * 27, robbery)
    assert found[Signal.PLOT][2:] == (
        ["robbery"],
        "The story has in common: robbery",
        "La historia comparte: robbery",
    )


def test_years_and_ratings_name_those_of_both_films(tmp_path: Path) -> None:
    found = reasons_of(tmp_path, Film(year=1994, rating=8.3), Film(year=1995, rating=8.1))
    assert found[Signal.ERA].text_en == "From about the same time: 1994, 1995"
    assert found[Signal.ACCLAIM].text_en == "Rated much the same: 8.3, 8.1"


def test_of_several_films_one_without_votes_has_no_rating_to_name(tmp_path: Path) -> None:
    found = reasons_of(tmp_path, Film(rating=8.3), Film("a"), Film("a", rating=8.1), liked=(0, 1))
    assert found[Signal.ACCLAIM].text_en == "Rated much the same: 8.3, 8.1"


def test_the_weightiest_names_come_first_and_no_more_than_five(tmp_path: Path) -> None:
    films = Film("a b c d e f"), Film("a b c d e"), Film("a b c d"), Film("a b c d e f")
    found = reasons_of(tmp_path, *films)
    assert list(found[Signal.GENRE].shared) == ["f", "e", "a", "b", "c"]
    assert found[Signal.GENRE].text_en == "Also f, e, a, b, c"


@pytest.mark.parametrize(
    ("crew", "english", "spanish"),
    [
        ([("Ann", "Director")], "Also directed by Ann", "También dirigida por Ann"),
        ([("Ann", "Screenplay")], "Also written by Ann", "También escrita por Ann"),
        ([("Ann", "Music")], "Also with music by Ann", "También con música de Ann"),
        (
            [("Ann", "Original Music Composer")],
            "Also with music by Ann",
            "También con música de Ann",
        ),
        (
            [("Ann", "Director of Photography")],
            "Also shot by Ann",
            "También con fotografía de Ann",
        ),
        ([("Ann", "Characters")], "Also made by Ann", "También hecha por Ann"),
        (
            [("Ann", "Director"), ("Bob", "Director")],
            "Also directed by Ann, Bob",
            "También dirigida por Ann, Bob",
        ),
        (
            [("Ann", "Director"), ("Bob", "Music")],
            "Also made by Ann, Bob",
            "También hecha por Ann, Bob",
        ),
        (
            [("Ann", "Writer"), ("Ann", "Director")],
            "Also directed by Ann",
            "También dirigida por Ann",
        ),
    ],
)
def test_the_crew_is_named_by_what_it_did(
    tmp_path: Path, crew: list[tuple[str, str]], english: str, spanish: str
) -> None:
    found = reasons_of(tmp_path, Film(crew=crew), OTHER, Film(crew=crew))[Signal.CREW]
    assert (found.text_en, found.text_es) == (english, spanish)
    assert list(found.shared) == sorted({name for name, _ in crew})


def test_who_did_one_thing_here_and_another_there_made_both(tmp_path: Path) -> None:
    found = reasons_of(tmp_path, Film(crew=[("Ann", "Writer")]), Film(crew=[("Ann", "Director")]))
    assert found[Signal.CREW].text_en == "Also made by Ann"


def test_different_words_for_one_job_are_one_thing(tmp_path: Path) -> None:
    found = reasons_of(tmp_path, Film(crew=[("Ann", "Writer")]), Film(crew=[("Ann", "Novel")]))
    assert found[Signal.CREW].text_en == "Also written by Ann"


HEAT = Film(title="Heat", stars={1: 5, 2: 4, 3: 4.5, 4: 5, 5: 3})
RONIN = Film(title="Ronin", stars={1: 4, 2: 5, 4: 2, 5: 5})


def test_the_audience_is_counted(tmp_path: Path) -> None:
    """Heat was liked by 1, 2, 3 and 4, of whom 1 and 2 liked Ronin."""
    found = reasons_of(tmp_path, HEAT, OTHER, RONIN)[Signal.AUDIENCE]
    assert found.text_en == "2 of 4 who liked Heat also liked Ronin"
    assert found.text_es == "A 2 de 4 a quienes les gustó Heat también les gustó Ronin"
    assert list(found.shared) == [found.text_en]


def test_the_audience_of_several_films_is_whoever_liked_any(tmp_path: Path) -> None:
    films = HEAT, Film(title="Thief", stars=liked_by(1, 5, 6)), RONIN
    found = reasons_of(tmp_path, *films, liked=(0, 1))[Signal.AUDIENCE]
    assert found.text_en == "3 of 6 who liked Heat or Thief also liked Ronin"


def test_the_contribution_is_the_weight_times_the_likeness(tmp_path: Path) -> None:
    found = reasons_of(tmp_path, Film("a", "x"), Film("a", "x"))
    assert list(found) == [Signal.KEYWORD, Signal.GENRE]
    assert [reason.contribution for reason in found.values()] == pytest.approx([0.12, 0.10])
