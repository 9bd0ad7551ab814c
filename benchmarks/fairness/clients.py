"""One client that asks for as much as it may, and others that ask for little.

They have different addresses of the loopback network, so that the server can tell them apart.
"""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from time import perf_counter

import httpx

GREEDY, OTHERS = "127.0.0.2", "127.0.0.1"
PATIENCE = 30.0
"""Seconds after which a client gives up."""
CACHED = "{ movies(first: 3) { totalCount nodes { title } } }"


@dataclass
class Answers:
    """What one kind of request got.

    Attributes
    ----------
    milliseconds
        Of each answer.
    statuses
        The HTTP status of each; 0 where the client gave up.
    """

    milliseconds: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def percentile(self, percent: int) -> float:
        """The time within which that share of the answers came."""
        return statistics.quantiles(self.milliseconds, n=100, method="inclusive")[percent - 1]

    def within(self, milliseconds: float) -> float:
        """The share that were answered with success within that time."""
        good = [
            time <= milliseconds and status == httpx.codes.OK
            for time, status in zip(self.milliseconds, self.statuses, strict=True)
        ]
        return sum(good) / len(good)


async def asked(url: str, expensive: Sequence[str], rate: float, seconds: float) -> list[Answers]:
    """Ask as all clients do at the same time.

    Parameters
    ----------
    expensive
        What the greedy client asks for in turn, `rate` times a second; 0 asks for nothing.

    Returns
    -------
    Of the greedy client, of cached queries and of texts that the server never saw.
    """
    found = [Answers(), Answers(), Answers()]
    limits = httpx.Limits(max_connections=None)
    async with (
        httpx.AsyncClient(transport=_from(GREEDY, limits), timeout=PATIENCE) as greedy,
        httpx.AsyncClient(transport=_from(OTHERS, limits), timeout=PATIENCE) as others,
    ):

        async def ask(client: httpx.AsyncClient, text: str, answers: Answers) -> None:
            begin = perf_counter()
            try:
                status = (await client.post(url, json={"query": text})).status_code
            except httpx.TransportError:
                status = 0
            answers.milliseconds.append(1_000 * (perf_counter() - begin))
            answers.statuses.append(status)

        await ask(others, CACHED, Answers())
        numbers = count()
        await asyncio.gather(
            _regularly(
                rate, seconds, lambda n: ask(greedy, expensive[n % len(expensive)], found[0])
            ),
            _regularly(50, seconds, lambda _: ask(others, CACHED, found[1])),
            _regularly(10, seconds, lambda _: ask(others, _new(next(numbers)), found[2])),
        )
    return found


def _new(number: int) -> str:
    """A text that no server has seen, with a name that makes it a text of its own shape."""
    return (
        f"query Film{number} {{ movie(id: 862) {{ title f{number}: voteAverage"
        f" cast(first: 5) {{ character person {{ name }} }} }} }}"
    )


def _from(address: str, limits: httpx.Limits) -> httpx.AsyncHTTPTransport:
    return httpx.AsyncHTTPTransport(local_address=address, limits=limits)


async def _regularly(rate: float, seconds: float, ask: Callable[[int], Awaitable[None]]) -> None:
    """Ask `rate` times a second, whether answers have come or not."""
    async with asyncio.TaskGroup() as group:
        for number in range(round(rate * seconds)):
            group.create_task(_awaited(ask(number)))
            await asyncio.sleep(1 / rate)


async def _awaited(request: Awaitable[None]) -> None:
    await request
