"""Node: the interface of objects with a global id."""

import strawberry

from schema.fields import column


@strawberry.interface(description="An object that can be fetched again by its global id.")
class Node:
    """An object that can be fetched again by its global id."""

    id: strawberry.ID = column(description="Global id, for `node(id:)`.")
