"""IMDb's files from a server on this machine."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from etl.errors import FetchError
from etl.fetch.imdb import FILES, fetch_imdb
from tests.etl.fetch.host import Host, serving


def test_the_files_arrive_in_one_folder_and_are_fetched_once(tmp_path: Path) -> None:
    content = gzip.compress(b"tconst\ttitleType\n")
    with serving(Host(content)) as host:
        for _ in range(2):
            folder = fetch_imdb(tmp_path, lambda *_: None, root=host.address)
        assert len(host.asked) == len(FILES)
    assert sorted(file.name for file in folder.iterdir()) == sorted(f"{n}.tsv.gz" for n in FILES)
    assert {file.read_bytes() for file in folder.iterdir()} == {content}


def test_what_is_not_compressed_is_refused(tmp_path: Path) -> None:
    with (
        serving(Host(b"<html>")) as host,
        pytest.raises(FetchError, match="what came is no gzip, it begins b'<html>'"),
    ):
        fetch_imdb(tmp_path, lambda *_: None, root=host.address)
