"""The processes that serve: one, or several under uvicorn's supervisor."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable

import uvicorn
from uvicorn.config import STARTUP_FAILURE
from uvicorn.supervisors import Multiprocess

from server.endpoint.fast_path import Express
from server.errors import PortTaken
from server.observe import telemetry

GRACE = 15
"""Seconds that requests in flight have to finish when the server is told to stop."""
BACKLOG = 2_048
STUCK = 30
"""Seconds that a worker may be silent before it is replaced; on a busy machine one takes its time
to start, and would be killed again and again if nobody waited for it."""


class Supervisor(Multiprocess):
    """uvicorn's supervisor, but SIGHUP goes on to the workers.

    There it means to load the current snapshot; by default it would replace every worker.
    """

    def terminate_all(self) -> None:
        """Let nobody connect any more, then tell the workers to finish."""
        for listening in self.sockets:
            listening.close()
        super().terminate_all()

    def handle_hup(self) -> None:
        """Pass the signal on."""
        for process in self.processes:
            if process.pid is not None:
                os.kill(process.pid, signal.SIGHUP)


def run(
    host: str, port: int, workers: int, announce: Callable[[], None], *, traced: bool = False
) -> None:
    """Serve until told to stop; `announce` is called once the port is ours.

    Raises
    ------
    TelemetryMissing
        Requests are to be traced, but the packages for that are not there.
    PortTaken
        Somebody else listens there, or the address is none of this machine.
    """
    if traced:
        telemetry.check()
    config = uvicorn.Config(
        "server.app:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=None,
        access_log=False,
        http="httptools" if traced else Express,  # whose short way no middleware sees
        ws="none",
        backlog=BACKLOG,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        timeout_worker_healthcheck=STUCK,
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
