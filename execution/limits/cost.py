"""The cost of an operation, by the sizes that a request asks for.

Three things cost, each for every object that the field is asked of: objects, of which a field that
is no leaf is one and each item of a list; work, such as filtering and sorting the catalog; and
letters of the answer, `LETTERS` of which cost 1.  Fragments are added up once, however often they
are spread, so the time is linear in the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from execution.limits.sizes import MAX_ITEMS, Size, SizeReader
from execution.values.arguments import Values
from schema.fields import PAGE

LETTERS = 1_000
"""Letters of an answer that cost 1."""
ITEM_LETTERS = 3
"""What an item of a list takes in an answer beside what is asked of it: braces and a comma."""
MAX_REMEMBERED = 20
"""Prices of one operation that are remembered, each by its sizes."""
BYTES_PER_COST, BYTES_PER_SIZE = 150, 40
"""What one of them takes in memory, and each of its sizes."""

Sizes = Mapping[SizeReader, int]
"""The sizes and the work that a request asks for, by what reads them."""


@dataclass(frozen=True)
class CostPart:
    """A field of a selection as far as its cost goes.

    Attributes
    ----------
    own
        The objects that the field is without its items: 0 of a leaf, else 1.
    size
        How many items its list has, or the page that a connection shows; `PAGE` where the field
        above says so; None for a single object.
    many
        Whether it is a list of objects.
    parts
        What is asked below it; a string is the name of a fragment.
    work
        What it costs beside objects and letters; or what reads that from a request.
    letters
        What its key takes in an answer, and its value where it is a leaf.
    """

    name: str
    own: int
    size: Size
    many: bool
    parts: Sequence[CostPart | str]
    work: int | SizeReader = 0
    letters: int = 0


class Amount(NamedTuple):
    """How many objects, how much work and how many letters something is."""

    objects: int = 0
    work: int = 0
    letters: int = 0

    @property
    def cost(self) -> int:
        """All of it in units of cost."""
        return self.objects + self.work + self.letters // LETTERS

    def plus(self, other: Amount, times: int = 1) -> Amount:
        """The sum of this and so many times another amount."""
        return Amount(
            self.objects + times * other.objects,
            self.work + times * other.work,
            self.letters + times * other.letters,
        )


NOTHING = Amount()
ITEM = Amount(objects=1, letters=ITEM_LETTERS)


class Total(NamedTuple):
    """The cost of some parts: `paged` is what they cost for each item of the page above them."""

    once: Amount
    paged: Amount


class Price:
    """The cost of a request, and how much of it is work."""

    def __init__(self, cost: int, work: int) -> None:
        self.cost, self.work = cost, work


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
        self._readers = list(dict.fromkeys(_readers(parts, fragments, set())))
        self._remembered: dict[tuple[int, ...], Price] = {}

    @property
    def weight(self) -> int:
        """Bytes that it takes in memory once it remembers all that it may."""
        return MAX_REMEMBERED * (BYTES_PER_COST + BYTES_PER_SIZE * len(self._readers))

    def of(self, values: Values | None) -> Price:
        """The price of a request with these values; without them, the greatest it can have."""
        if not self._readers and self._remembered:
            return self._remembered[()]
        sizes = tuple([reader(values) for reader in self._readers])
        price = self._remembered.get(sizes)
        if price is None:
            amount = self._amount(dict(zip(self._readers, sizes, strict=True)))
            price = Price(amount.cost, amount.work)
            if len(self._remembered) < MAX_REMEMBERED:
                self._remembered[sizes] = price
        return price

    def amount(self, values: Values | None) -> Amount:
        """What the price of a request is made of."""
        return self._amount(self.sizes(values))

    def most_expensive(self, values: Values | None) -> tuple[str, int]:
        """The path of the field that costs most, and how much."""
        sizes = self.sizes(values)
        parts, cost = self.parts, 0
        path: list[str] = []
        while found := [
            (sum(amount.cost for amount in self._total([part], sizes, {})), part)
            for part in self.expanded(parts)
        ]:
            total, part = max(found, key=lambda each: each[0])
            if path and part.size is None:
                break
            path.append(part.name)
            cost, parts = cost or total, part.parts
        return ".".join(path), cost

    def sizes(self, values: Values | None) -> Sizes:
        """The sizes and the work that a request asks for; without its values, the greatest."""
        return {reader: reader(values) for reader in self._readers}

    def expanded(self, parts: Sequence[CostPart | str]) -> list[CostPart]:
        """These parts with those of fragments in the place of their names."""
        found: list[CostPart] = []
        for part in parts:
            found += self.expanded(self._fragments[part]) if isinstance(part, str) else [part]
        return found

    def _amount(self, sizes: Sizes) -> Amount:
        return self._total(self.parts, sizes, {}).once

    def _total(
        self, parts: Sequence[CostPart | str], sizes: Sizes, spread: dict[str, Total]
    ) -> Total:
        once, paged = NOTHING, NOTHING
        for part in parts:
            if isinstance(part, str):
                if part not in spread:
                    spread[part] = self._total(self._fragments[part], sizes, spread)
                once, paged = once.plus(spread[part].once), paged.plus(spread[part].paged)
                continue
            below = self._total(part.parts, sizes, spread)
            size = sizes[part.size] if callable(part.size) else part.size
            work = sizes[part.work] if callable(part.work) else part.work
            once = once.plus(Amount(part.own, work, part.letters))
            if size == PAGE:
                paged = paged.plus(below.once.plus(ITEM))
            elif part.many:
                items = int(size) if size is not None else MAX_ITEMS
                once = once.plus(below.once.plus(ITEM), items)
            else:
                once = once.plus(below.once).plus(below.paged, int(size or 0))
        return Total(once, paged)


def _readers(
    parts: Sequence[CostPart | str],
    fragments: Mapping[str, Sequence[CostPart | str]],
    visited: set[str],
) -> Iterator[SizeReader]:
    """What reads the sizes of these parts; of a fragment that was `visited`, nothing more."""
    for part in parts:
        if isinstance(part, CostPart):
            for read in (part.size, part.work):
                if callable(read):
                    yield read
            yield from _readers(part.parts, fragments, visited)
        elif part not in visited:
            visited.add(part)
            yield from _readers(fragments[part], fragments, visited)
