"""A cache within a budget: what was used lately stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalog.weighed_cache import WeighedCache


def one(_key: object, _value: object) -> int:
    """The weight of an entry where only their number matters."""
    return 1


def test_what_was_put_is_got() -> None:
    cache: WeighedCache[str, int] = WeighedCache(10, one)
    cache.put("a", 1)
    assert (cache.get("a"), cache.get("b")) == (1, None)


def test_a_flood_pushes_out_what_nobody_used() -> None:
    cache: WeighedCache[int, int] = WeighedCache(100, one)
    for number in range(10_000):
        cache.put(number, number)
        assert cache.usage.entries <= 100
    assert cache.get(0) is None
    assert cache.get(9_999) == 9_999


def test_what_is_used_all_the_time_survives_a_flood() -> None:
    cache: WeighedCache[int, str] = WeighedCache(100, one)
    cache.put(-1, "hot")
    for number in range(10_000):
        cache.put(number, "cold")
        assert cache.get(-1) == "hot"


def test_what_weighs_more_than_half_is_not_kept() -> None:
    cache: WeighedCache[str, str] = WeighedCache(10, lambda key, value: len(key) + len(value))
    cache.put("a", "x" * 4)
    cache.put("b", "x" * 5)
    assert (cache.get("a"), cache.get("b")) == ("xxxx", None)


def test_a_budget_of_nothing_keeps_nothing() -> None:
    cache: WeighedCache[str, str] = WeighedCache(0, lambda _key, value: len(value))
    cache.put("a", "x")
    assert cache.get("a") is None


def test_it_tells_how_full_it_is() -> None:
    cache: WeighedCache[str, str] = WeighedCache(20, lambda _key, value: len(value))
    cache.put("a", "x" * 4)
    cache.put("a", "x" * 5)
    assert cache.usage == (5, 1, 20)
    cache.put("b", "x" * 6)
    assert cache.usage == (11, 2, 20)


def test_what_is_missing_is_made_once() -> None:
    made: list[int] = []

    def make() -> str:
        made.append(1)
        return "x"

    cache: WeighedCache[str, str] = WeighedCache(20, one)
    assert [cache.get_or_make("a", make) for _ in range(3)] == ["x"] * 3
    assert made == [1]


@given(
    st.integers(0, 60),
    st.lists(st.tuples(st.booleans(), st.integers(0, 8), st.integers(1, 20)), max_size=60),
)
def test_it_never_weighs_more_than_its_budget_nor_makes_values_up(
    budget: int, steps: list[tuple[bool, int, int]]
) -> None:
    cache: WeighedCache[int, int] = WeighedCache(budget, lambda _key, value: value)
    last: dict[int, int] = {}
    for put, key, value in steps:
        if put:
            cache.put(key, value)
            if value <= budget // 2:
                last[key] = value
        else:
            assert cache.get(key) in (None, last.get(key))
        weight = sum(cache._young.values()) + sum(cache._old.values())
        assert weight == cache.usage.bytes <= budget
