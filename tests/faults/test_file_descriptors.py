"""More connections than the process may open files."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.faults.conftest import Pair
from tests.support.patience import HUNG, wait_for
from tests.support.queries import HEAT
from tests.support.servers import PATIENT, ask, serving

FILES, CONNECTIONS, CLOSED = 256, 400, 300
MAX_LOG = 50_000  # bytes
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"


def test_with_few_files_and_many_connections_the_server_serves_on(
    pair: Pair, tmp_path: Path
) -> None:
    limited = ("bash", "-c", f'ulimit -n {FILES}; exec "$@"', "serve")
    with serving(pair.snapshots, tmp_path / "log", before=limited, **PATIENT) as server:
        address = ("127.0.0.1", server.port)
        held = [socket.create_connection(address, timeout=HUNG) for _ in range(CONNECTIONS)]
        try:
            held[0].sendall(REQUEST)
            assert held[0].recv(1_000).startswith(b"HTTP/1.1 200")
            for connection in held[1:CLOSED]:
                connection.close()
            assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
        finally:
            for connection in held:
                connection.close()
        wait_for(server.ready)
        name = pair.swap()  # a snapshot has hundreds of files
        wait_for(lambda: f"snapshot {name} is served now" in server.log)
        assert ask(server, HEAT["query"])["data"] == {"movie": {"title": "Heat"}}
        assert len(server.log) < MAX_LOG, server.log[:2_000]
        assert server.log.count("Traceback") == 0, server.log[:2_000]
