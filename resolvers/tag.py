"""Resolvers of Tag."""

from catalog.tables import Tags
from resolvers.pages import movies_resolver

movies = movies_resolver(Tags)
