"""HTTP: the app, its endpoint, its pages and what is observed of them.

process.py           the processes that serve
app.py               the app: middleware, routes, what runs from start to end
endpoint/            POST and GET /graphql
pages/               all other addresses
forwarded.py         the client and the path before a proxy
observe/             metrics, logs, traces
current_snapshot.py  which snapshot is served, and going over to the next one
loaded_snapshot.py   a loaded snapshot with its executor and its cache of responses
responses.py         responses as bytes that are ready to be sent
compression.py       gzip: which bodies, and where
errors.py            the errors that clients get, with their status codes
mypyc_modules.py     the modules that mypyc compiles, and how they are used
"""
