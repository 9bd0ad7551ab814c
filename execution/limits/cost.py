"""The cost of an operation, by the sizes that a request asks for.

A field that is no leaf costs 1, one that takes milliseconds `SLOW_COST` more; a list costs, for
each of its items, 1 and what is asked of the item.  Leaves are free.  Fragments are added up once,
however often they are spread, so the time is linear in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from execution.limits.sizes import MAX_ITEMS, Size
from execution.values.arguments import ArgumentReader, Values
from schema.fields import PAGE

SLOW_COST = 25
"""What a field that takes milliseconds costs beside its items."""
MAX_REMEMBERED = 20
"""Costs of one operation that are remembered, each by its sizes."""
BYTES_PER_COST, BYTES_PER_SIZE = 150, 40
"""What one of them takes in memory, and each of its sizes."""

Sizes = Mapping[ArgumentReader, int]
"""The sizes that a request asks for, by what reads them."""


@dataclass(frozen=True)
class CostPart:
    """A field of a selection as far as its cost goes.

    Attributes
    ----------
    own
        What the field costs without its items and without what is asked below it.
    size
        How many items its list has, or the page that a connection shows; `PAGE` where the field
        above says so; None for a single object.
    many
        Whether it is a list of objects.
    parts
        What is asked below it; a string is the name of a fragment.
    """

    name: str
    own: int
    size: Size
    many: bool
    parts: Sequence[CostPart | str]


class Total(NamedTuple):
    """The cost of some parts: `paged` is what they cost for each item of the page above them."""

    once: int
    paged: int


class Cost:
    """The cost of one operation.

    Threads share it.  What it remembers is written in single steps, and each value is a function of
    its key, so it does not matter which thread writes it.

    Parameters
    ----------
    parts
        The root fields.
    fragments
        The parts of each fragment that they spread, by name.
    """

    def __init__(
        self, parts: Sequence[CostPart | str], fragments: Mapping[str, Sequence[CostPart | str]]
    ) -> None:
        self.parts, self._fragments = parts, fragments
        everything = [*parts, *(part for each in fragments.values() for part in each)]
        self._readers = list(dict.fromkeys(_readers(everything)))
        self._remembered: dict[tuple[int, ...], int] = {}

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory once it remembers all that it may."""
        return MAX_REMEMBERED * (BYTES_PER_COST + BYTES_PER_SIZE * len(self._readers))

    def of(self, values: Values | None) -> int:
        """The cost of a request with these values; without them, the greatest that it can have."""
        if not self._readers and self._remembered:
            return self._remembered[()]
        sizes = tuple([_read(reader, values) for reader in self._readers])
        cost = self._remembered.get(sizes)
        if cost is None:
            cost = self._total(self.parts, dict(zip(self._readers, sizes, strict=True)), {}).once
            if len(self._remembered) < MAX_REMEMBERED:
                self._remembered[sizes] = cost
        return cost

    def dearest(self, values: Values | None) -> tuple[str, int]:
        """The path of the field that costs most, and how much."""
        sizes = self.sizes(values)
        parts, dearest = self.parts, 0
        path: list[str] = []
        while found := [(self._total([part], sizes, {}), part) for part in self.expanded(parts)]:
            total, part = max(found, key=lambda each: sum(each[0]))
            if path and part.size is None:
                break
            path.append(part.name)
            dearest, parts = dearest or sum(total), part.parts
        return ".".join(path), dearest

    def sizes(self, values: Values | None) -> Sizes:
        """The sizes that a request asks for; without its values, the largest."""
        return {reader: _read(reader, values) for reader in self._readers}

    def expanded(self, parts: Sequence[CostPart | str]) -> list[CostPart]:
        """These parts with those of fragments in the place of their names."""
        found: list[CostPart] = []
        for part in parts:
            found += self.expanded(self._fragments[part]) if isinstance(part, str) else [part]
        return found

    def _total(
        self, parts: Sequence[CostPart | str], sizes: Sizes, spread: dict[str, Total]
    ) -> Total:
        once = paged = 0
        for part in parts:
            if isinstance(part, str):
                if part not in spread:
                    spread[part] = self._total(self._fragments[part], sizes, spread)
                once, paged = once + spread[part].once, paged + spread[part].paged
                continue
            below = self._total(part.parts, sizes, spread)
            size = sizes[part.size] if callable(part.size) else part.size
            once += part.own
            if size == PAGE:
                paged += 1 + below.once
            elif part.many:
                once += int(size if size is not None else MAX_ITEMS) * (1 + below.once)
            else:
                once += below.once + below.paged * int(size or 0)
        return Total(once, paged)


def _read(reader: ArgumentReader, values: Values | None) -> int:
    size: int = MAX_ITEMS if values is None else reader(values)
    return size


def _readers(parts: Sequence[CostPart | str]) -> Iterator[ArgumentReader]:
    for part in parts:
        if isinstance(part, CostPart):
            if callable(part.size):
                yield part.size
            yield from _readers(part.parts)
