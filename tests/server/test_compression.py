"""Compression of whole bodies."""

from __future__ import annotations

import gzip

from server.compression import compress


def test_a_compressed_body_is_the_same_each_time_and_for_every_client() -> None:
    body = b'{"data": null}' * 1_000
    assert compress(body) == compress(body)
    assert gzip.decompress(compress(body)) == body
    assert len(compress(body)) < len(body) / 10
