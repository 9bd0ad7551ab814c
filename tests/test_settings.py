"""Where settings come from, and what they may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from settings import RENAMED, ROOT, Settings


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "PORT",
        *RENAMED,
        *(f"REELGRAPH_{field.upper()}" for field in Settings.model_fields),
    ):
        monkeypatch.delenv(name, raising=False)


def test_without_an_environment_it_is_served_here_on_port_8000() -> None:
    settings = Settings()
    assert (settings.host, settings.port, settings.workers) == ("127.0.0.1", 8000, 1)
    assert settings.snapshots == ROOT / "data" / "snapshots"


def test_the_environment_sets_what_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELGRAPH_SNAPSHOTS", "elsewhere")
    monkeypatch.setenv("REELGRAPH_WORKERS", "3")
    assert Settings().snapshots == Path("elsewhere")
    assert Settings(workers=4).workers == 4


def test_the_port_of_ours_wins_over_that_of_the_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "9000")
    assert Settings().port == 9000
    monkeypatch.setenv("REELGRAPH_PORT", "9001")
    assert Settings().port == 9001
    assert Settings(port=9002).port == 9002


@pytest.mark.parametrize("path", ["films", "//host", "/films//a", "/a b", '/"><script>', "/"])
def test_a_path_that_no_proxy_could_serve_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="root_path"):
        Settings(root_path=path)


def test_a_path_is_taken_without_the_slash_at_its_end() -> None:
    assert [Settings(root_path=path).root_path for path in ("", "/films", "/films/")] == [
        *("", "/films", "/films"),
    ]


def test_the_address_of_a_service_is_no_port_and_ignored(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("REELGRAPH_PORT", "tcp://10.96.12.7:80")
    assert Settings().port == 8000
    assert "REELGRAPH_PORT is tcp://10.96.12.7:80" in caplog.text
    monkeypatch.setenv("PORT", "9000")
    assert Settings().port == 9000


def test_a_former_name_still_works_with_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELGRAPH_FRAGMENT_CACHE_MB", "7")
    with pytest.warns(FutureWarning, match="is called REELGRAPH_TEXT_CACHE_MB now"):
        assert Settings().text_cache_mb == 7


def test_the_new_name_of_a_setting_wins_over_the_former_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("REELGRAPH_FRAGMENT_CACHE_MB", "7")
    monkeypatch.setenv("REELGRAPH_TEXT_CACHE_MB", "8")
    with pytest.warns(FutureWarning):
        assert Settings().text_cache_mb == 8


@pytest.mark.parametrize(
    ("name", "value"),
    [("port", 0), ("port", 65_536), ("port", "x"), ("workers", 0), ("workers", 65), ("colour", 1)],
)
def test_what_is_out_of_bounds_or_unknown_is_refused(name: str, value: Any) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})


@pytest.mark.parametrize("text_cache_mb", [100, None])
def test_two_large_caches_make_the_sum_of_all_larger(text_cache_mb: int | None) -> None:
    settings = Settings(response_cache_mb=500, text_cache_mb=text_cache_mb)
    assert settings.caches_mb == 1.25 * (500 + (text_cache_mb or 0))


def test_a_sum_of_all_caches_that_leaves_nothing_for_most_is_refused() -> None:
    with pytest.raises(ValidationError, match="caches_mb has to be at least 160"):
        Settings(caches_mb=100, response_cache_mb=64, text_cache_mb=64)


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_every_setting_is_in_the_docs() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"`REELGRAPH_{name.upper()}`" not in page]
    assert missing == []
