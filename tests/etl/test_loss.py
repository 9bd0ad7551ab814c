"""A build that would lose most films is refused."""

from __future__ import annotations

import pytest

from etl.errors import LossError
from etl.loss import refuse_loss, refuse_shrinking
from tests.support.builders import credits_of, film, frames

GOOD = [film(number) for number in range(1, 9)]


def test_a_rule_that_turns_away_too_many_films_is_named_with_a_cell() -> None:
    bad = [film(number, release_date=f"May {number}, 1995") for number in range(11, 14)]
    with pytest.raises(LossError) as refused:
        refuse_loss(frames(*GOOD, *bad), None)
    assert str(refused.value) == (
        "release date is not YYYY-MM-DD: 3 of 11 films, such as 'May 11, 1995'; "
        "nothing was published. If that is right, add --accept-loss"
    )


def test_a_few_films_that_are_turned_away_are_no_loss() -> None:
    refuse_loss(frames(*GOOD, film(11, release_date="soon"), film(12, title=None)), None)


def test_credits_and_lists_that_cannot_be_read_are_a_loss_too() -> None:
    broken = credits_of(1, cast="[{'id': 31")
    with pytest.raises(LossError, match="cast is not a list of records: 1 of 2 rows of credit_li"):
        refuse_loss(frames(*GOOD, credits=[broken, credits_of(2)]), None)
    genres = [film(number, genres="[{'id'") for number in range(11, 14)]
    with pytest.raises(LossError, match="genres is not a list of records: 3 of 11 films"):
        refuse_loss(frames(*GOOD, *genres), None)


def test_credits_of_films_that_are_not_there_are_no_loss() -> None:
    refuse_loss(frames(*GOOD, credits=[credits_of(99), credits_of(98)]), None)


def test_a_catalog_does_not_shrink_by_much() -> None:
    refuse_loss(frames(*GOOD), 10)
    refuse_shrinking(8, 10)
    refuse_shrinking(80, 10)
    with pytest.raises(LossError, match="8 films, where the current catalog has 1,000"):
        refuse_loss(frames(*GOOD), 1_000)
