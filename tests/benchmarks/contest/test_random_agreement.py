"""Random queries find what two executors do not agree in."""

from __future__ import annotations

import pytest

from benchmarks.contest.random_agreement import (
    Executors,
    NotJSON,
    differing,
    pool_of,
    random_requests,
    strict_json,
)
from resolvers.context import Context


@pytest.mark.parametrize(
    "body", [b'{"a":NaN}', b'{"a":-Infinity}', b'{"extensions":}', b'"\xff"', b""]
)
def test_what_is_no_json_is_refused(body: bytes) -> None:
    with pytest.raises(NotJSON):
        strict_json(body)


def test_requests_made_at_random_draw_what_is_unusual(sample: Context) -> None:
    pool = pool_of(sample, Executors(sample).compiled)
    texts = " ".join(request.text for request in random_requests(pool, "unusual", 1_000))
    for mark in ("-0", "1e400", "2147483648", "\\u", '\\"', '"""', "#", "🎬"):
        assert mark in texts, mark
    again = random_requests(pool, "unusual", 1_000)
    assert texts == " ".join(request.text for request in again)


def test_a_difference_is_told(sample: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(differing(sample, 3)) == []
    monkeypatch.setattr(Executors, "answers", lambda *_: ({"data": 1}, [{"data": 1}, {"data": 2}]))
    assert [number for number, _ in differing(sample, 3)] == [0, 1, 2]
