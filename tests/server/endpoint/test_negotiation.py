"""The media type and the encoding that a client gets."""

from __future__ import annotations

import pytest

from server.endpoint.negotiation import negotiate, prefers_page
from server.errors import NotAcceptable
from server.responses import GRAPHQL_JSON as NEW
from server.responses import JSON as OLD


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("*/*", OLD),
        ("", OLD),
        ("application/json", OLD),
        ("application/*", OLD),
        ("APPLICATION/JSON", OLD),
        ("application/json; charset=utf-8", OLD),
        (NEW, NEW),
        (f"{NEW}, application/json", NEW),
        (f"application/json, {NEW}", OLD),
        (f"application/json;q=0.9, {NEW}", NEW),
        (f"{NEW};q=0.5, */*;q=0.1", NEW),
        (f"{NEW};q=0, */*", OLD),
        ("text/plain, */*;q=0.1", OLD),
        (f"application/json;q=high, {NEW};q=0.1", NEW),
        (f"application/json;q=nan, {NEW};q=0.1", NEW),
        (f"application/json;q=2, {NEW};q=0.1", NEW),
        ("application/json;q=0.1, */*", NEW),
        ("application/json;q=0.1, application/*;q=0.5", NEW),
        (f"*/*, {NEW}", NEW),
    ],
)
def test_the_type_is_the_one_that_the_client_prefers(accept: str, expected: str) -> None:
    assert negotiate(accept.encode(), None, False).media_type == expected


def test_without_a_wish_the_type_is_the_older_one() -> None:
    assert negotiate(None, None, False).media_type == OLD


@pytest.mark.parametrize(
    ("accept", "page"),
    [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", True),
        ("text/html", True),
        ("TEXT/HTML", True),
        ("text/html, application/json", True),
        ("text/html, */*", True),
        ("text/html;q=0.2, application/json;q=0.1", True),
        ("application/json, text/html", False),
        ("application/json, text/html;q=0.1", False),
        (f"{NEW}, text/html;q=0.9", False),
        ("text/html;q=0.1, */*;q=0.5", False),
        ("text/html;q=0", False),
        ("text/*", False),
        ("*/*", False),
        ("application/json", False),
        ("", False),
    ],
)
def test_a_page_is_for_whoever_likes_it_better_than_json(accept: str, page: bool) -> None:
    assert prefers_page(accept.encode()) is page


@pytest.mark.parametrize("accept", ["text/plain", "image/*", f"{NEW};q=0", "nonsense"])
def test_a_client_that_takes_no_json_is_told_what_there_is(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="expected application/graphql-response"):
        negotiate(accept.encode(), None, False)


@pytest.mark.parametrize(
    ("accepted", "gzip"),
    [
        ("gzip", True),
        ("br, gzip", True),
        ("gzip;q=0.5", True),
        ("identity", False),
        ("br", False),
        ("gzip;q=0", False),
        ("gzip; q=0.0, identity", False),
        (None, False),
    ],
)
def test_gzip_is_for_whoever_accepts_it(accepted: str | None, gzip: bool) -> None:
    encoding = None if accepted is None else accepted.encode()
    assert negotiate(None, encoding, False).gzip is gzip


def test_only_an_answer_to_a_get_may_be_stored_by_caches() -> None:
    assert negotiate(None, None, True).cacheable
    assert not negotiate(None, None, False).cacheable
