"""How this machine connects to a Ray cluster, and its code gets to the nodes."""

from __future__ import annotations

import logging
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import build
from build import ROOMS, ROOT
from cluster.errors import NoCluster
from cluster.extra import library

AUTO = "auto"
TIMEOUT = 10
"""Seconds to wait for an answer at the address; Ray itself waits for more than a minute."""


@contextmanager
def connection(address: str) -> Iterator[None]:
    """Stay connected until the block ends; nodes run a copy of the rooms that builds need.

    Parameters
    ----------
    address
        ``auto``, ``host:port`` or ``ray://host:port``.

    Raises
    ------
    ExtraMissing
        Ray is not installed.
    NoCluster
        It is not an address, or nothing answers there.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray = library("ray", f"--cluster {address}")
    if address != AUTO:
        _probe(address)
    with tempfile.TemporaryDirectory() as code:
        for room in (*ROOMS, "cluster"):
            compiled = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / room, Path(code) / room, ignore=compiled)
        shutil.copy(build.__file__, code)
        options = {"log_to_driver": False, "logging_level": logging.ERROR}
        try:
            ray.init(address, runtime_env={"working_dir": code}, **options)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise NoCluster(address, str(error).splitlines()[0]) from error
    try:
        yield
    finally:
        ray.shutdown()


def _probe(address: str) -> None:
    parts = re.fullmatch(r"(?:ray://)?([^/:]+|\[[^/]+\]):([0-9]{1,5})", address)
    if parts is None:
        raise NoCluster(address, "no such address")
    try:
        socket.create_connection((parts[1].strip("[]"), int(parts[2])), TIMEOUT).close()
    except (OSError, OverflowError) as error:
        raise NoCluster(address, str(error)) from error
