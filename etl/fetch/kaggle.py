"""The Movies Dataset from Kaggle, which is public: no account is needed."""

from __future__ import annotations

import logging
import os
import shutil
import zipfile
from pathlib import Path

import requests

from etl.errors import FetchError
from etl.fetch.reason import host_of, reason_of

KAGGLE = "kaggle"
DATASET = "rounakbanik/the-movies-dataset"
HOST = "www.kaggle.com"
TERMS = (
    "The Movies Dataset: Kaggle says CC0; the data is of TMDB and MovieLens, whose terms hold, too"
)
PAGE = f"https://{HOST}/datasets/{DATASET}"


def fetch_kaggle(out: Path) -> Path:
    """Fetch the data set into a folder in `out`; one that is there is kept.

    Raises
    ------
    FetchError
        Kaggle cannot be reached or refuses.
    """
    folder, store = out / DATASET.rpartition("/")[2], out / ".kaggle"
    if folder.is_dir():
        return folder
    store.mkdir(parents=True, exist_ok=True)
    os.environ["KAGGLEHUB_CACHE"] = str(store)  # where an unfinished download is kept
    import kagglehub  # here, since it looks for credentials
    from kagglehub.exceptions import BackendError, DataCorruptionError

    logging.getLogger("kagglehub").setLevel(logging.ERROR)  # it logs to standard output
    try:
        Path(kagglehub.dataset_download(DATASET)).rename(folder)
    except requests.RequestException as error:
        raise FetchError(host_of(error, HOST), reason_of(error), PAGE) from error
    except (BackendError, DataCorruptionError, zipfile.BadZipFile, ValueError) as error:
        shutil.rmtree(store)  # or the next attempt would take it for complete
        raise FetchError(HOST, reason_of(error), PAGE) from error
    shutil.rmtree(store)
    return folder
