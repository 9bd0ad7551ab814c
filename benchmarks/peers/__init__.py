"""Programs of others that ours is measured against.

installation.py     installs what is missing, into an ignored folder or by apt
export.py           writes the catalog as the files that peers read
node/               Mercurius, Apollo Server and PostGraphile, in JavaScript
postgraphile.py     the five queries in the words of PostGraphile's schema
postgresql.py       a PostgreSQL in a temporary folder, with the catalog in it
relations.py        the catalog as rows of the tables in postgresql.sql
pandas_tables.py    the tables of a snapshot, made with pandas and ast
pandas_build.py     a whole build with pandas and scikit-learn
constant.py         a server that sends constant bytes: the least that uvicorn can take
empty.py            a server without a catalog: the least memory that ours can take
"""
