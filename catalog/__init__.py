"""The domain and the only door to the data: tables, names and lists.  It imports no other room.

catalog.py       the catalog of one snapshot: lists of films and search over its tables
open_tables.py   the tables of one snapshot, and the look-up of one row by id, code or name
dataset.py       where the data comes from, what was cleaned, how complete it is
indexes.py       computes the indexes of names, ids and orders of a snapshot that is being built
tables.py        the declaration of each table
rows.py          a class of row numbers for each table
enums.py         the enums of the domain
translations.py  months, weekdays, statuses and genres in English and Spanish
ids.py           global ids
addresses.py     addresses of pages at TMDB and IMDb, and IMDb ids
local_titles.py  the titles of a film in a language or a country
references.py    what these name, as search results
errors.py        what can go wrong, as a tree
weighed_cache.py a cache within a budget of bytes
cache_budgets.py how memory is divided among all caches, those of other rooms included
lists/           lists of films: filters, orders, pages, groups and statistics
names/           names: normal forms, search, and which film a title means
storage/         snapshots on disk: columns, tables, manifest, the store of snapshots
"""
