"""What a loaded snapshot keeps, and what that weighs."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from catalog.cache_budgets import MEGABYTE, SHARES
from catalog.storage import store
from catalog.storage.snapshot import Snapshot
from catalog.tables import People
from execution.request import OperationRequest
from server.endpoint.endpoint import GraphQLRequest
from server.endpoint.over_http import Headers
from server.endpoint.persisted_queries import PersistedQueries
from server.errors import UnsupportedMediaType
from server.loaded_snapshot import LoadedSnapshot, budgets_of
from server.responses import HeaderBlock, Response
from settings import Settings
from tests.support.allocations import allocated

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
    assert loaded.responses.usage.entries * 1_000 < 1_000_000


@pytest.mark.parametrize("body", [b"", b"y" * 60_000])
def test_what_is_weighed_is_what_is_kept(loaded: LoadedSnapshot, body: bytes) -> None:
    for number in range(100):
        loaded.responses.put(GraphQLRequest(POST, body + b"%d" % number).key, response(10))
    assert loaded.responses.usage.entries <= (100 if not body else 17)


def fill(loaded: LoadedSnapshot, persisted: PersistedQueries, number: int) -> None:
    """Put something new into every cache."""
    title = f'movie(title: "Toy Story {number}") {{ title @skip(if: $x) }}'
    films = f"a{number}: movies(first: 50, offset: {number % 9}) {{ nodes {{ title overview }} }}"
    text = f"query ($x: Boolean!) {{ {films} {title} }}"
    answer = loaded.executor.execute(OperationRequest(text, {"x": bool(number % 2)}))
    assert not answer.errors
    catalog = loaded.context.catalog
    catalog.between("runtime", number, None)
    catalog.rows_meant(People, f"Nobody {number}")
    loaded.responses.put(GraphQLRequest(POST, text.encode()).key, response(10_000))
    digest = hashlib.sha256(text.encode()).hexdigest()
    persisted.text(text, {"persistedQuery": {"version": 1, "sha256Hash": digest}})


@pytest.mark.parametrize(
    ("megabytes", "traced"), [(1, False), pytest.param(3, True, marks=pytest.mark.full)]
)
def test_everything_that_is_kept_stays_below_one_sum(
    megabytes: int, traced: bool, sample_snapshots: Path
) -> None:
    settings = Settings(snapshots=sample_snapshots, caches_mb=megabytes, deadline_ms=600_000)
    loaded = LoadedSnapshot(Snapshot.open(store.current(sample_snapshots)), settings)
    persisted = PersistedQueries(budgets_of(settings).persisted_queries)

    def fill_all() -> None:
        for number in range(2, 80 * megabytes):
            fill(loaded, persisted, number)

    fill(loaded, persisted, 1)  # and open what is opened once
    if traced:
        assert allocated(fill_all) <= megabytes * MEGABYTE
    else:
        fill_all()
    usage = {**loaded.cache_usage, "persisted_queries": persisted.usage}
    assert usage.keys() == SHARES.keys()
    assert sum(limit for _, _, limit in usage.values()) <= megabytes * MEGABYTE
    for name, (size, _, limit) in usage.items():
        assert 0.3 * limit < size <= limit, name
