"""Several Ray nodes on this machine: as hosts of their own where network namespaces are allowed.

A host has its own network stack, /tmp and /dev/shm, so that nodes share nothing but the network and
the code.  Where namespaces are not allowed, the nodes are processes that differ by their ports.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from settings import ROOT
from tests.support.patience import wait_for
from tests.support.servers import children, free_port

STORE = 300_000_000
"""Bytes of the object store of a node."""
ATTEMPTS = 3
URGENT = ("nice", "-n", "-10")
"""Before others where that is allowed: Ray gives its own agent 15 seconds to start, no more."""
PORTS = ("dashboard-agent-grpc-port", "dashboard-agent-listen-port", "runtime-env-agent-port")
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_DISABLE_DOCKER_CPU_WARNING": "1",
    "RAY_enable_worker_prestart": "0",
    "RAY_worker_niceness": "10",  # so that workers get 0
    "RAY_health_check_period_ms": "1000",
    "RAY_health_check_failure_threshold": "3",
}
STARTED = "Ray runtime started"


ALONE = """
mount -t tmpfs none /tmp && mount -t tmpfs none /dev/shm &&
{ [ -e "$0" ] || { mkdir -p "$0" && mount --no-canonicalize --bind . "$0"; }; } &&
cd "$0" && exec "$@"
"""
"""Hides /tmp and /dev/shm of this machine, but not the code ($0, the current folder), wherever it
lies: a checkout below /tmp is mounted into the new /tmp."""


class NoRay(Exception):
    """A node does not start; the text is what it printed."""


class Host:
    """A place to run processes in; killed as a whole."""

    def __init__(self, address: str, folder: Path, namespace: str | None = None) -> None:
        self.address, self.folder, self.namespace = address, folder, namespace
        self._processes: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str | Path, log: str, alone: bool = False) -> subprocess.Popen[bytes]:
        """Start a process; `alone` gives it a /tmp and a /dev/shm of its own, too."""
        words = [str(word) for word in command]
        if self.namespace:
            if alone:
                words = ["sh", "-c", ALONE, str(ROOT), *words]
            words = ["ip", "netns", "exec", self.namespace, *words]
        with (self.folder / log).open("ab") as output:
            process = subprocess.Popen(
                words,
                cwd=ROOT,
                env={**os.environ, **ENVIRONMENT},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)
        return process

    def log(self, name: str) -> str:
        """What was printed under that name up to now."""
        return (self.folder / name).read_text(errors="replace")

    @property
    def alive(self) -> bool:
        """Whether anything runs there."""
        return bool(self._processes)

    def kill(self) -> None:
        """End every process at once, as a power cut does."""
        doomed = {pid for process in self._processes for pid in _tree(process.pid)}
        if self.namespace:
            listed = subprocess.run(
                ["ip", "netns", "pids", self.namespace], capture_output=True, text=True, check=True
            )
            doomed |= set(map(int, listed.stdout.split()))
        for pid in doomed:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        for process in self._processes:
            process.wait()
        self._processes.clear()


class Cluster:
    """A head without CPUs, which drivers run on, and nodes with one each."""

    def __init__(self, head: Host, nodes: list[Host]) -> None:
        self.head, self.nodes = head, nodes
        self.port = 6379 if head.namespace else free_port()
        self._sockets = tempfile.mkdtemp(prefix="rg", dir="/tmp")  # whose names must be short
        self.client_port = 10001 if head.namespace else free_port()

    @property
    def gateway(self) -> str:
        """The address of this machine as the hosts see it."""
        subnet = self.head.address.rpartition(".")[0]
        return f"{subnet}.1" if self.head.namespace else self.head.address

    @property
    def address(self) -> str:
        """What drivers connect to."""
        return f"{self.head.address}:{self.port}"

    def start(self) -> None:
        """Start the head and one node after the other."""
        client = f"--ray-client-server-port={self.client_port}"
        where = f"--temp-dir={self._sockets}"
        plain = ("--include-dashboard=false", "--no-monitor", "--num-cpus=0")
        self._start(self.head, "--head", f"--port={self.port}", client, where, *plain)
        for node in self.nodes:
            self._join(node)

    def mend(self) -> None:
        """Start the nodes that were killed again."""
        for node in self.nodes:
            if not node.alive:
                self._join(node)

    def _join(self, node: Host) -> None:
        self._start(node, f"--address={self.address}", "--num-cpus=1")

    def stop(self) -> None:
        """End everything."""
        for host in (*self.nodes, self.head):
            host.kill()
        shutil.rmtree(self._sockets)

    def _start(self, host: Host, *options: str) -> None:
        ports = range(52_365, 52_368) if host.namespace else (free_port() for _ in PORTS)
        fixed = [f"--{name}={port}" for name, port in zip(PORTS, ports, strict=True)]
        for attempt in range(ATTEMPTS):
            log = f"ray-{attempt}"
            process = host.run(
                *URGENT,
                Path(sys.executable).with_name("ray"),
                "start",
                "--block",
                "--disable-usage-stats",
                "--include-log-monitor=false",
                f"--node-ip-address={host.address}",
                f"--object-store-memory={STORE}",
                *fixed,
                *options,
                log=log,
                alone="--head" not in options,
            )
            wait_for(partial(_settled, host, log, process))
            if STARTED in host.log(log):
                return
            host.kill()
        raise NoRay(host.log(log)[-3_000:])


@contextmanager
def cluster(folder: Path, nodes: int = 2) -> Iterator[Cluster]:
    """A running cluster, until the block ends."""
    with hosts(folder, nodes + 1) as (head, *others):
        made = Cluster(head, others)
        try:
            made.start()
            yield made
        finally:
            made.stop()


def starts_anywhere(folder: Path) -> bool:
    """Whether Ray starts on this machine at all, without hosts of our making."""
    folder.mkdir()
    host = Host("127.0.0.1", folder)
    plain = Cluster(host, [])
    try:
        plain.start()
    except NoRay:
        return False
    finally:
        plain.stop()
    return True


@contextmanager
def hosts(folder: Path, count: int) -> Iterator[list[Host]]:
    """Hosts that reach each other and this machine's own network."""
    folders = [folder / f"host{number}" for number in range(count)]
    for each in folders:
        each.mkdir(parents=True)
    if not _namespaces_allowed():
        yield [Host("127.0.0.1", each) for each in folders]
        return
    bridge = f"rg{os.getpid()}"
    subnet = f"10.{200 + os.getpid() % 50}.{os.getpid() // 50 % 250}"
    made = [
        Host(f"{subnet}.{number + 2}", each, f"{bridge}-{number}")
        for number, each in enumerate(folders)
    ]
    try:
        _ip("link", "add", bridge, "type", "bridge")
        _ip("addr", "add", f"{subnet}.1/24", "dev", bridge)
        _ip("link", "set", bridge, "up")
        for host in made:
            name = str(host.namespace)
            _ip("netns", "add", name)
            _ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
            _ip("link", "set", name, "master", bridge, "up")
            _ip("-n", name, "addr", "add", f"{host.address}/24", "dev", "eth0")
            _ip("-n", name, "link", "set", "eth0", "up")
            _ip("-n", name, "link", "set", "lo", "up")
        yield made
    finally:
        for host in made:
            subprocess.run(["ip", "netns", "del", str(host.namespace)], check=False)
        subprocess.run(["ip", "link", "del", bridge], check=False)


def _settled(host: Host, log: str, process: subprocess.Popen[bytes]) -> bool:
    return STARTED in host.log(log) or process.poll() is not None


def _namespaces_allowed() -> bool:
    name = f"rg{os.getpid()}-probe"
    if shutil.which("ip") is None:
        return False
    made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False)
    if made.returncode == 0:
        _ip("netns", "del", name)
    return made.returncode == 0


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


def _tree(pid: int) -> set[int]:
    """A process and all that it has started, directly or not."""
    try:
        return {pid}.union(*map(_tree, children(pid)))
    except (FileNotFoundError, ProcessLookupError):
        return set()
