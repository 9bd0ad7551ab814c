"""Questions to /graphql and the responses to them, whichever way they came."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import lru_cache
from time import monotonic

from structlog.contextvars import bind_contextvars

from execution.executor import Request
from execution.plan import Answer
from server.current_snapshot import Generation, Key, Served
from server.endpoint import over_http
from server.endpoint.over_http import Headers, Persisted
from server.errors import Busy, Late, TooLarge, TooSlow
from server.observe.instrumentation import Books
from server.responses import Reader, Response, answering, unchanged
from settings import Settings

MOST_HEADERS = 16_000
MOST_ADDRESS = 8_000
PATIENCE = 10.0
"""Seconds after which a client is told to go, whatever its query still does."""


class Question:
    """What a client sent, `body` or `address`, and how it wants the answer.

    Parameters
    ----------
    body
        Of a POST.
    address
        The query string of a GET.
    """

    def __init__(self, headers: Headers, body: bytes, address: bytes | None = None) -> None:
        self.headers, self.body, self.address = headers, body, address
        accept = headers.get(b"accept")
        self.reader = _reader(accept, headers.get(b"accept-encoding"), address is not None)
        self.key: Key = (headers.get(b"content-type"), accept, self.reader.zipped, body, address)
        """All that the response depends on."""

    def request(self, persisted: Persisted) -> Request:
        """What it asks."""
        if self.address is not None:
            return over_http.from_address(self.address, persisted)
        return over_http.from_body(self.body, self.headers, persisted)


@lru_cache(1_000)
def _reader(accept: bytes | None, accept_encoding: bytes | None, get: bool) -> Reader:
    media = over_http.media_type(b"*/*" if accept is None else accept)
    return Reader(media, zipped=over_http.takes_gzip(accept_encoding or b""), get=get)


class Desk:
    """Answers questions."""

    def __init__(self, served: Served, books: Books, settings: Settings) -> None:
        self.books = books
        self.most_body, self._most_in_flight = settings.max_body, settings.max_in_flight
        self._deadline = settings.deadline_ms / 1_000
        self._served = served
        self._persisted = Persisted()
        self._threads = ThreadPoolExecutor(max(os.cpu_count() or 1, 2), "graphql")
        self._in_flight = 0

    def check(self, lines: Iterable[tuple[bytes, bytes]], address: int) -> None:
        """Turn away what is too large; `address` is the length of the address."""
        length = 0
        for name, value in lines:
            length += len(name) + len(value)
        if length > MOST_HEADERS:
            raise TooLarge("The header", MOST_HEADERS, 431)
        if address > MOST_ADDRESS:
            raise TooLarge("The address", MOST_ADDRESS, 414)

    def at_once(self, question: Question) -> Response | Request:
        """The response where it takes microseconds; else the request, to be worked out."""
        if self._in_flight >= self._most_in_flight:
            raise Busy(self._most_in_flight)
        generation = self._served.now()
        response = generation.responses.get(question.key)
        if response is not None and b"content-encoding" not in question.headers:
            self.books.answered("response cache")
            return self._fresh(question, response, generation)
        request = question.request(self._persisted)
        answer = generation.executor.quick(request)
        if answer is None:
            return request
        self.books.answered("plan")
        return self._response(question, answer, generation)

    async def work_out(self, question: Question, request: Request, request_id: bytes) -> Response:
        """The response to what takes longer, from a thread."""
        generation, since = self._served.now(), monotonic()
        context = copy_context()
        context.run(bind_contextvars, request_id=request_id.decode("latin-1"))
        work = asyncio.get_running_loop().run_in_executor(
            self._threads, context.run, self._answer, generation, request, since
        )
        self._in_flight += 1
        try:
            answer = await asyncio.wait_for(work, PATIENCE)
        except TimeoutError:
            raise TooSlow(PATIENCE) from None
        finally:
            self._in_flight -= 1
        self.books.worked_out(request, answer, monotonic() - since, request_id)
        return self._response(question, answer, generation)

    def _answer(self, generation: Generation, request: Request, since: float) -> Answer:
        """The answer, unless all of its time went by before a thread was free."""
        if monotonic() - since > self._deadline:
            raise Late(self._deadline)
        return generation.executor.execute(request, since)

    def _response(self, question: Question, answer: Answer, generation: Generation) -> Response:
        response = answering(answer, question.reader, generation.etag)
        if not answer.errors:
            generation.responses.put(question.key, response)
        return self._fresh(question, response, generation)

    def _fresh(self, question: Question, response: Response, generation: Generation) -> Response:
        """The response, without its body where the client of a GET has it already."""
        etag = generation.etag
        if question.address is not None and question.headers.get(b"if-none-match") == etag:
            return unchanged(response) if (b"etag", etag) in response.head.headers else response
        return response
