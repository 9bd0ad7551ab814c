"""Compression of bodies by gzip: which are worth it, and which would hold up the event loop."""

import gzip

GZIP_MIN_BYTES = 1_000
"""A shorter body fits into one packet as it is."""
MAX_BYTES_ON_LOOP = 50_000
"""A longer body is compressed in a thread: this many take 0.8 ms, a megabyte takes 13."""
LEVEL = 1
"""For answers.  Higher ones take twice as long and more, and save a tenth."""


def compress(body: bytes) -> bytes:
    """Compress a whole body; the result depends on nothing else."""
    return gzip.compress(body, LEVEL, mtime=0)
