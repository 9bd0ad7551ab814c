"""Whether days or months come first is told by all dates of a source together."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.cells import DateOrder
from etl.date_order import date_order
from etl.errors import LossError
from tests.support.builders import film, frames

NONE = pl.Series([], dtype=pl.Date)
FIRST = DateOrder.MONTH_FIRST, DateOrder.DAY_FIRST


@given(st.sampled_from(FIRST), st.lists(st.dates(date(1900, 1, 1)), max_size=5), st.data())
def test_an_order_that_some_date_tells_is_found(
    order: DateOrder, days: list[date], data: Any
) -> None:
    told = date(1999, 3, 13) + timedelta(data.draw(st.integers(0, 15)))
    form = "{0.month}/{0.day}/{0.year}" if order is DateOrder.MONTH_FIRST else "{0:%d.%m.%Y}"
    cells = [form.format(day) for day in data.draw(st.permutations([told, *days]))]
    assert date_order(pl.Series(cells), NONE) is order


def test_where_no_year_comes_last_there_is_no_order() -> None:
    assert date_order(pl.Series(["soon", "1/2/95", "13/14/1999"]), NONE) is None
    assert date_order(pl.Series([], dtype=pl.String), NONE) is None
    assert date_order(pl.Series(["0/4/1998", "3/4/0000", "99/1/1999"]), NONE) is None


def test_dates_that_mean_the_same_in_both_orders_need_none() -> None:
    assert date_order(pl.Series(["5/5/1999", "7/7/2001"]), NONE) is DateOrder.MONTH_FIRST


def test_dates_that_can_be_read_both_ways_are_refused_with_both() -> None:
    with pytest.raises(LossError) as refused:
        date_order(pl.Series(["5/5/1999", "3/4/1998"]), NONE)
    assert str(refused.value) == (
        "2 release dates do not tell days from months: 3/4/1998 is March 4 or April 3; "
        "nothing was published. Write the dates as YYYY-MM-DD"
    )


def test_dates_of_both_orders_are_refused() -> None:
    with pytest.raises(LossError, match="such as 10/30/1995 as well as 30/10/1995"):
        date_order(pl.Series(["30/10/1995", "10/30/1995"]), NONE)


DAYS = [date(1990, 1, 1) + timedelta(17 * n) for n in range(60)]
EARLY, LATE = [day for day in DAYS if day.day <= 12], [day for day in DAYS if day.day > 12]


def test_dates_that_a_spreadsheet_swapped_are_refused() -> None:
    swapped = pl.Series([day.replace(month=day.day, day=day.month) for day in EARLY])
    with pytest.raises(LossError, match="a spreadsheet has taken days for months"):
        date_order(pl.Series([f"{day:%d/%m/%Y}" for day in LATE]), swapped)


def test_dates_of_two_forms_that_have_all_days_are_read() -> None:
    cells = pl.Series([f"{day:%d/%m/%Y}" for day in DAYS])
    assert date_order(cells, pl.Series(EARLY)) is DateOrder.DAY_FIRST
    late = pl.Series([f"{day:%d/%m/%Y}" for day in LATE])
    assert date_order(late, pl.Series(DAYS)) is DateOrder.DAY_FIRST
    assert date_order(late, pl.Series(EARLY[:9])) is DateOrder.DAY_FIRST


def test_films_are_read_again_in_the_order_of_their_dates() -> None:
    made = frames(
        film(1, release_date="10/30/1995"),
        film(2, release_date="3/4/1998"),
        film(3, release_date="1999-05-04"),
        film(4, release_date="soon"),
    )
    days = made.tables["movies"]["release_date"].to_list()
    assert days == [date(1995, 10, 30), date(1998, 3, 4), date(1999, 5, 4)]
    found = {finding.rule: (finding.rows, finding.example) for finding in made.findings}
    assert found["release dates are read as M/D/YYYY"] == (2, "10/30/1995")
    assert found["release date is read from another form than YYYY-MM-DD"] == (2, "10/30/1995")
    assert found["release date is not YYYY-MM-DD"] == (1, "soon")
