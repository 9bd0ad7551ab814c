"""What clients send that would be kept without limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import product

from benchmarks.memory.client import JSON, Connection, body_of, post_all

HEADER_BYTES = 14_000
TEXTS, FLAGS = 25, 7
"""Texts whose plans depend on so many flags, and so have 128 plans each."""
FIELDS = "id tmdbId imdbId title originalTitle year releaseDate status overview tagline homepage"
MEGABYTE = 1_000_000

Flood = Callable[[int, float], str]
"""Sends the given part of everything to a port; says what was answered."""


def long_headers(port: int, part: float) -> str:
    """100,000 requests with headers of 14 kB, all different."""
    body = body_of("{ movies(first: 3) { nodes { title } } }")

    def requests() -> Iterator[tuple[bytes, bytes]]:
        for number in range(round(100_000 * part)):
            junk = b"%d" % number + b"x" * (HEADER_BYTES // 3)
            headers = b"accept: */*;a=%b\r\ncontent-type: application/json;a=%b\r\nx-a: %b\r\n"
            yield body, headers % (junk, junk, junk)

    return f"statuses {post_all(port, requests())}"


def plans(port: int, part: float) -> str:
    """25 texts with 128 plans each."""
    names = [f"flag{number}" for number in range(FLAGS)]
    declared = ", ".join(f"${name}: Boolean!" for name in names)

    def requests() -> Iterator[tuple[bytes, bytes]]:
        for number in range(round(TEXTS * part) or 1):
            films = " ".join(
                f"film{number}x{flag}: movie(id: {flag}) {{ {FIELDS} cast(first: {flag})"
                f" {{ character }} more: popularity @include(if: ${name}) }}"
                for flag, name in enumerate(names)
            )
            text = f"query({declared}) {{ {films} }}"
            for flags in product((True, False), repeat=FLAGS):
                yield body_of(text, dict(zip(names, flags, strict=True))), JSON

    return f"statuses {post_all(port, requests())}"


def endless_head(port: int, part: float) -> str:
    """100 MB of headers on one connection."""
    sent = 0
    with Connection(port) as connection:
        connection.send(b"POST /graphql HTTP/1.1\r\nhost: x\r\n")
        for number in range(round(100 * part * MEGABYTE / 10_000)):
            if not connection.send(b"x-%d: %b\r\n" % (number, b"y" * 10_000)):
                break
            sent += 10_000
    return f"{sent / MEGABYTE:.1f} MB sent"


def unique_queries(port: int, part: float) -> str:
    """200,000 queries, no two alike; every fourth has a shape of its own."""

    def requests() -> Iterator[tuple[bytes, bytes]]:
        for number in range(round(200_000 * part)):
            alias = f"a{number}: " if number % 4 == 0 else ""
            film = f"{alias}movie(id: {number}) {{ title overview genres {{ name }} }}"
            films = f"movies(first: 5, offset: {number % 9_000}) {{ nodes {{ title }} }}"
            yield body_of(f"{{ {film} {films} }}"), JSON

    return f"statuses {post_all(port, requests())}"


FLOODS: Mapping[str, Flood] = {
    "100,000 requests with headers of 14 kB": long_headers,
    "25 × 128 plans": plans,
    "100 MB of headers on one connection": endless_head,
    "200,000 queries, no two alike": unique_queries,
}
