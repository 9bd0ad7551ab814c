"""Raw files to typed tables; Polars lives here and nowhere on the request path.

fetch/           brings raw files to this machine
sources/         the formats that people have, read into common columns of text
cells.py         expressions from the text of a cell to a typed value
nested.py        cells that hold a list of records
tables/          one table a file: its cells, typed, and its rules
validation.py    which rules each row breaks
identity.py      which film a row is about, and the numbers of films
raters.py        whose ratings are used, where there are very many
tagging.py       tags of films, by people and by the tag genome
tag_spellings.py which spellings stand for one tag
additions.py     what further sources add to the films of the first
provenance.py    where the tables and columns of a catalog come from
by_name.py       things that a source knows by name alone
by_imdb_id.py    what is joined to films by their IMDb ids
frames.py        the tables of a source, and what became of every row
pieces.py        pieces of raw files to typed and validated tables
workers.py       who works on the pieces: threads, or others in their place
admission.py     which rows a table lets in, and why not the others
date_order.py    whether days or months come first in the dates of a source
loss.py          refuses what would lose too many films
pipeline.py      all of these in order: a source to frames
columns.py       a Polars series to a column of the catalog
ranks.py         the places of names in alphabetical order
load.py          frames to the tables of the catalog
errors.py        what can be wrong with a source
"""
