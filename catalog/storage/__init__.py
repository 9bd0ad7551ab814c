"""A snapshot on disk: columns, tables, look-ups, and the folder that holds them."""
