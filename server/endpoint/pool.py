"""The thread pool, and how clients share it: none gets all threads or all places."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from ipaddress import IPv4Address, ip_address
from typing import Any, TypeVar

from server.errors import Busy, ClientBusy

R = TypeVar("R")


class Pool:
    """Runs functions in threads, of one client after the other.

    A client may use all threads but one, and hold half of the places.  Its other requests wait in a
    line of their own, and whenever a thread is free the next line gets it.  So the first request of
    a client waits for one of each other client at the most.

    All its state belongs to the event loop.

    Parameters
    ----------
    threads
        How many there are, at least 2.
    places
        How many requests may run and wait together.
    """

    def __init__(self, threads: int, places: int) -> None:
        self._executor = ThreadPoolExecutor(threads, "graphql")
        self._threads, self._places = threads, places
        self._threads_of_one, self._places_of_one = threads - 1, max(places // 2, 1)
        self._running: Counter[str] = Counter()
        self._places_taken: Counter[str] = Counter()
        self._free_places = places  # each request asks; a sum over the clients would cost more
        self._lines: dict[str, deque[asyncio.Future[None]]] = {}

    def check_room(self) -> None:
        """Check that a place is free.

        Raises
        ------
        Busy
            None is.
        """
        if self._free_places <= 0:
            raise Busy(self._places)

    async def run(self, client: str, function: Callable[..., R], *arguments: Any) -> R:
        """Call a function in a thread, once it is the turn of this client, and give its result.

        If this is cancelled while the function runs, its thread is in use until it is done.

        Raises
        ------
        ClientBusy
            The client has taken its share of the places.
        """
        if self._places_taken[client] >= self._places_of_one:
            raise ClientBusy(self._places_of_one)
        _add(self._places_taken, client, 1)
        self._free_places -= 1
        try:
            await self._turn(client)
            loop = asyncio.get_running_loop()
            running = self._executor.submit(function, *arguments)

            def done(_: object) -> None:
                with suppress(RuntimeError):  # the loop is closed: the server has stopped
                    loop.call_soon_threadsafe(self._free_thread, client)

            running.add_done_callback(done)
            return await asyncio.wrap_future(running)
        finally:
            _add(self._places_taken, client, -1)
            self._free_places += 1

    async def _turn(self, client: str) -> None:
        """Wait until the client may use a thread, and count it as used."""
        if client not in self._lines and self._may_start(client):
            _add(self._running, client, 1)
            return
        turn = asyncio.get_running_loop().create_future()
        self._lines.setdefault(client, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._free_thread(client)
            raise

    def _may_start(self, client: str) -> bool:
        return (
            self._running.total() < self._threads and self._running[client] < self._threads_of_one
        )

    def _free_thread(self, client: str) -> None:
        """Count a thread as free, and give it to the next client that waits."""
        _add(self._running, client, -1)
        for waiting in list(self._lines):
            line = self._lines[waiting]
            while line and line[0].done():  # nobody waits there any more
                line.popleft()
            if not line:
                del self._lines[waiting]
            elif self._may_start(waiting):
                line.popleft().set_result(None)
                _add(self._running, waiting, 1)
                del self._lines[waiting]
                if line:
                    self._lines[waiting] = line  # at the end
                return


def client_of(address: str) -> str:
    """Who sends from an address: of IPv6 all with the same first 64 bits, which one client has."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address) or parsed.ipv4_mapped is not None:
        return address
    return parsed.exploded[:19]


def _add(counts: Counter[str], client: str, number: int) -> None:
    """Add to the count of a client; one that is 0 is forgotten."""
    counts[client] += number
    if not counts[client]:
        del counts[client]
