"""Security headers of all pages, and redirects behind a proxy."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from fastapi import FastAPI

from server.app import create_app
from server.pages.page_files import files_of
from settings import Settings
from tests.support.http import request

PAGES = ["/", "/film/949", "/graphql", "/voyager", "/report"]
HTML = {"accept": "text/html"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """An app that has a report, and files of GraphiQL elsewhere."""
    folder: Path = tmp_path_factory.mktemp("pages")
    (folder / "report.html").write_text("<script>1</script>", "utf-8")
    return create_app(Settings(report=folder / "report.html", graphiql=folder / "none"))


def policy_at(path: str, app: FastAPI) -> dict[str, list[str]]:
    """The sources that a page allows, by directive."""
    response = request(app, "GET", path, headers=HTML, started=False)
    rules = [rule.split() for rule in response.headers["content-security-policy"].split(";")]
    return {directive: sources for directive, *sources in rules}


@pytest.mark.parametrize("path", [*PAGES, "/nowhere"])
def test_no_page_can_be_framed_sniffed_or_traced_back(path: str, pages: FastAPI) -> None:
    response = request(pages, "GET", path, headers=HTML, started=False)
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    if response.headers["content-type"].startswith("text/html"):
        policy = policy_at(path, pages)
        assert policy["default-src"] == ["'none'"]
        assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert policy["form-action"] == ["'none'"]


@pytest.mark.parametrize("path", ["/graphql", "/voyager"])
def test_a_page_runs_its_own_scripts_and_no_others(path: str, pages: FastAPI) -> None:
    page = request(pages, "GET", path, headers=HTML, started=False).text
    found = re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)
    inline = [script for script in found if script]
    hashes = [base64.b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in inline]
    sources = policy_at(path, pages)["script-src"]
    origins = {file.origin for file in files_of(page)}
    assert len(inline) == 1
    assert origins
    assert set(sources) - {"'wasm-unsafe-eval'"} == {
        "'self'",
        *(f"'sha256-{digest}'" for digest in hashes),
        *origins,
    }


def test_what_a_client_gets_at_graphql_depends_on_what_it_accepts(pages: FastAPI) -> None:
    page = request(pages, "GET", "/graphql", headers=HTML, started=False)
    assert "accept" in page.headers["vary"].lower().replace("-encoding", "").split(", ")


@pytest.mark.parametrize("tag", ["{}", "W/{}", '"x", {}', "*"])
def test_a_report_that_the_browser_has_is_not_sent_again(tag: str, pages: FastAPI) -> None:
    etag = request(pages, "GET", "/report", started=False).headers["etag"]
    headers = {"if-none-match": tag.format(etag)}
    response = request(pages, "GET", "/report", headers=headers, started=False)
    assert (response.status_code, response.content) == (304, b"")


@pytest.mark.parametrize(
    ("path", "location"),
    [("/web", "web/"), ("/report/", "../report"), ("/voyager/?a=b", "../voyager?a=b")],
)
def test_a_redirect_keeps_the_scheme_and_the_prefix_that_a_proxy_adds(
    path: str, location: str, pages: FastAPI
) -> None:
    response = request(pages, "GET", path, started=False)
    assert (response.status_code, response.headers["location"]) == (307, location)
