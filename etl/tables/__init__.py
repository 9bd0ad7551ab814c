"""One table a file, each a pure function from lazy frame to lazy frame, and its rules.

movies.py       films, and their weighted rating
movie_rules.py  what drops or corrects a row of films
links.py        which film mentions which genre, company, country, language, keyword or collection
named.py        collections, genres, companies and keywords
genres.py       genres, with their names and numbers
places.py       countries and languages, with their names from CLDR
credits.py      cast and crew
people.py       everybody who has a credit
tags.py         tags by MovieLens users, and the tag genome
principals.py   credits by row and people, by the ids of IMDb
titles.py       titles of films by country and language
ratings.py      ratings by MovieLens users, and which film they are of
"""
