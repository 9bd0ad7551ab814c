"""The cost of a request field by field, to show where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from execution.limits.cost import Cost, CostPart, Sizes
from execution.limits.sizes import MAX_ITEMS
from execution.values.arguments import Values
from schema.fields import PAGE


class CostItem(NamedTuple):
    """A field and its part of the cost.

    Attributes
    ----------
    times
        How many objects the field is asked of.
    own
        What it costs for each of them without items; `work` is the part of it that is due to the
        time that the field itself takes.
    items
        How many items each has; None where the field is no list.
    each
        What one of them costs with all that is asked below it: `own` and, where it is a list,
        `items` × (1 + what is asked of an item), or else what is asked below.
    below
        The fields below it.
    """

    name: str
    times: int
    own: int
    work: int
    items: int | None
    each: int
    below: Sequence[CostItem]

    @property
    def total(self) -> int:
        """The cost of the field with all that is asked below it, everywhere."""
        return self.times * self.each


def cost_items(cost: Cost, values: Values | None) -> list[CostItem]:
    """The cost of a request as a tree, letters left out.

    The totals of its root fields add up to the cost without that of letters.
    """
    return _items(cost, cost.parts, cost.sizes(values), 1, 0)


def _items(
    cost: Cost, parts: Sequence[CostPart | str], sizes: Sizes, times: int, page: int
) -> list[CostItem]:
    """The items for `parts`, which stand below a field that shows a `page` of so many items."""
    found = [_item(cost, part, sizes, times, page) for part in cost.expanded(parts)]
    return [item for item in found if item.own or item.below]


def _item(cost: Cost, part: CostPart, sizes: Sizes, times: int, page: int) -> CostItem:
    size = sizes[part.size] if callable(part.size) else part.size
    work = sizes[part.work] if callable(part.work) else part.work
    own = part.own + work
    items: int | None = None
    if size == PAGE:
        items = page
    elif part.many:
        items = MAX_ITEMS if size is None else int(size)
    inner_page = int(size) if items is None and isinstance(size, int) else 0
    below = _items(cost, part.parts, sizes, times if items is None else times * items, inner_page)
    asked = sum(item.each for item in below)
    return CostItem(
        part.name,
        times,
        own,
        work,
        items,
        own + (asked if items is None else items * (1 + asked)),
        below,
    )
