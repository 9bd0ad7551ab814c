"""What more films cost.

__main__.py        real and generated films, built and served; writes results.json
size.py            the real snapshot beside copies that are many times as large
ratings.py         real films with many made ratings; writes results.json
evaluation.py      what an evaluation of them takes
sets.py            several sets in one catalog; writes results.json
slow_queries.py    how long those queries take that compare all films
opening.py         how long it takes to open a snapshot
"""
