"""The commands of the command line, one a file: each calls a room and prints the result.

options.py     the settings, and the options that several commands share
terminal.py    progress bars, tables and error messages on the terminal
build.py       raw files to a snapshot
fetch.py       raw files from Kaggle or from an address
watch.py       a source again and again, each time it has something new
serve.py       the current snapshot over HTTP
schema.py      the schema in GraphQL's schema definition language
explain.py     what happens to a query: cost, plan, code, place
export.py      the catalog as flat tables
report.py      a snapshot in charts
evaluate.py    how good the recommender is, on held-out users
neighbors.py   the nearest neighbors of every film
"""
