"""Resolvers of Company."""

from catalog.tables import Companies
from resolvers.pages import movies_resolver

movies = movies_resolver(Companies)
