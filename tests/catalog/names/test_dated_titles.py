"""Years at the end of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.names.dated_titles import DatedTitle, dated_title


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Heat (1995)", DatedTitle("Heat", 1995, False)),
        ("Heat[1995] ", DatedTitle("Heat", 1995, False)),
        ("heat 1995", DatedTitle("heat", 1995, True)),
        ("Heat, 1995", DatedTitle("Heat", 1995, True)),
        ("Heat - 1995", DatedTitle("Heat", 1995, True)),
        ("1917 2019", DatedTitle("1917", 2019, True)),
        ("1917", None),
        ("Heat1995", None),
        ("Heat 3000", None),
        ("Heat 95", None),
        ("1995 Heat", None),
        ("", None),
    ],
)
def test_a_year_at_the_end(text: str, found: DatedTitle | None) -> None:
    assert dated_title(text) == found


@given(st.text())
def test_any_text_may_be_asked(text: str) -> None:
    found = dated_title(text)
    assert found is None or text.strip().startswith(found.title)
