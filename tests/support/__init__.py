"""What tests share.

allocations.py      what things take in memory
builders.py         small sources of raw files, and catalogs built from them
chromium.py         a browser that reaches this machine only, and GraphiQL's controls
command_line.py     commands of `main.py`, in this process or in one of their own
documentation.py    the blocks of code that the documentation shows
explorer.py         what tests of the explorer read from its pages
format_law.py       the law that films are the same in every format
graphql.py          queries to the schema, without HTTP
http.py             requests to an app, without a socket
killed_build.py     a build that dies at a given moment
laws.py             how many examples a law gets
memory.py           how much memory processes take
patience.py         waiting for a condition, with one limit for what hangs
random_catalogs.py  small catalogs made at random, and their movies in plain Python
rated_catalog.py    a source with ratings
schema_walk.py      every type and field of the schema
screenshot.py       takes the README's picture
servers.py          a server in a process of its own
shared.py           folders that all workers of a run share
tiers.py            which run a test belongs to, and the guard that sees to it
"""
