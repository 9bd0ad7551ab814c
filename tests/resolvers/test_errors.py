"""What a client reads when it was wrong."""

import pytest

from resolvers.errors import BadUserInput, ClientError, NotExactlyOne, StaleCursor


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (BadUserInput("k", 0, "1 to 100"), "BAD_USER_INPUT"),
        (NotExactlyOne(("id", "title"), ()), "BAD_USER_INPUT"),
        (StaleCursor("it is old"), "STALE_CURSOR"),
    ],
)
def test_every_error_of_a_client_has_a_code(error: ClientError, code: str) -> None:
    assert error.extensions == {"code": code}


def test_a_value_is_shown_as_it_would_be_written() -> None:
    assert str(BadUserInput("k", 0, "1 to 100")) == "k is 0; expected 1 to 100"
    assert str(BadUserInput("after", "x", "a cursor")) == "after is 'x'; expected a cursor"


def test_a_long_value_is_cut_off() -> None:
    message = str(BadUserInput("after", "x" * 500, "a cursor"))
    assert message == f"after is '{'x' * 79}…; expected a cursor"
