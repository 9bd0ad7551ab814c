"""SimilarMovie."""

import strawberry

from model.recommender import Neighbor
from schema.fields import backed_by, column
from schema.movie import Movie


@strawberry.type(description="A neighbor: the film and how close.")
@backed_by(Neighbor)
class SimilarMovie:
    """A neighbor."""

    movie: Movie = column(description="The film.")
    rank: int = column(description="Place among the neighbors, from 1.")
    score: float = column(description="0–1: how much the two films have in common.")
