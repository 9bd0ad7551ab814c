"""Resolvers of Genre."""

from catalog.tables import Genres
from resolvers.pages import movies_resolver

movies = movies_resolver(Genres)
