"""The public set from a stand-in for Kaggle: kagglehub itself runs, against this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.support.builders import zip_of
from tests.support.command_line import run_process

pytestmark = pytest.mark.live
PORT = 7777
"""The one that kagglehub asks when it is told that this is a test."""


@contextmanager
def kaggle(archive: bytes, status: int = 200) -> Iterator[None]:
    """Answer what kagglehub asks for: which version there is, then the archive."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked = self.path.rpartition("/")[2]
            version = json.dumps({"currentVersionNumber": 7}).encode()
            body = version if asked == "GetDataset" else archive
            kind = "application/json" if asked == "GetDataset" else "application/zip"
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
    except OSError as error:
        pytest.skip(f"port {PORT}, where kagglehub looks for its test server, is taken: {error}")
    with server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()


def test_the_set_arrives_as_a_folder_and_is_fetched_once(tmp_path: Path) -> None:
    files = {"movies_metadata.csv": b"id\n1\n", "credits.csv": b"id,cast,crew\n"}
    archive = zip_of(tmp_path / "archive.zip", files)
    out = tmp_path / "raw"
    folder = out / "the-movies-dataset"

    with kaggle(archive.read_bytes()):
        done = run_process("fetch", "kaggle", "--out", out, KAGGLE_API_ENVIRONMENT="TEST")

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(folder)
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == files
    assert list(out.iterdir()) == [folder]
    again = run_process("fetch", "--out", out)
    assert (again.returncode, again.stdout) == (0, f"{folder}\n")


@pytest.mark.parametrize(("archive", "status"), [(b"cut off", 200), (b"", 403), (b"", 404)])
def test_what_kaggle_refuses_or_breaks_is_one_line_and_no_folder(
    archive: bytes, status: int, tmp_path: Path
) -> None:
    with kaggle(archive, status):
        done = run_process("fetch", "--out", tmp_path / "raw", KAGGLE_API_ENVIRONMENT="TEST")
    assert done.returncode == 2
    line = done.stderr.splitlines()[-1]
    assert line.startswith("error: ")
    assert f"answers {status}" in line or status == 200
    assert "datasets/rounakbanik/the-movies-dataset by hand and run `python main.py" in line
    assert not (tmp_path / "raw" / "the-movies-dataset").exists()


def test_without_a_way_to_kaggle_the_host_is_named(tmp_path: Path) -> None:
    nowhere = {"HTTPS_PROXY": "http://127.0.0.1:9"}
    terms, line = run_process("fetch", "--out", tmp_path, **nowhere).stderr.splitlines()
    assert terms.startswith("Terms of use: ")
    assert line.startswith("error: api.kaggle.com: ")
    assert "refused" in line
