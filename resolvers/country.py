"""The fields of Country that are worked out."""

from resolvers.pages import films_of

movies = films_of("countries")
