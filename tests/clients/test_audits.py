"""GraphQL over HTTP as its reference implementation audits it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.clients.audits import AUDITS
from tests.clients.node import printed
from tests.support.servers import Server


@pytest.fixture(scope="module")
def results(server: Server) -> dict[str, Any]:
    """The result of every audit, by its id."""
    found: dict[str, Any] = printed("audits.mjs", server.graphql)
    return found


@pytest.mark.parametrize("id", AUDITS, ids=[f"{id} {name}" for id, name in AUDITS.items()])
def test_the_server_passes_the_audit(id: str, results: dict[str, Any]) -> None:
    assert results[id]["status"] == "ok", f"{results[id]['name']}: {results[id]['reason']}"


def test_every_must_and_should_is_listed(results: dict[str, Any]) -> None:
    binding = {
        id: result["name"]
        for id, result in results.items()
        if result["name"].startswith(("MUST", "SHOULD"))
    }
    assert binding == AUDITS


def test_no_audit_ends_in_an_error(results: dict[str, Any]) -> None:
    """One of those that a server MAY pass can be a notice, but none may fail."""
    assert not [result for result in results.values() if result["status"] == "error"]
