"""How fields are answered: plain functions over row numbers, called like the fields they answer.

query.py              the root fields
movie.py              a film
movie_connection.py   a page of films
person.py             a person
career.py             a person's films in one role
collection.py         a franchise or series
company.py, country.py, genre.py, keyword.py, language.py, tag.py   the films that each lists
movie_tag.py          a tag of a film
similar_movie.py      why a film is similar
title_match.py        the other films that a title could mean
catalog.py            totals, the data set and the model

context.py            what resolvers work with: the catalog and the recommender
deadline.py           when a thread must be done, and a context that refuses afterwards
inputs.py             the input types: filters and tuning
argument_bounds.py    the values that arguments may have, such as the maximum of `first`
filters.py            from a filter to the films that pass
pages.py              a page of films, the same wherever films are listed
field_costs.py        how much work a field is, which its cost is computed from
similarity.py         a request for similar films, in the terms of the recommender
credits.py            crew credits of one department or job
images.py             addresses of images
errors.py             what a client did wrong, as a tree
"""
