"""POST and GET /graphql.

A request comes in by the fast path or the middleware, and both ask the endpoint.

timed_protocol.py     uvicorn's HTTP protocol with limits of time
limited_protocol.py   the same with limits of size
fast_path.py          from uvicorn's HTTP parser straight to the endpoint, for quick POSTs
middleware.py         the same endpoint as ASGI middleware, for all requests
endpoint.py           what a request gets: from the cache, on the loop, or from the pool
pool.py               the thread pool, shared fairly among clients
over_http.py          the operation in a body or a query string
persisted_queries.py  the texts of queries by their hashes (APQ)
negotiation.py        the media type and the encoding of an answer
"""
