"""The scalars beyond GraphQL's own."""

from datetime import date

import strawberry

DATE = strawberry.scalar(
    name="Date",
    description="A calendar date, ISO-8601 (`1995-12-15`).",
    serialize=date.isoformat,
    parse_value=date.fromisoformat,
)
