"""What is measured: the data set, and larger ones made of it.

dataset.py           where the raw files are, and the snapshot built from them
raw_files.py         raw files of any number of films: `python -m benchmarks.data.raw_files`
source.py            the films of a source, parsed to be copied
row_copies.py        the raw rows of one copy of a source
variation.py         what differs between a film and its copies
large_snapshot.py    a snapshot several times over: `python -m benchmarks.data.large_snapshot`
random_queries.py    valid queries made at random from the schema
random_values.py     arguments and variables for them
movielens.py         the files of MovieLens, made: `python -m benchmarks.data.movielens`
made_ratings.py      ratings of people who do not exist
made_tags.py         tags and a tag genome that nobody gave
formats.py           films written in the formats of other sources
imdb_files.py        the files of IMDb for films of another source
rows.py              rows of CSV files, as they are written
table_copies.py      the columns of a table several times over
"""
