"""Names of months, weekdays and statuses, shown and parse_label."""

from __future__ import annotations

from enum import Enum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.enums import Lang, Month, MovieStatus, Weekday
from catalog.translations import LABELS, parse_label


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("enero", Month.JANUARY),
        ("January", Month.JANUARY),
        ("1", Month.JANUARY),
        (" SEPTIEMBRE ", Month.SEPTEMBER),
        ("12", Month.DECEMBER),
        ("diciembre", Month.DECEMBER),
        ("mayo", Month.MAY),
        ("0", None),
        ("13", None),
        ("1.5", None),
        ("jan", None),
        ("lunes", None),
        ("", None),
    ],
)
def test_a_month_is_understood_in_both_languages(text: str, month: Month | None) -> None:
    assert parse_label(Month, text) is month


@pytest.mark.parametrize(
    ("text", "weekday"),
    [
        ("lunes", Weekday.MONDAY),
        ("miércoles", Weekday.WEDNESDAY),
        ("miercoles", Weekday.WEDNESDAY),
        ("MIÉRCOLES", Weekday.WEDNESDAY),
        ("sabado", Weekday.SATURDAY),
        ("friday", Weekday.FRIDAY),
        ("7", Weekday.SUNDAY),
        ("8", None),
        ("enero", None),
    ],
)
def test_a_weekday_is_understood_with_and_without_accents(
    text: str, weekday: Weekday | None
) -> None:
    assert parse_label(Weekday, text) is weekday


@pytest.mark.parametrize("choices", [Month, Weekday])
def test_every_name_is_understood_as_what_it_names(choices: type[Enum]) -> None:
    for choice in choices:
        for name in (*LABELS[choice].values(), str(choice.value)):
            assert parse_label(choices, name) is choice


@pytest.mark.parametrize("choices", [Month, Weekday, MovieStatus])
@pytest.mark.parametrize("lang", Lang)
def test_everything_has_a_name_of_its_own_in_each_language(choices: type[Enum], lang: Lang) -> None:
    names = {LABELS[choice][lang] for choice in choices}
    assert len(names) == len(choices)
    assert all(names)


def test_the_names_are_shown_as_they_are_written() -> None:
    assert LABELS[Weekday.WEDNESDAY] == {Lang.EN: "Wednesday", Lang.ES: "miércoles"}
    assert LABELS[MovieStatus.POST_PRODUCTION] == {
        Lang.EN: "Post Production",
        Lang.ES: "En posproducción",
    }


@given(st.text(max_size=12))
def test_no_text_is_too_strange_to_be_understood_or_not(text: str) -> None:
    found = parse_label(Month, text)
    assert found is None or isinstance(found, Month)
