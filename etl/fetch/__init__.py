"""Brings raw files to this machine.

kaggle.py     the public set from Kaggle
address.py    a zip from any address
part.py       what has arrived of a zip, so that a broken download goes on where it stopped
reason.py     what went wrong with a request, in a few words
"""

from __future__ import annotations

from etl.fetch.address import fetch_zip
from etl.fetch.kaggle import KAGGLE, fetch_kaggle

__all__ = ["KAGGLE", "fetch_kaggle", "fetch_zip"]
