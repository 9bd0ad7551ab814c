"""Snapshots on disk: columns, tables, manifest, the store of snapshots.

store.py          the folder of all snapshots: drafts, publishing, the pointer to the current one
snapshot.py       one snapshot: reading and writing its arrays, tables and JSON
manifest.py       format, fingerprint, and checksums of the files of a snapshot
mapping.py        an array in a file, memory-mapped
table.py          what a table is: columns declared by annotations
columns.py        columns of numbers and of enums
text_columns.py   columns of texts
list_columns.py   columns of lists of rows
lookups.py        rows by a number or a text, over sorted arrays
cell_types.py     types of cells: dtype, unit and how null is stored
"""
