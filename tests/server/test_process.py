"""How the supervisor tells a worker that hangs from one that is busy for a moment."""

from __future__ import annotations

import asyncio
from multiprocessing import current_process
from threading import Thread
from typing import Any

import pytest
import uvicorn

from server.process import MAX_SILENT_TURNS, Worker


@pytest.fixture
def worker() -> Worker:
    """A worker whose process is this one, both ends of its pipe included."""
    made = Worker(uvicorn.Config("server.app:create_app", log_config=None), [])
    process: Any = current_process()
    made.process = process
    return made


def respond(worker: Worker) -> None:
    """Do what the event loop of the worker does."""
    worker.child_conn.recv()
    worker.child_conn.send(True)


def looks(worker: Worker) -> int:
    """How many looks of the supervisor in a row find the worker alive."""
    count = 0
    while worker.is_alive():
        count += 1
    return count


def test_a_worker_is_not_judged_before_it_has_responded_once(worker: Worker) -> None:
    assert all(worker.is_alive() for _ in range(10 * MAX_SILENT_TURNS))


def test_a_worker_that_responds_is_alive_however_often_it_is_looked_at(worker: Worker) -> None:
    for _ in range(10 * MAX_SILENT_TURNS):
        assert worker.is_alive()
        respond(worker)


def test_a_worker_that_stops_responding_is_given_up_after_a_while(
    worker: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    worker.is_alive()
    respond(worker)
    assert looks(worker) == MAX_SILENT_TURNS
    assert "has not responded for 20 s" in caplog.text


def test_a_late_response_starts_the_count_again(worker: Worker) -> None:
    worker.is_alive()
    respond(worker)
    for _ in range(MAX_SILENT_TURNS):
        assert worker.is_alive()
    respond(worker)
    assert looks(worker) == MAX_SILENT_TURNS


def test_a_server_that_starts_responds_from_a_thread(worker: Worker) -> None:
    worker.parent_conn.send(b"ping")
    worker.pong()
    assert worker.parent_conn.recv() is False


def test_a_server_that_has_started_responds_from_its_event_loop(worker: Worker) -> None:
    async def hold_the_loop() -> None:
        server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
        worker.server.started, worker.server.servers = True, [server]
        worker.parent_conn.send(b"ping")
        thread = Thread(target=worker.pong)
        thread.start()
        thread.join()
        assert not worker.parent_conn.poll()
        await asyncio.sleep(0)
        assert worker.parent_conn.recv() is True
        server.close()

    asyncio.run(hold_the_loop())
