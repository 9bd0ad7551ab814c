"""The processes that serve: one, or several workers under uvicorn's supervisor."""

from __future__ import annotations

import faulthandler
import logging
import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import suppress

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess
from uvicorn.supervisors.multiprocess import Process

from server.endpoint.fast_path import FastPath
from server.endpoint.limited_protocol import LimitedProtocol
from server.errors import PortTaken
from server.observe import telemetry

log = logging.getLogger("reelgraph")

SHUTDOWN_SECONDS = 15
"""How long requests in flight have to finish once the server is told to stop."""
EXIT_SECONDS = SHUTDOWN_SECONDS + 5
"""After which a worker that was told to stop is ended, whatever it does."""
BACKLOG = 2_048
"""Connections that wait to be accepted."""
TURN_SECONDS = 0.5
"""Seconds between two looks of uvicorn's supervisor at its workers."""
MAX_SILENT_TURNS = 40
"""After so many looks without a response of its event loop, a worker is replaced: 20 seconds."""


class Worker(Process):
    """A process that serves, seen from the supervisor and from within.

    Its event loop responds to the supervisor.  uvicorn lets a thread do so, which also responds
    while a request holds the loop and nobody is served.  Only while the worker starts, when there
    is no loop yet, that thread responds.
    """

    def __init__(self, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self._has_responded = False
        self._silent_turns = 0

    def is_alive(self, timeout: float = 0) -> bool:  # noqa: ARG002 - uvicorn's, which waits
        """Tell the supervisor whether it runs and has responded lately, without waiting for it.

        The time is counted in looks of the supervisor: where a machine pauses, or gives nobody any
        time, it passes for neither of them.  And it counts from the first response on, since a
        process may take long to start.
        """
        if not self.process.is_alive():
            return False
        with suppress(EOFError, OSError):  # it has just ended
            if self.parent_conn.poll():
                self.parent_conn.recv()
                self._has_responded, self._silent_turns = True, 0
            if self._silent_turns == 0:  # one question at a time, so that no pipe fills up
                self.parent_conn.send(b"ping")
        self._silent_turns += 1
        if self._has_responded and self._silent_turns > MAX_SILENT_TURNS:
            seconds = MAX_SILENT_TURNS * TURN_SECONDS
            log.error("worker %d has not responded for %g s and is replaced", self.pid, seconds)
            return False
        return True

    def target(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve; runs in the process itself."""
        faulthandler.enable()
        self.parent_conn.close()  # or `always_pong` would not see that the supervisor's is closed
        super().target(sockets)

    def always_pong(self) -> None:
        """Respond until the supervisor lets go of the worker, or is killed; then stop."""
        with suppress(EOFError, OSError, RuntimeError):  # RuntimeError: the event loop is closed
            while True:
                self.pong()
        self.server.should_exit = True
        time.sleep(EXIT_SECONDS)
        os._exit(1)

    def pong(self) -> None:
        """Receive one question of the supervisor, and let the event loop respond."""
        self.child_conn.recv()
        if self.server.started:
            self.server.servers[0].get_loop().call_soon_threadsafe(self._respond)
        else:
            self._respond()

    def _respond(self) -> None:
        with suppress(OSError):  # the supervisor has just ended
            self.child_conn.send(self.server.started)


class Supervisor(Multiprocess):
    """uvicorn's supervisor, except for four things.

    Its workers are those above.  SIGHUP goes on to them, and they load the current snapshot, while
    uvicorn would replace them.  The port is closed before they finish, so that no connection waits
    in vain.  And a worker that does not finish in time is killed.
    """

    def init_processes(self) -> None:
        """Start the workers."""
        for _ in range(self.processes_num):
            self._start_worker(len(self.processes))

    def keep_subprocess_alive(self) -> None:
        """Replace workers that have ended or do not respond; stop if one could not even start."""
        for at, worker in enumerate(self.processes):
            if worker.is_alive():
                continue
            worker.kill()
            worker.join()
            if worker.exitcode == STARTUP_FAILURE:
                self.should_exit.set()
                return
            self._start_worker(at)

    def terminate_all(self) -> None:
        """Stop listening, then tell the workers to finish."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def join_all(self) -> None:
        """Wait until the workers have finished, and kill those that do not."""
        deadline = time.monotonic() + EXIT_SECONDS
        for worker in self.processes:
            worker.process.join(max(0, deadline - time.monotonic()))
            worker.process.kill()
            worker.process.join()

    def handle_hup(self) -> None:
        """Pass SIGHUP on to the workers."""
        for process in self.processes:
            if process.pid is not None:
                os.kill(process.pid, signal.SIGHUP)

    def handle_ttin(self) -> None:
        """Start one more worker."""
        self.processes_num += 1
        self._start_worker(len(self.processes))

    def _start_worker(self, at: int) -> None:
        worker = Worker(self.config, self.sockets)
        worker.start()
        self.processes[at : at + 1] = [worker]


def run(
    host: str, port: int, workers: int, announce: Callable[[], None], *, traced: bool = False
) -> None:
    """Serve until told to stop.

    Parameters
    ----------
    announce
        Called once the port is ours, before the workers start.
    traced
        Whether requests are traced.  Then none takes the fast path, which no middleware sees.

    Raises
    ------
    TelemetryMissing
        Requests are to be traced, but the packages for that are not installed.
    PortTaken
        Another process listens there, or the address is not one of this machine.
    SystemExit
        The app could not start.
    """
    if traced:
        telemetry.check_installed()
    config = uvicorn.Config(
        "server.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        http=LimitedProtocol if traced else FastPath,
        ws="none",
        backlog=BACKLOG,
        server_header=False,
        proxy_headers=False,  # server/forwarded.py reads them
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )
    listening = _listen(host, port)
    faulthandler.enable()  # a file that is cut off while it is memory-mapped ends the process
    announce()
    if workers > 1:
        supervisor = Supervisor(config, sockets=[listening])
        supervisor.run()
        if any(process.exitcode == STARTUP_FAILURE for process in supervisor.processes):
            raise SystemExit(STARTUP_FAILURE)
        return
    server = uvicorn.Server(config)
    server.run(sockets=[listening])
    if not server.started:
        raise SystemExit(1)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(BACKLOG)
    except OSError as error:
        listening.close()
        raise PortTaken(host, port, error) from None
    listening.set_inheritable(True)
    return listening
