"""Resolvers of Keyword."""

from catalog.tables import Keywords
from resolvers.pages import movies_resolver

movies = movies_resolver(Keywords)
