"""Brings raw files to this machine.

kaggle.py     the public set from Kaggle
imdb.py       IMDb's files
movielens.py  MovieLens, in any size
wikidata.py   films of Wikidata, in a Python package
address.py    a file from any address
part.py       what has arrived of a zip, so that a broken download goes on where it stopped
reason.py     what went wrong with a request, in a few words
"""

from __future__ import annotations

from etl.fetch.address import fetch_zip
from etl.fetch.imdb import IMDB, fetch_imdb
from etl.fetch.imdb import TERMS as IMDB_TERMS
from etl.fetch.kaggle import KAGGLE, fetch_kaggle
from etl.fetch.kaggle import TERMS as KAGGLE_TERMS
from etl.fetch.movielens import MOVIELENS, fetch_movielens
from etl.fetch.movielens import TERMS as MOVIELENS_TERMS
from etl.fetch.wikidata import TERMS as WIKIDATA_TERMS
from etl.fetch.wikidata import WIKIDATA, fetch_wikidata

TERMS = {
    KAGGLE: KAGGLE_TERMS,
    WIKIDATA: WIKIDATA_TERMS,
    IMDB: IMDB_TERMS,
    **dict.fromkeys(MOVIELENS, MOVIELENS_TERMS),
}
"""What each set that can be fetched by name may be used for."""

__all__ = [
    "IMDB",
    "KAGGLE",
    "MOVIELENS",
    "TERMS",
    "WIKIDATA",
    "fetch_imdb",
    "fetch_kaggle",
    "fetch_movielens",
    "fetch_wikidata",
    "fetch_zip",
]
