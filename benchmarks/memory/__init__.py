"""How much memory clients make a server keep.

`python -m benchmarks.memory` prints it.

floods.py   what clients send that would be kept without limits
client.py   a connection that sends requests as bytes
"""
