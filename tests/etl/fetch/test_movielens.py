"""MovieLens from a server on this machine."""

from __future__ import annotations

from pathlib import Path

from etl.fetch.movielens import MOVIELENS, fetch_movielens
from tests.etl.fetch.host import Host, serving
from tests.support.builders import zip_of


def test_each_size_is_a_zip_of_its_name(tmp_path: Path) -> None:
    content = zip_of(tmp_path / "made.zip", {"movies.csv": b"movieId,title,genres\n"}).read_bytes()
    with serving(Host(content)) as host:
        files = [
            fetch_movielens(size, tmp_path / "raw", lambda *_: None, root=host.address)
            for size in MOVIELENS
        ]
    assert [file.name.rpartition("-ml-")[2] for file in files] == [
        f"{size.removeprefix('ml-')}.zip" for size in MOVIELENS
    ]
    assert {file.read_bytes() for file in files} == {content}
