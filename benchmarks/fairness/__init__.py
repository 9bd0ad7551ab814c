"""What one client that asks for the most it may leaves to the others.

`python -m benchmarks.fairness` prints it.

expensive.py   queries of each kind that cost as much as is allowed
loop.py        how long a query holds the event loop
clients.py     one client that asks for them, others that ask for cached and for new queries
"""
