"""A bounded cache: what was used lately stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from execution.cache.recent import Recent


def test_what_was_put_is_got() -> None:
    recent: Recent[str, int] = Recent(10)
    recent.put("a", 1)
    assert (recent.get("a"), recent.get("b")) == (1, None)


def test_a_flood_pushes_out_what_nobody_used() -> None:
    recent: Recent[int, int] = Recent(100)
    for number in range(10_000):
        recent.put(number, number)
        assert len(recent) <= 100
    assert recent.get(0) is None
    assert recent.get(9_999) == 9_999


def test_what_is_used_all_the_time_survives_a_flood() -> None:
    recent: Recent[int, str] = Recent(100)
    recent.put(-1, "hot")
    for number in range(10_000):
        recent.put(number, "cold")
        assert recent.get(-1) == "hot"


def test_what_weighs_more_than_half_is_not_kept() -> None:
    recent: Recent[str, str] = Recent(10, lambda key, value: len(key) + len(value))
    recent.put("a", "x" * 4)
    recent.put("b", "x" * 5)
    assert (recent.get("a"), recent.get("b")) == ("xxxx", None)


def test_a_budget_of_nothing_keeps_nothing() -> None:
    recent: Recent[str, str] = Recent(0, lambda _key, value: len(value))
    recent.put("a", "x")
    assert recent.get("a") is None


def test_cleared_it_begins_anew() -> None:
    recent: Recent[int, int] = Recent(10)
    for number in range(8):
        recent.put(number, number)
    recent.clear()
    assert len(recent) == 0
    for number in range(5):
        recent.put(number, number)
    assert [recent.get(number) for number in range(5)] == list(range(5))


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.integers(1, 20)), max_size=60),
)
def test_it_never_weighs_more_than_its_budget_nor_makes_values_up(
    budget: int, steps: list[tuple[bool, int, int]]
) -> None:
    recent: Recent[int, int] = Recent(budget, lambda _key, value: value)
    last: dict[int, int] = {}
    for put, key, value in steps:
        if put:
            recent.put(key, value)
            if value <= budget // 2:
                last[key] = value
        else:
            assert recent.get(key) in (None, last.get(key))
        weight = sum(recent._young.values()) + sum(recent._old.values())
        assert weight <= budget
