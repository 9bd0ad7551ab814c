"""Requests that several tests send."""

from __future__ import annotations

from typing import Any

HEAT = {"query": "{ movie(id: 949) { title } }"}
FINGERPRINT = "{ catalog { dataset { fingerprint } } }"


def heavy(number: int, movies: int = 2) -> dict[str, Any]:
    """A request that takes some tenths of a second; each number makes another one."""
    fields = "rank score reasons(first: 10) { text shared contribution }"
    parts = " ".join(
        f'movie{at}: similarMovies(title: "Heat", k: 30, tuning: {{diversity: 0.{at + 1}, '
        f"weights: [{{signal: GENRE, weight: $weight}}]}}) {{ results {{ {fields} }} }}"
        for at in range(movies)
    )
    query = f"query Heavy($weight: Float!) {{ {parts} }}"
    return {"query": query, "variables": {"weight": 1 + number / 100}}
