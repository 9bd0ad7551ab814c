// The catalog as plain objects in memory: what a careful author of a small Node server would hold.
import { readFileSync } from "node:fs";
import { join } from "node:path";

export function load(folder) {
  const table = (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const genres = things(table("genres"));
  const companies = things(table("companies"));
  const people = persons(table("people"));
  const rows = table("movies");
  const movies = rows.tmdbId.map((tmdbId, row) => ({
    tmdbId,
    imdbId: rows.imdbId[row],
    title: rows.title[row],
    year: rows.year[row],
    runtime: rows.runtime[row],
    overview: rows.overview[row],
    tagline: rows.tagline[row],
    popularity: rows.popularity[row],
    voteCount: rows.voteCount[row],
    voteAverage: rows.voteAverage[row],
    genres: rows.genres[row].map((at) => genres[at]),
    companies: rows.companies[row].map((at) => companies[at]),
    directors: rows.directors[row].map((at) => people[at]),
    cast: [],
    similar: [],
  }));
  const cast = table("cast");
  cast.movie.forEach((movie, row) => {
    movies[movie].cast.push({ character: cast.character[row], person: people[cast.person[row]] });
  });
  people.forEach((person, row) => {
    person.movies = rows.ofPeople[row].map((at) => movies[at]);
  });
  const neighbors = table("neighbors");
  movies.forEach((movie, row) => {
    movie.similar = neighbors.rows[row].map((at, rank) => ({
      score: neighbors.scores[row][rank],
      movie: movies[at],
    }));
  });
  return {
    byId: new Map(movies.map((movie) => [String(movie.tmdbId), movie])),
    personById: new Map(people.map((person) => [String(person.tmdbId), person])),
    byTitle: byTitle(movies, rows.visible),
    byGenreAndYear: byGenreAndYear(movies, rows.byPopularity),
  };
}

const things = (rows) => rows.name.map((name) => ({ name }));

const persons = (rows) =>
  rows.tmdbId.map((tmdbId, row) => ({ tmdbId, name: rows.name[row], movies: [] }));

// Of namesakes the one with most votes; rows ascend, so the first of equals stays.
function byTitle(movies, visible) {
  const found = new Map();
  for (const row of visible) {
    const movie = movies[row];
    const other = found.get(movie.title);
    if (other === undefined || movie.voteCount > other.voteCount) found.set(movie.title, movie);
  }
  return found;
}

// Lists that are sorted already, since the rows come by popularity.
function byGenreAndYear(movies, rows) {
  const found = new Map();
  for (const row of rows) {
    const movie = movies[row];
    for (const { name } of movie.genres) {
      if (!found.has(name)) found.set(name, new Map());
      const years = found.get(name);
      if (!years.has(movie.year)) years.set(movie.year, []);
      years.get(movie.year).push(movie);
    }
  }
  return found;
}
