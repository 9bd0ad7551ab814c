"""The processes that serve: one, or several workers under uvicorn's supervisor."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from server.endpoint.fast_path import FastPath
from server.errors import PortTaken
from server.observe import telemetry

SHUTDOWN_SECONDS = 15
"""How long requests in flight have to finish once the server is told to stop."""
BACKLOG = 2_048
"""Connections that wait to be accepted."""
UNRESPONSIVE_SECONDS = 30
"""After which a worker that does not respond to the supervisor is replaced.  On a busy machine a
worker may take that long to start; with less it would be killed again and again."""


class Supervisor(Multiprocess):
    """uvicorn's supervisor, except for two things.

    SIGHUP goes on to the workers, which load the current snapshot; uvicorn would replace them.
    And the port is closed before the workers finish, so that no connection waits in vain.
    """

    def terminate_all(self) -> None:
        """Stop listening, then tell the workers to finish."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def handle_hup(self) -> None:
        """Pass SIGHUP on to the workers."""
        for process in self.processes:
            if process.pid is not None:
                os.kill(process.pid, signal.SIGHUP)


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
        http="httptools" if traced else FastPath,
        ws="none",
        backlog=BACKLOG,
        server_header=False,
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        timeout_worker_healthcheck=UNRESPONSIVE_SECONDS,
    )
    listening = _listen(host, port)
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
