"""The interface of whatever has a global id."""

import strawberry

from schema.fields import column


@strawberry.interface(description="Anything that can be re-fetched by its global id.")
class Node:
    """Anything that can be re-fetched by its global id."""

    id: strawberry.ID = column(description="Global id, for `node(id:)`.")
