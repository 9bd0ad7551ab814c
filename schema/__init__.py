"""What a client sees: the types of the schema, declared without function bodies.

query.py                the fields that every query starts from
movie.py                a film
movie_connection.py     a page of films, its edges and groups
stats.py                statistics over films
person.py, person_connection.py     a person, a page of people
company.py, company_connection.py   a company, a page of companies
cast.py, crew.py        a credit of an actor or of the crew
career.py               a person's films in one role
collection.py, country.py, genre.py, keyword.py, language.py, tag.py   what films belong to or have
movie_tag.py            a tag of a film
similar_movie.py        a similar film, and why it is similar
similar_movies.py       the film that a title means, and films like it
search_hit.py           a search result
catalog.py              totals, the data set and the model
node.py, page_info.py   the interface and the page of Relay
scalars.py              Date and DateTime

fields.py               declares a field by its column or its resolver
readers.py              what graphql-core calls for a column
arguments.py            the description of each argument
enums.py, inputs.py     the descriptions of enums and input types
schema.graphql          the schema as clients read it; written by `make generate`
"""

from datetime import date, datetime

import strawberry
from strawberry.schema.config import StrawberryConfig

from schema import enums as _enums  # noqa: F401 - describes the enums
from schema import inputs as _inputs  # noqa: F401 - describes the input types
from schema.query import Query
from schema.readers import bind
from schema.scalars import DATE, DATE_TIME

schema = strawberry.Schema(
    query=Query, config=StrawberryConfig(scalar_map={date: DATE, datetime: DATE_TIME})
)
bind(schema)
