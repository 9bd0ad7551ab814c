"""What a client sees: one file for each GraphQL type, declarations only."""

from datetime import date, datetime

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema import enums as _enums  # noqa: F401 - describes the enums
from schema import inputs as _inputs  # noqa: F401 - describes the input types
from schema.fields import bind
from schema.query import Query
from schema.scalars import DATE, DATE_TIME

schema = strawberry.Schema(
    query=Query, config=StrawberryConfig(scalar_map={date: DATE, datetime: DATE_TIME})
)
bind(schema)
