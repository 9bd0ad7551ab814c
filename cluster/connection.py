"""How this machine comes to a Ray cluster, and its code to the nodes."""

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
PATIENCE = 10
"""Seconds in which somebody must answer at an address; Ray itself waits for more than a minute."""


@contextmanager
def connection(address: str) -> Iterator[None]:
    """Be connected, until the block ends; nodes run a copy of the rooms that builds need.

    Parameters
    ----------
    address
        ``auto``, ``host:port`` or ``ray://host:port``.

    Raises
    ------
    ExtraMissing
        Ray is not installed.
    NoCluster
        It is no address, or nobody answers.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    ray = library("ray", f"--cluster {address}")
    if address != AUTO:
        _knock(address)
    with tempfile.TemporaryDirectory() as code:
        for room in (*ROOMS, "cluster"):
            litter = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / room, Path(code) / room, ignore=litter)
        shutil.copy(build.__file__, code)
        quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
        try:
            ray.init(address, runtime_env={"working_dir": code}, **quiet)
        except (ConnectionError, ValueError, RuntimeError) as error:
            raise NoCluster(address, str(error).splitlines()[0]) from error
    try:
        yield
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    parts = re.fullmatch(r"(?:ray://)?([^/:]+|\[[^/]+\]):([0-9]{1,5})", address)
    if parts is None:
        raise NoCluster(address, "no such address")
    try:
        socket.create_connection((parts[1].strip("[]"), int(parts[2])), PATIENCE).close()
    except (OSError, OverflowError) as error:
        raise NoCluster(address, str(error)) from error
