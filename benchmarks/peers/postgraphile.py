"""PostGraphile: the same five queries in the words of a schema that is made from tables."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.contest import contenders, queries
from benchmarks.contest.queries import Variables
from benchmarks.contest.servers import Server
from benchmarks.peers.postgresql import Database

TEXTS = {
    "Q1": """query Detail($id: Int!) { movie(tmdbId: $id) { tmdbId imdbId title year runtime
  overview tagline popularity voteCount voteAverage movieGenres { genre { name } }
  movieCompanies { company { name } } castCredits(first: 10) { character person { tmdbId name } }
  movieDirectors { person { name } } } }""",
    "Q2": """query List($genre: String!, $year: Int!, $first: Int!) { genreByName(name: $genre) {
  genreFilms(condition: {year: $year}, first: $first) { movie {
    tmdbId title year runtime voteCount popularity movieGenres { genre { name } } } } } }""",
    "Q3": """query Similar($title: String!) { title(title: $title) { movie {
  neighbors(first: 10) { score similar { title year movieGenres { genre { name } } } } } } }""",
    "Q4": """query Nested($id: Int!, $first: Int!) { person(tmdbId: $id) { name
  personFilms(first: $first) { movie { title year
    castCredits(first: 10) { character person { name } } movieGenres { genre { name } } } } } }""",
    "Q5": queries.NOTHING,
}


def postgraphile(folder: Path, database: Database) -> Server:
    """PostGraphile over a database; CPU time of the database counts as its own."""
    server = contenders.node("postgraphile", "postgraphile.js", folder, Path("ADDRESS"))
    server.command = [database.address if word == "ADDRESS" else word for word in server.command]
    server.beside = [database.pid]
    server.texts, server.ask, server.answer = TEXTS, ask, answer
    return server


def ask(_query: str, variables: Variables) -> Variables:
    """Turn our variables into its own, in which ids are numbers."""
    return {name: int(v) if name == "id" else v for name, v in variables.items()}


def answer(query: str, data: Any) -> Any:
    """Turn its data into that of our schema: without links between tables, fields renamed."""
    match query:
        case "Q1":
            return {"movie": _film(data["movie"])}
        case "Q2":
            films = data["genreByName"]["genreFilms"]
            return {"movies": {"nodes": [_film(film["movie"]) for film in films]}}
        case "Q3":
            near = data["title"]["movie"]["neighbors"]
            results = [{"score": one["score"], "movie": _film(one["similar"])} for one in near]
            return {"similarMovies": {"results": results}}
        case "Q4":
            person = data["person"]
            nodes = [_film(film["movie"]) for film in person["personFilms"]]
            return {"person": {"name": person["name"], "movies": {"nodes": nodes}}}
    return data


RENAMED = {
    "movieGenres": ("genres", "genre"),
    "movieCompanies": ("companies", "company"),
    "movieDirectors": ("directors", "person"),
}


def _film(film: Any) -> Any:
    found = dict(film)
    for theirs, (ours, inner) in RENAMED.items():
        if theirs in found:
            found[ours] = [link[inner] for link in found.pop(theirs)]
    if "castCredits" in found:
        found["cast"] = found.pop("castCredits")
    return found
