"""Resolvers of Language."""

from catalog.tables import Languages
from resolvers.pages import movies_resolver

movies = movies_resolver(Languages)
