"""Global ids: what they hold, and that anything else is none."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import ids


def encoded(plain: str) -> str:
    return base64.b64encode(plain.encode()).decode()


@given(st.sampled_from(["Movie", "Person"]), st.integers(0, 10**10 - 1))
def test_an_id_gives_back_type_and_number(type_name: str, number: int) -> None:
    assert ids.decode(encoded(f"{type_name}:{number}")) == (type_name, number)


def test_the_example_of_the_documentation_is_right() -> None:
    assert ids.decode("TW92aWU6ODYy") == ("Movie", 862)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "862",
        "Movie:862",
        " TW92aWU6ODYy",
        "TW92aWU6ODYy\n",
        "é",
        "\ud800",
        encoded("Movie:"),
        encoded(":862"),
        encoded("Movie:-1"),
        encoded("Movie:1.0"),
        encoded("Movie: 862"),
        encoded("Movie:862 "),
        encoded("Movie:862\n"),
        encoded("Movie:12345678901234567890"),
        encoded("Movie:٨٦٢"),
        encoded("Mövie:862"),
        base64.b64encode(b"\xff:1").decode(),
    ],
)
def test_what_is_no_global_id_is_none(text: str) -> None:
    assert ids.decode(text) is None


@given(st.text(st.characters(), max_size=20) | st.binary(max_size=15).map(lambda b: b.hex()))
def test_no_text_is_too_strange_to_be_asked_for(text: str) -> None:
    found = ids.decode(text)
    assert found is None or ids.decode(encoded(f"{found[0]}:{found[1]}")) == found


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("862", 862),
        ("0", 0),
        (encoded("Movie:862"), 862),
        (encoded("Person:862"), None),
        (encoded("movie:862"), None),
        ("-862", None),
        ("862.0", None),
        ("٨٦٢", None),
        ("8²", None),
        ("", None),
        ("12345678901", None),
    ],
)
def test_a_number_may_stand_alone_or_in_an_id_of_its_type(text: str, number: int | None) -> None:
    assert ids.number(text, "Movie") == number
