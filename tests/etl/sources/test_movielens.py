"""MovieLens adds ratings to the films of another source, and has films of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.data.formats import tmdb_v11
from etl import pipeline, sources
from etl.errors import SourceError
from etl.frames import Frames
from tests.support.builders import film, folder_of, zip_of

MOVIELENS = {
    "movies.csv": b"movieId,title,genres\n1,Paper Lighthouse (1995),Drama\n"
    b'2,"Ferry, The (2010)",(no genres listed)\n3,Lost (1970),Drama\n',
    "links.csv": b"movieId,imdbId,tmdbId\n1,9001001,1001\n2,9001005,1005\n3,,\n",
    "ratings.csv": b"userId,movieId,rating,timestamp\n1,1,4.0,964982703\n1,2,0.5,964982704\n"
    b"2,1,5.0,964982705\n2,3,3.0,964982706\n",
    "tags.csv": b"userId,movieId,tag,timestamp\n",
}
RATED = [(1, 1001, 4.0, 964982703), (1, 1005, 0.5, 964982704), (2, 1001, 5.0, 964982705)]
BASE = {
    "TMDB_movie_dataset_v11.csv": tmdb_v11([film(1001, "Paper Lighthouse"), film(1005, "Ferry")])
}


def made(where: Path, *others: Path) -> Frames:
    return pipeline.run(sources.read(where, others))


def rated(frames: Frames) -> list[tuple[object, ...]]:
    return frames.tables["ratings"].select("user", "movie", "stars", "rated_at").rows()


def test_ratings_are_joined_to_the_films_of_another_source(tmp_path: Path) -> None:
    base = folder_of(tmp_path / "films", BASE)
    lens = zip_of(tmp_path / "ml-latest-small.zip", MOVIELENS, "ml-latest-small/")
    assert rated(made(base)) == []
    frames = made(base, lens)
    assert rated(frames) == RATED
    assert frames.read["ratings"] == 4
    assert frames.kept["ratings"] == 3
    told = {(f.table, f.rule): (f.rows, f.example) for f in frames.findings}
    assert told["ratings", "no such film"] == (1, "3")
    assert told["lens_links", "no TMDB number and no IMDb id"] == (1, "3")
    assert ("source", "no ratings") not in told


def test_a_film_without_a_number_in_the_links_is_found_by_its_imdb_id(tmp_path: Path) -> None:
    films = [film(1001, imdb_id="tt9001001"), film(1005, imdb_id="tt9001005")]
    base = folder_of(tmp_path / "films", {"TMDB_movie_dataset_v11.csv": tmdb_v11(films)})
    links = b"movieId,imdbId,tmdbId\n1,9001001,\n2,9001005,77\n3,9001009,\n"
    assert rated(made(base, folder_of(tmp_path / "a", {**MOVIELENS, "links.csv": links}))) == RATED


def test_a_folder_that_holds_both_is_the_same(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "both", BASE)
    zip_of(folder / "ml-latest-small.zip", MOVIELENS, "ml-latest-small/")
    assert rated(made(folder)) == RATED


def test_ratings_of_a_source_that_is_added_come_first(tmp_path: Path) -> None:
    lens = folder_of(tmp_path / "a", MOVIELENS)
    newer = MOVIELENS["ratings.csv"].replace(b",4.0,", b",1.5,")
    later = folder_of(tmp_path / "b", {**MOVIELENS, "ratings.csv": newer})
    base = folder_of(tmp_path / "films", BASE)
    assert rated(made(base, lens, later))[0] == (1, 1001, 1.5, 964982703)
    assert rated(made(base, later, lens)) == RATED


def test_the_digest_is_that_of_all_sources_and_of_their_order(tmp_path: Path) -> None:
    base, lens = folder_of(tmp_path / "films", BASE), folder_of(tmp_path / "a", MOVIELENS)
    more = MOVIELENS["ratings.csv"] + b"3,1,2.0,964982709\n"
    other = folder_of(tmp_path / "b", {**MOVIELENS, "ratings.csv": more})
    orders = [(), (lens,), (other,), (lens, other), (other, lens)]
    assert len({sources.read(base, order).digest for order in orders}) == len(orders)
    assert sources.read(base, [lens]).format == "tmdb-v11 with movielens"


@pytest.mark.parametrize("files", [{}, {"a.csv": b"x\n"}, {"links.csv": MOVIELENS["links.csv"]}])
def test_what_adds_nothing_is_refused(tmp_path: Path, files: dict[str, bytes]) -> None:
    base, other = folder_of(tmp_path / "films", BASE), folder_of(tmp_path / "other", files)
    with pytest.raises(SourceError, match=r"other: expected title\.akas"):
        sources.read(base, [other])


TITLES = [
    ("Heat, The (1995)", "The Heat", None, 1995),
    ("Heat (1995) ", "Heat", None, 1995),
    ("1984 (1956)", "1984", None, 1956),
    ("Boot, Das (Boat, The) (1981)", "Das Boot", None, 1981),
    ("Avventura, L' (Adventure, The) (1960)", "L'Avventura", None, 1960),
    ("Seven (a.k.a. Se7en) (1995)", "Seven", None, 1995),
    ("Fawlty Towers (1975-1979)", "Fawlty Towers", None, 1975),
    ("(500) Days of Summer (2009)", "(500) Days of Summer", None, 2009),
    ("Yes, Sir (2001)", "Yes, Sir", None, 2001),
]


def test_films_without_any_other_source_have_titles_years_and_genres(tmp_path: Path) -> None:
    listed = [f'{n},"{title}",Comedy|Sci-Fi|IMAX\n' for n, (title, *_) in enumerate(TITLES, 1)]
    movies = "movieId,title,genres\n" + "".join(listed) + "90,No Year,Film-Noir\n91,A (2001),x\n"
    where = folder_of(tmp_path / "a", {**MOVIELENS, "movies.csv": movies.encode()})
    frames = made(where)
    found = frames.tables["movies"].sort("lens")
    facts = found.select("title", "original_title", "release_year").rows()
    assert facts[:-1] == [tuple(expected) for _, *expected in TITLES]
    assert set(found["date_precision"]) == {"year"}
    assert found["tmdb_id"].to_list()[:3] == [1001, 1005, None]
    assert found["imdb_id"].to_list()[:3] == ["tt9001001", "tt9001005", None]
    assert found["number"][2] == 2_000_000_000_003
    genres = frames.links["genre"].filter(movie=1001)["genre"].to_list()
    assert genres == [35, 878]
    assert [one[1] for one in rated(frames)] == [1001, 1005, 1001, 2_000_000_000_003]
    turned_away = {f.rule: f.example for f in frames.findings if f.table == "movies"}
    assert turned_away["no release date"] == "No Year"
