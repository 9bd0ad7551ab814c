-- The catalog as tables whose primary keys are the orders that the queries ask for: each list of
-- films or credits is one range of one index.
CREATE TABLE genres (tmdb_id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE companies (tmdb_id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE people (tmdb_id int PRIMARY KEY, name text NOT NULL);
CREATE TABLE movies (
  tmdb_id int PRIMARY KEY, imdb_id text, title text NOT NULL, year int, runtime int, overview text,
  tagline text, popularity float8, vote_count int NOT NULL, vote_average float8
);
CREATE TABLE movie_genres (
  movie_id int, place int, genre_id int NOT NULL, PRIMARY KEY (movie_id, place)
);
CREATE TABLE movie_companies (
  movie_id int, place int, company_id int NOT NULL, PRIMARY KEY (movie_id, place)
);
CREATE TABLE movie_directors (
  movie_id int, place int, person_id int NOT NULL, PRIMARY KEY (movie_id, place)
);
CREATE TABLE cast_credits (
  movie_id int, place int, person_id int NOT NULL, character text, PRIMARY KEY (movie_id, place)
);
CREATE TABLE person_films (
  person_id int, place int, movie_id int NOT NULL, PRIMARY KEY (person_id, place)
);
CREATE TABLE genre_films (
  genre_id int, year int, place int, movie_id int NOT NULL, PRIMARY KEY (genre_id, year, place)
);
CREATE TABLE titles (title text PRIMARY KEY, movie_id int NOT NULL);
CREATE TABLE neighbors (
  movie_id int, rank int, similar_id int NOT NULL, score float8 NOT NULL,
  PRIMARY KEY (movie_id, rank)
);
