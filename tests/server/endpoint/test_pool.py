"""How clients share the threads of the pool."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator

import pytest

from server.endpoint.pool import Pool, client_of
from server.errors import Busy, ClientBusy
from tests.support.patience import HUNG


class Held:
    """Work that begins when it gets a thread and ends when it is told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._ends: dict[str, threading.Event] = {}

    def do(self, name: str) -> str:
        """Work, in a thread."""
        end = self._ends.setdefault(name, threading.Event())
        self.begun.append(name)
        assert end.wait(HUNG)
        return name

    def end(self, name: str) -> None:
        """Let some work end, whether it began or not."""
        self._ends.setdefault(name, threading.Event()).set()


@pytest.fixture
def held() -> Iterator[Held]:
    """All of it ends with the test."""
    work = Held()
    yield work
    for name in work.begun:
        work.end(name)


async def until(condition: Callable[[], bool]) -> None:
    """Let others run until something is so."""
    async with asyncio.timeout(HUNG):
        while not condition():
            await asyncio.sleep(0.001)


def start(pool: Pool, held: Held, client: str, *names: str) -> list[asyncio.Task[str]]:
    return [asyncio.create_task(pool.run(client, held.do, name)) for name in names]


def test_one_client_leaves_a_thread_to_the_others(held: Held) -> None:
    async def ask() -> None:
        pool = Pool(threads=3, places=20)
        tasks = start(pool, held, "greedy", "a1", "a2", "a3", "a4")
        await until(lambda: len(held.begun) == 2)
        tasks += start(pool, held, "other", "b1")
        await until(lambda: "b1" in held.begun)
        assert sorted(held.begun) == ["a1", "a2", "b1"]
        for name in ("a1", "a2", "a3", "a4", "b1"):
            held.end(name)
        assert await asyncio.gather(*tasks) == ["a1", "a2", "a3", "a4", "b1"]

    asyncio.run(ask())


def test_a_free_thread_goes_to_each_client_that_waits_in_turn(held: Held) -> None:
    async def ask() -> None:
        pool = Pool(threads=2, places=20)
        tasks = start(pool, held, "x", "x1") + start(pool, held, "y", "y1")
        await until(lambda: len(held.begun) == 2)
        tasks += start(pool, held, "greedy", "a1", "a2", "a3")
        tasks += start(pool, held, "other", "b1") + start(pool, held, "last", "c1")
        await asyncio.sleep(0)
        for ended, begins in (("x1", "a1"), ("a1", "b1"), ("b1", "c1"), ("c1", "a2")):
            held.end(ended)
            await until(lambda begins=begins: held.begun[-1] == begins)  # type: ignore[misc]  # bound now
        for name in ("y1", "a2", "a3"):
            held.end(name)
        assert len(await asyncio.gather(*tasks)) == 7

    asyncio.run(ask())


def test_a_client_has_half_of_the_places_and_all_clients_have_all(held: Held) -> None:
    async def ask() -> None:
        pool = Pool(threads=2, places=4)
        tasks = start(pool, held, "greedy", "a1", "a2")
        await until(lambda: held.begun == ["a1"])
        with pytest.raises(ClientBusy, match="More than 2 requests of this client"):
            await pool.run("greedy", held.do, "a3")
        pool.check_room()
        tasks += start(pool, held, "other", "b1", "b2")
        await until(lambda: "b1" in held.begun)
        with pytest.raises(Busy):
            pool.check_room()
        for name in ("a1", "a2", "b1", "b2"):
            held.end(name)
        await asyncio.gather(*tasks)
        pool.check_room()
        held.end("a3")
        assert await pool.run("greedy", held.do, "a3") == "a3"

    asyncio.run(ask())


def test_whoever_gave_up_gets_no_thread_and_one_whose_work_runs_on_keeps_it(held: Held) -> None:
    async def ask() -> None:
        pool = Pool(threads=2, places=20)
        running, waiting, next_one = start(pool, held, "x", "x1", "x2", "x3")
        await until(lambda: held.begun == ["x1"])
        for gone in (running, waiting):
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
        await asyncio.sleep(0)
        assert held.begun == ["x1"]
        held.end("x1")
        await until(lambda: held.begun == ["x1", "x3"])
        held.end("x3")
        assert await next_one == "x3"

    asyncio.run(ask())


def test_an_exception_is_that_of_the_request_and_frees_the_thread() -> None:
    def fail() -> None:
        raise ValueError("no")

    async def ask() -> None:
        pool = Pool(threads=2, places=20)
        for _ in range(5):
            with pytest.raises(ValueError, match="no"):
                await pool.run("x", fail)

    asyncio.run(ask())


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:aaaa::1", "2001:0db8:0001:0002"),
        ("2001:db8:1:2:bbbb::7", "2001:0db8:0001:0002"),
        ("::ffff:203.0.113.9", "::ffff:203.0.113.9"),
        ("'; DROP TABLE movies", "'; DROP TABLE movies"),
        ("", ""),
    ],
)
def test_a_client_is_an_address_or_a_network_of_one(address: str, client: str) -> None:
    assert client_of(address) == client
