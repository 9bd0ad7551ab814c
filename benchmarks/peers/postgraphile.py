"""PostGraphile: the same five questions in the words of a schema made from tables."""

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


def server(folder: Path, database: Database) -> Server:
    """PostGraphile on Node over the database, whose processes' time counts as its own."""
    made = contenders.node("postgraphile", "postgraphile.js", folder, Path("ADDRESS"))
    made.command = [database.address if word == "ADDRESS" else word for word in made.command]
    made.beside = [database.pid]
    made.texts, made.ask, made.answer = TEXTS, ask, answer
    return made


def ask(_query: str, variables: Variables) -> Variables:
    """The variables as it wants them: numbers for ids."""
    return {name: int(v) if name == "id" else v for name, v in variables.items()}


def answer(query: str, data: Any) -> Any:
    """Its answer in the terms of our schema: links between tables left out, fields renamed."""
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
