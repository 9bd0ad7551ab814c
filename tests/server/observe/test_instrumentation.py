"""Request ids, what is counted about a request, and what is logged."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from execution.answer import Answer
from execution.request import OperationRequest
from server.observe import metrics
from server.observe.instrumentation import Instrumentation

QUERY = "query Slow { movies(first: 1) { totalCount } }"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder where metrics are saved."""
    monkeypatch.setenv(metrics.FOLDER_VARIABLE, str(tmp_path / "metrics"))
    return tmp_path / "metrics"


@pytest.mark.parametrize("sent", ["abc-123", "01J9/x:y=z+1.2_3", "a" * 100])
def test_an_id_that_is_safe_to_log_is_kept(sent: str) -> None:
    assert Instrumentation(0).request_id(sent.encode()) == sent.encode()


@pytest.mark.parametrize("sent", ["", "a b", "<script>", '"', "a" * 101, "é", "a\tb", "{}", None])
def test_every_other_request_gets_a_new_id(sent: str | None) -> None:
    instrumentation = Instrumentation(0)
    encoded = None if sent is None else sent.encode()
    ids = [instrumentation.request_id(encoded) for _ in range(3)]
    assert len(set(ids)) == 3
    assert all(re.fullmatch(rb"[0-9a-f]{12}-[0-9a-f]+", each) for each in ids)


def test_a_slow_operation_is_logged_with_its_hash_and_the_request_id() -> None:
    instrumentation = Instrumentation(slow_ms=200)
    answer = Answer(b"{}", operation="Slow", cost=7)
    with capture_logs() as lines:
        instrumentation.record_pool_execution(OperationRequest(QUERY), answer, 0.199, b"id-1")
        instrumentation.record_pool_execution(OperationRequest(QUERY), answer, 0.25, b"id-2")
    (line,) = lines
    assert line == {
        "event": "query was slow",
        "log_level": "warning",
        "request_id": "id-2",
        "operation": "Slow",
        "milliseconds": 250,
        "cost": 7,
        "document": hashlib.sha256(QUERY.encode()).hexdigest()[:16],
    }


def test_an_answer_is_counted_by_what_produced_it_and_by_its_errors() -> None:
    instrumentation = Instrumentation(slow_ms=1_000)
    errors: list[dict[str, Any]] = [
        {"message": "a", "extensions": {"code": "TIMEOUT"}},
        {"message": "b", "extensions": {"code": "GRAPHQL_VALIDATION_FAILED"}},
    ]
    request = OperationRequest(QUERY)
    instrumentation.record_pool_execution(request, Answer(b"{}"), 0.1, b"id-1")
    invalid = Answer(None, errors, fallback="invalid")
    instrumentation.record_pool_execution(request, invalid, 0.1, b"id-2")
    assert instrumentation.metrics.executions == {"thread": 1, "reference: invalid": 1}
    assert instrumentation.metrics.rejections == {"TIMEOUT": 1, "GRAPHQL_VALIDATION_FAILED": 1}


def test_metrics_that_cannot_be_saved_are_complained_about_once(folder: Path) -> None:
    instrumentation = Instrumentation(0)
    folder.write_text("a file in the place of the folder")
    with capture_logs() as lines:
        for _ in range(3):
            instrumentation.save_metrics()
        folder.unlink()
        instrumentation.save_metrics()
    assert [line["event"] for line in lines] == ["metrics were not saved"]
    assert len(list(folder.glob("*.json"))) == 1


def test_a_failure_is_logged_with_its_exception_and_counted() -> None:
    instrumentation = Instrumentation(0)
    with capture_logs() as lines:
        try:
            raise KeyError("secret")
        except KeyError:
            instrumentation.log_failure(b"id-1")
    (line,) = lines
    assert (line["event"], line["request_id"], line["exc_info"]) == ("request failed", "id-1", True)
    assert instrumentation.metrics.rejections == {"INTERNAL": 1}
