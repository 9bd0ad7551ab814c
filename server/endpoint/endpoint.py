"""The endpoint: requests to /graphql and the responses to them, however they came in."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterable, Mapping
from contextvars import copy_context
from functools import partial
from time import monotonic

from structlog.contextvars import bind_contextvars

from catalog.weighed_cache import Usage
from execution.answer import Answer
from execution.request import OperationRequest
from server.compression import MAX_BYTES_ON_LOOP
from server.current_snapshot import CurrentSnapshot
from server.endpoint import over_http
from server.endpoint.negotiation import negotiate
from server.endpoint.over_http import Headers
from server.endpoint.persisted_queries import PersistedQueries
from server.endpoint.pool import Pool, client_of
from server.errors import NoFreeThread, ResponseTimeout, TooLarge
from server.loaded_snapshot import LoadedSnapshot, ResponseKey, budgets_of
from server.observe.instrumentation import Instrumentation
from server.responses import Header, Response, answer_response, matches, not_modified
from settings import Settings

MAX_HEADER_BYTES = 16_000
MAX_URL_BYTES = 8_000
MAX_BYTES_READ_ON_LOOP = 16_000
"""Bytes of a body and letters of a text that the event loop reads itself, in some milliseconds."""
RESPONSE_TIMEOUT = 10.0
"""Seconds after which a client gets an error, even if its query cannot be stopped and runs on."""


class GraphQLRequest:
    """A request to /graphql as it was sent over HTTP.

    Parameters
    ----------
    body
        Of a POST; empty for a GET.
    query_string
        Of a GET; None for a POST.

    Raises
    ------
    NotAcceptable
        The client accepts no media type of ours.
    UnsupportedMediaType
        The body of a POST is not JSON in UTF-8.
    """

    def __init__(self, headers: Headers, body: bytes, query_string: bytes | None = None) -> None:
        self.headers, self.body, self.query_string = headers, body, query_string
        self.negotiated = negotiate(
            headers.get(b"accept"), headers.get(b"accept-encoding"), query_string is not None
        )
        if query_string is None:
            over_http.check_content_type(headers.get(b"content-type", b""))
        self.key: ResponseKey = (
            self.negotiated.media_type,
            self.negotiated.gzip,
            body,
            query_string,
        )

    def operation_request(self, persisted: PersistedQueries) -> OperationRequest:
        """Read the operation and its variables.

        Raises
        ------
        HTTPError
            The request cannot be used.
        """
        if self.query_string is not None:
            return over_http.from_query_string(self.query_string, persisted)
        return over_http.from_body(self.body, self.headers, persisted)


class Endpoint:
    """Responds to requests to /graphql.

    All its state belongs to the event loop.  The threads of its pool get a loaded snapshot and a
    request, and give an answer back; what they share is in the executor, which allows for that.
    """

    def __init__(
        self, current: CurrentSnapshot, instrumentation: Instrumentation, settings: Settings
    ) -> None:
        self.instrumentation = instrumentation
        self.max_body = settings.max_body
        self._deadline = settings.deadline_ms / 1_000
        self._current = current
        self._persisted = PersistedQueries(budgets_of(settings).persisted_queries)
        self._pool = Pool(max(os.cpu_count() or 1, 2) + 1, settings.max_in_flight)

    @property
    def cache_usage(self) -> Mapping[str, Usage]:
        """How full each cache is; none before a snapshot is loaded."""
        loaded = self._current.current
        return {
            "persisted_queries": self._persisted.usage,
            **({} if loaded is None else loaded.cache_usage),
        }

    def check_size(self, headers: Iterable[Header], url_length: int) -> None:
        """Check the size of headers and URL, of any request.

        Parameters
        ----------
        url_length
            In bytes, of path and query string.

        Raises
        ------
        TooLarge
            One of them is beyond its limit.
        """
        length = 0
        for name, value in headers:
            length += len(name) + len(value)
        if length > MAX_HEADER_BYTES:
            raise TooLarge("The header", MAX_HEADER_BYTES, 431)
        if url_length > MAX_URL_BYTES:
            raise TooLarge("The URL", MAX_URL_BYTES, 414)

    def respond_on_loop(self, request: GraphQLRequest) -> Response | OperationRequest:
        """Respond from the cache or by a plan that takes microseconds.

        Returns
        -------
        The response; or, where it would keep the event loop too long, the operation for
        `respond_in_pool`.

        Raises
        ------
        HTTPError
            The request cannot be used, or the server has no room for it.
        """
        self._pool.check_room()
        loaded = self._current.loaded()
        response = loaded.responses.get(request.key)
        if response is not None and b"content-encoding" not in request.headers:
            self.instrumentation.count_execution("response cache")
            return self._conditional(request, response, loaded)
        operation = request.operation_request(self._persisted)
        if max(len(request.body), len(operation.text)) > MAX_BYTES_READ_ON_LOOP:
            return operation
        answer = loaded.executor.execute_on_loop(operation)
        if answer is None or (
            request.negotiated.gzip and len(answer.data or b"") > MAX_BYTES_ON_LOOP
        ):
            return operation
        self.instrumentation.count_execution("plan")
        response = answer_response(answer, request.negotiated, loaded.etag)
        return self._cached(request, answer, response, loaded)

    async def respond_in_pool(
        self, request: GraphQLRequest, operation: OperationRequest, request_id: bytes, address: str
    ) -> Response:
        """Execute an operation in a thread of the pool, and respond.

        Parameters
        ----------
        address
            Of the client; clients share the threads.

        Raises
        ------
        HTTPError
            No thread was free in time, the client has too many requests in flight, or the operation
            runs for too long.
        """
        loaded, since = self._current.loaded(), monotonic()
        context = copy_context()
        context.run(bind_contextvars, request_id=request_id.decode("latin-1"))
        call = partial(context.run, self._execute, request, loaded, operation, since)
        try:
            async with asyncio.timeout(RESPONSE_TIMEOUT):
                answer, response = await self._pool.run(client_of(address), call)
        except TimeoutError:
            raise ResponseTimeout(RESPONSE_TIMEOUT) from None
        self.instrumentation.record_pool_execution(
            operation, answer, monotonic() - since, request_id
        )
        return self._cached(request, answer, response, loaded)

    def _execute(
        self,
        request: GraphQLRequest,
        loaded: LoadedSnapshot,
        operation: OperationRequest,
        since: float,
    ) -> tuple[Answer, Response]:
        """Execute an operation and compress its answer, in a thread.

        If the deadline is over before it starts, it is not executed.
        """
        if monotonic() - since > self._deadline:
            raise NoFreeThread(self._deadline)
        answer = loaded.executor.execute(operation, since)
        return answer, answer_response(answer, request.negotiated, loaded.etag)

    def _cached(
        self, request: GraphQLRequest, answer: Answer, response: Response, loaded: LoadedSnapshot
    ) -> Response:
        """Cache a response if its answer has no errors, and give what the client gets of it."""
        if not answer.errors:
            loaded.responses.put(request.key, response)
        return self._conditional(request, response, loaded)

    def _conditional(
        self, request: GraphQLRequest, response: Response, loaded: LoadedSnapshot
    ) -> Response:
        """Respond without the body to a GET whose client has it already, by `If-None-Match`."""
        if request.query_string is None or b"if-none-match" not in request.headers:
            return response
        unchanged = (b"etag", loaded.etag) in response.header_block.headers and matches(
            request.headers[b"if-none-match"], loaded.etag
        )
        return not_modified(response) if unchanged else response
