"""The scalars beyond GraphQL's own."""

from datetime import date, datetime

import strawberry

from resolvers.arguments import parse_day

DATE = strawberry.scalar(
    name="Date",
    description="A calendar date, ISO-8601 (`1995-12-15`).",
    serialize=date.isoformat,
    parse_value=parse_day,
)
DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="A moment, ISO-8601 with time zone.",
    serialize=datetime.isoformat,
    parse_value=datetime.fromisoformat,
)
