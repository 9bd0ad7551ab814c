"""Resolvers of Country."""

from catalog.tables import Countries
from resolvers.pages import movies_resolver

movies = movies_resolver(Countries)
