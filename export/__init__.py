"""A snapshot written out: tables, neighbors, and the report in charts."""
