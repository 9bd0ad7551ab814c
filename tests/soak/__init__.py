"""A long mixed load on a server whose data change; no test of the suite, since it takes minutes.

__main__.py    `python -m tests.soak [SECONDS]`: runs it and prints a table; `make soak`
record.py      what was asked and answered, and what failed
clients.py     well-behaved clients, and a hostile one
changes.py     swaps of the snapshot, and how much the server grows
"""
