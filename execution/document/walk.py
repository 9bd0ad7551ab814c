"""All nodes of a syntax tree."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import Node


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, without recursion: a document may be as deep as it likes."""
    left = [node]
    while left:
        current = left.pop()
        yield current
        for key in current.keys:
            below = getattr(current, key, None)
            if isinstance(below, Node):
                left.append(below)
            elif isinstance(below, tuple | list):
                left.extend(each for each in below if isinstance(each, Node))
