"""The form of the logs: one for ours and those of libraries."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from server.observe import logs


@pytest.fixture(autouse=True)
def root() -> Iterator[logging.Logger]:
    """The root logger, with its handlers as they were once the test is over."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield root
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was logged as JSON."""
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_as_json_our_lines_and_those_of_libraries_have_the_same_form(
    capsys: pytest.CaptureFixture[str],
) -> None:
    logs.configure("json")
    structlog.stdlib.get_logger("reelgraph").info("snapshot was taken", name="1f")
    logging.getLogger("library").warning("careful: %s", "hot")
    ours, theirs = lines(capsys)
    assert ours.keys() - {"name"} == theirs.keys() == {"event", "level", "timestamp"}
    assert (ours["event"], ours["level"], ours["name"]) == ("snapshot was taken", "info", "1f")
    assert (theirs["event"], theirs["level"]) == ("careful: hot", "warning")


def test_libraries_are_logged_from_warnings_on(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    logging.getLogger("library").info("nothing to see")
    logging.getLogger("reelgraph").info("something to see")
    assert [line["event"] for line in lines(capsys)] == ["something to see"]


def test_an_exception_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("json")
    try:
        raise KeyError("secret")
    except KeyError:
        logging.getLogger("reelgraph").exception("request failed")
    (line,) = lines(capsys)
    assert "Traceback" in line["exception"]
    assert "KeyError: 'secret'" in line["exception"]


def test_on_a_console_the_facts_follow_the_event(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("console")
    structlog.stdlib.get_logger("reelgraph").info("snapshot was taken", name="1f")
    (line,) = capsys.readouterr().err.splitlines()
    assert "snapshot was taken" in line
    assert line.endswith("name=1f")
