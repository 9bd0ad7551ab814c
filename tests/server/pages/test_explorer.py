"""The explorer's files and addresses, as a browser and a proxy meet them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from server.app import create_app
from server.pages.explorer import FOLDER, Explorer
from settings import Settings
from tests.support.http import request

IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']+)["']""")
LOADED = re.compile(r'(?:href|src)="\./(web/[^"]+)"')
PAGE = (FOLDER / "index.html").read_text("utf-8")
MODULES = sorted(FOLDER.rglob("*.js"))


@pytest.fixture
def app(sample_snapshots: Path) -> FastAPI:
    """The app over the sample, without GraphiQL's files."""
    return create_app(Settings(snapshots=sample_snapshots, graphiql=sample_snapshots / "none"))


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/film/949",
        "/film/tt0113277",
        "/person/1158",
        "/browse?genre=Crime",
        "/mix",
        "/search?q=heat",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_the_address_of_every_view_is_the_page(app: FastAPI, path: str, method: str) -> None:
    response = request(app, method, path, started=False)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/html")
    sent = re.sub(' data-offers="[a-z ]*"', "", response.text)
    way_up = "../" * (path.count("/") - 1) or "./"
    assert sent == (PAGE.replace('"./', f'"{way_up}') if method == "GET" else "")


@pytest.mark.parametrize(
    "path", ["/films", "/film", "/film/949/cast", "/web/none.js", "/web/../settings.py"]
)
def test_what_is_no_view_and_no_file_is_not_found(app: FastAPI, path: str) -> None:
    assert request(app, "GET", path, started=False).status_code == 404


@pytest.mark.parametrize(
    ("path", "way_up"),
    [
        ("/nowhere", "./"),
        ("/a/b/c", "../../"),
        ("/a%2Fb/c", "../"),
        ("/web/none.js", "../"),
        ("/docs/none.html", "../"),
    ],
)
def test_a_browser_is_shown_that_nothing_is_there(app: FastAPI, path: str, way_up: str) -> None:
    response = request(app, "GET", path, headers={"accept": "text/html,*/*"}, started=False)
    assert response.status_code == 404
    assert response.headers["vary"].lower().startswith("accept")
    assert f'src="{way_up}web/app.js"' in response.text
    assert "script-src 'self'" in response.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_is_told_in_json_that_nothing_is_there(app: FastAPI, method: str) -> None:
    response = request(app, method, "/nowhere", started=False)
    assert (response.status_code, response.headers["content-type"]) == (404, "application/json")
    (error,) = response.json()["errors"]
    assert error["message"] == "Nothing is at /nowhere; queries go to /graphql"
    assert error["extensions"] == {"code": "NOT_FOUND"}


def test_the_page_may_load_from_this_server_alone_but_for_images(app: FastAPI) -> None:
    policy = request(app, "GET", "/", started=False).headers["content-security-policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["img-src"] == "'self' https://image.tmdb.org"


@pytest.mark.parametrize("path", ["/web/app.js", "/web/style/page.css"])
def test_a_file_that_the_browser_has_is_not_sent_again(app: FastAPI, path: str) -> None:
    first = request(app, "GET", path, started=False)
    assert first.headers["cache-control"] == "no-cache"
    again = request(
        app, "GET", path, headers={"if-none-match": first.headers["etag"]}, started=False
    )
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_offers_what_is_there_when_it_is_asked_for(tmp_path: Path) -> None:
    made = FastAPI()
    made.add_route("/", Explorer({"report": tmp_path / "a.html", "docs": tmp_path / "b.html"}).page)
    assert ' data-offers=""' in request(made, "GET", "/", started=False).text
    (tmp_path / "b.html").touch()
    assert ' data-offers="docs"' in request(made, "GET", "/", started=False).text


def test_every_file_that_the_page_names_is_there() -> None:
    named = LOADED.findall(PAGE)
    assert "web/app.js" in named
    assert [path for path in named if not (FOLDER.parent / path).is_file()] == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(FOLDER).as_posix())
def test_every_module_imports_files_that_are_there(module: Path) -> None:
    for target in IMPORT.findall(module.read_text("utf-8")):
        assert (module.parent / target).is_file(), f"{module.name} imports {target}"


def test_nothing_is_loaded_from_another_host() -> None:
    files = [path for path in FOLDER.rglob("*") if path.suffix in {".js", ".css", ".html"}]
    hosts = {
        host for path in files for host in re.findall(r"https?://([\w.]+)", path.read_text("utf-8"))
    }
    # A namespace, and two sites that a reader may go to; none is asked for anything.
    assert hosts == {"www.w3.org", "www.themoviedb.org", "www.imdb.com"}
