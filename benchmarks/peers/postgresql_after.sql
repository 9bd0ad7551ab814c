-- Once the rows are there: the references, which PostGraphile turns into fields.
ALTER TABLE movie_genres ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (genre_id) REFERENCES genres;
ALTER TABLE movie_companies ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (company_id) REFERENCES companies;
ALTER TABLE movie_directors ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (person_id) REFERENCES people;
ALTER TABLE cast_credits ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (person_id) REFERENCES people;
ALTER TABLE person_films ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (person_id) REFERENCES people;
ALTER TABLE genre_films ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (genre_id) REFERENCES genres;
ALTER TABLE titles ADD FOREIGN KEY (movie_id) REFERENCES movies;
ALTER TABLE neighbors ADD FOREIGN KEY (movie_id) REFERENCES movies,
  ADD FOREIGN KEY (similar_id) REFERENCES movies;
-- All relations are read from one end only, so the other ends need no index.
COMMENT ON CONSTRAINT neighbors_similar_id_fkey ON neighbors IS '@behavior -manyRelation:resource:list';
VACUUM ANALYZE;
