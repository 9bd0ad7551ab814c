"""A snapshot written out for people and their tools.

tables.py       five flat tables for analysts, as CSV or Parquet
neighbors.py    the table of neighbors, as Parquet
series.py       columns of the catalog as Polars series
report/         the report in charts, as one HTML page
"""
