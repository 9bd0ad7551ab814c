"""Addresses at TMDB and IMDb, and IMDb ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.addresses import imdb_id, tmdb_address


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("https://www.themoviedb.org/movie/949-heat", ("Movie", 949)),
        ("themoviedb.org/movie/949", ("Movie", 949)),
        (" http://themoviedb.org/movie/949-heat/cast?language=es#top ", ("Movie", 949)),
        ("https://www.themoviedb.org/person/1158-al-pacino", ("Person", 1158)),
        ("https://www.themoviedb.org/collection/10-star-wars", ("Collection", 10)),
        ("https://www.themoviedb.org/genre/28-action/movie", ("Genre", 28)),
        ("https://www.themoviedb.org/tv/949", None),
        ("https://www.themoviedb.org/movie/", None),
        ("https://www.themoviedb.org/movie/12345678901", None),
        ("https://example.org/themoviedb.org/movie/949", None),
        ("949", None),
        ("", None),
    ],
)
def test_an_address_at_tmdb_names_a_type_and_a_number(
    text: str, named: tuple[str, int] | None
) -> None:
    assert tmdb_address(text) == named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tt0113277", "tt0113277"),
        ("tt113277", "tt0113277"),
        (" TT000113277 ", "tt0113277"),
        ("tt10872600", "tt10872600"),
        ("https://www.imdb.com/title/tt0113277/", "tt0113277"),
        ("https://m.imdb.com/title/tt0113277?ref_=nv_sr_1", "tt0113277"),
        ("imdb.com/es/title/tt113277/fullcredits#cast", "tt0113277"),
        ("https://www.imdb.com/name/nm0000199/", None),
        ("https://example.org/title/tt0113277/", None),
        ("tt0113277 heat", None),
        ("tt0113277/", None),
        ("tt", None),
        ("tt1234567890", None),
    ],
)
def test_an_imdb_id_has_seven_digits_however_it_is_given(text: str, named: str | None) -> None:
    assert imdb_id(text) == named


@given(st.text())
def test_any_text_may_be_read(text: str) -> None:
    assert tmdb_address(text) is None or "themoviedb" in text.casefold()
    assert imdb_id(text) is None or "tt" in text.casefold()
