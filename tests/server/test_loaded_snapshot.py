"""What a loaded snapshot keeps, and what that weighs."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from server.endpoint.endpoint import GraphQLRequest
from server.endpoint.over_http import Headers
from server.errors import UnsupportedMediaType
from server.loaded_snapshot import LoadedSnapshot
from server.responses import HeaderBlock, Response
from settings import Settings

POST: Headers = {b"content-type": b"application/json"}
BODY = b'{"query":"{genres{name}}"}'


@pytest.fixture
def loaded(sample_snapshots: Path) -> LoadedSnapshot:
    """The sample, with a megabyte for responses."""
    settings = Settings(snapshots=sample_snapshots, response_cache_mb=1)
    return LoadedSnapshot(Snapshot.open(store.current(sample_snapshots)), settings)


def response(size: int) -> Response:
    """A response with a body of so many bytes."""
    return Response(200, HeaderBlock.of(), b"x" * size)


def test_headers_that_mean_the_same_share_one_response() -> None:
    spelled: tuple[dict[bytes, bytes], ...] = (
        {b"accept": b"*/*"},
        {b"accept": b"application/json" + b";x=y" * 1_000},
        {},
    )
    keys = {GraphQLRequest({**POST, **headers}, BODY).key for headers in spelled}
    keys.add(GraphQLRequest({b"content-type": b"Application/JSON; charset=utf-8"}, BODY).key)
    assert len(keys) == 1


def test_a_cached_response_is_not_given_to_what_is_no_json() -> None:
    with pytest.raises(UnsupportedMediaType):
        GraphQLRequest({b"content-type": b"text/plain"}, BODY)


def test_responses_and_their_keys_stay_within_the_budget(loaded: LoadedSnapshot) -> None:
    for number in range(3_000):
        headers = {**POST, b"accept": b"*/*;" + b"x" * 10_000 + b"=%d" % number}
        loaded.responses.put(GraphQLRequest(headers, b"%d" % number).key, response(1_000))
    assert len(loaded.responses) * 1_000 < 1_000_000


@pytest.mark.parametrize("body", [b"", b"y" * 60_000])
def test_what_is_weighed_is_what_is_kept(loaded: LoadedSnapshot, body: bytes) -> None:
    for number in range(100):
        loaded.responses.put(GraphQLRequest(POST, body + b"%d" % number).key, response(10))
    assert len(loaded.responses) <= (100 if not body else 17)
