"""Date and DateTime: the scalars that GraphQL does not define."""

from datetime import date, datetime

import strawberry

from resolvers.argument_bounds import parse_day

DATE = strawberry.scalar(
    name="Date",
    description="A calendar date in ISO 8601, e.g. `1995-12-15`.",
    serialize=date.isoformat,
    parse_value=parse_day,
)
DATE_TIME = strawberry.scalar(
    name="DateTime",
    description="A moment in ISO 8601, with its time zone.",
    serialize=datetime.isoformat,
    parse_value=datetime.fromisoformat,
)
