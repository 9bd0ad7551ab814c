"""Print films similar to a title, and why: `python examples/python/films.py "the godfater"`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from gql import Client, GraphQLRequest
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXTransport

URL = os.environ.get("REELGRAPH_URL", "http://127.0.0.1:8000/graphql")
OPERATIONS = Path(__file__).parents[1] / "operations" / "films.graphql"


def main(title: str) -> None:
    """Query the API and print the answer, or exit with the error message."""
    client = Client(transport=HTTPXTransport(url=URL))
    request = GraphQLRequest(
        OPERATIONS.read_text("utf-8"),
        variable_values={"title": title, "k": 5},
        operation_name="SimilarFilms",
    )
    try:
        found = client.execute(request)["similarMovies"]
    except TransportQueryError as refused:
        sys.exit("; ".join(error["message"] for error in refused.errors or []))
    movie = found["match"]["movie"]
    if movie is None:
        sys.exit(f"No film is called anything like {title!r}.")
    print(f"{movie['title']} ({movie['year']})")
    for result in found["results"]:
        reasons = "; ".join(reason["text"] for reason in result["reasons"][:2])
        print(f"  {result['score']:.2f}  {result['movie']['title']}: {reasons}")


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]) or "Heat")
