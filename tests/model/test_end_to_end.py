"""From rows of a source with ratings to answers, an evaluation and a card."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.data.rows import Row
from catalog.catalog import Catalog
from catalog.enums import Basis, Signal
from catalog.rows import MovieRow
from catalog.storage import store
from catalog.storage.snapshot import Draft, Snapshot
from model import artifact
from model.answers import STORED
from model.card import FORMER_MODEL, ModelCard, evaluation_file
from model.errors import EvaluationError
from model.evaluation.evaluate import evaluate
from model.knn import ReferenceNeighbors
from model.neighbors import ExactSearch, all_neighbors
from model.recommender import Recommender
from model.scores import Votes
from tests.support import builders
from tests.support.random_catalogs import Small

DRAMA, COMEDY = {"id": 18, "name": "Drama"}, {"id": 35, "name": "Comedy"}
FILMS = [
    builders.film(10, "Heat", genres=[DRAMA], overview="A thief", vote_count="900"),
    builders.film(20, "Ronin", genres=[DRAMA], overview="A case", vote_count="500"),
    builders.film(30, "Up", genres=[COMEDY], overview="A house", vote_count="2000"),
    builders.film(40, "Big", genres=[COMEDY], overview="A wish", vote_count="700"),
    builders.film(50, "Nobody Saw It", genres=[COMEDY], overview="A secret"),
]
LINKS = [{"movieId": str(1000 + n), "tmdbId": str(n)} for n in (10, 20, 30, 40)]
LIKES = {1: (10, 20), 2: (10, 20), 3: (30, 40), 4: (10, 20), 5: (30, 40), 6: (10, 30)}
USERS = "userId,split\n1,train\n2,train\n3,train\n4,val\n5,val\n6,val\n"


def ratings_of(likes: Mapping[int, Iterable[int]]) -> list[Row]:
    """Five stars from each user for each film, by TMDB number."""
    return [
        {"userId": str(user), "movieId": str(1000 + film), "rating": "5.0", "timestamp": "1"}
        for user, films in likes.items()
        for film in films
    ]


def built(snapshots: Path, likes: Mapping[int, Iterable[int]] = LIKES) -> Snapshot:
    with store.draft(snapshots) as draft:
        builders.fill(draft, *FILMS, links=LINKS, ratings=ratings_of(likes))
        catalog = Catalog(draft)
        model = ReferenceNeighbors().fit(catalog)
        votes = Votes.of_catalog(catalog)
        artifact.write(draft, model, all_neighbors(ExactSearch(model, votes)))
        draft.seal(fingerprint=builders.FINGERPRINT, built_at=builders.BUILT_AT, source="a test")
        store.publish(snapshots, draft)
    return Snapshot.open(store.current(snapshots))


@pytest.fixture
def made(tmp_path: Path) -> Snapshot:
    return built(tmp_path / "snapshots")


@pytest.fixture
def users(tmp_path: Path) -> Path:
    file = tmp_path / "users.csv"
    file.write_text(USERS)
    return file


def test_ratings_reach_their_films_by_links(made: Snapshot) -> None:
    catalog = Catalog(made)
    recommender = Recommender(made, catalog)
    ronin = next(iter(recommender.similar(MovieRow(0), 1, Basis.BLEND)))
    assert catalog.movies.title[ronin.movie] == "Ronin"
    audience = next(r for r in recommender.reasons(ronin) if r.signal is Signal.AUDIENCE)
    assert audience.text_en == "3 of 4 who liked Heat also liked Ronin"


def test_a_film_that_nobody_rated_has_neighbors_by_content(made: Snapshot) -> None:
    catalog = Catalog(made)
    recommender = Recommender(made, catalog)
    content, blend = (recommender.similar(MovieRow(4), 9, basis) for basis in STORED)
    assert [n[:3] for n in content] == [n[:3] for n in blend]
    assert {catalog.movies.title[n.movie] for n in content[:2]} == {"Up", "Big"}


def test_an_evaluation_is_written_beside_the_snapshot_and_stands_on_the_card(
    made: Snapshot, users: Path
) -> None:
    before = made.manifest
    table = evaluate(made, users)
    written = json.loads(evaluation_file(made.folder).read_text())
    assert written["figures"] == {name: m.metrics._asdict() for name, m in table.items()}
    assert written["users"]["blend"] == {str(u): ipw for u, ipw in table["blend"].users.items()}
    assert Snapshot.open(made.folder).manifest == before
    metrics = {metric.name: metric for metric in ModelCard.read(made).metrics}
    assert metrics["blend ipw"].value == table["blend"].metrics.ipw
    assert metrics["blend ipw"].baseline == table[FORMER_MODEL].metrics.ipw
    assert not list(made.folder.parent.glob("*.part"))


def test_an_evaluation_finds_what_both_parts_like_together(made: Snapshot, users: Path) -> None:
    """Users 4 and 5 like what users 1 to 3 like together; user 6 likes what nobody does."""
    table = evaluate(made, users)
    assert table["audience alone"].metrics.hit_rate == pytest.approx(2 / 3)
    assert table["blend"].metrics.coverage == pytest.approx(1)
    assert table["blend"].metrics.self_recommendation == 0


def test_the_same_evaluation_twice_gives_the_same_table(made: Snapshot, users: Path) -> None:
    assert evaluate(made, users) == evaluate(made, users)


def test_a_catalog_without_ratings_cannot_be_evaluated(tmp_path: Path, users: Path) -> None:
    without = built(tmp_path / "without", likes={})
    with pytest.raises(EvaluationError, match="ratings"):
        evaluate(without, users)
    assert not evaluation_file(without.folder).exists()


@pytest.fixture(scope="session")
def recommenders(
    smalls: list[Small], tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Recommender, Small]]:
    """Recommenders of whole catalogs, in which nobody's neighbor is adult."""
    assert any(film.adult for small in smalls for film in small.films)
    found = []
    for number, small in enumerate(smalls):
        model = ReferenceNeighbors().fit(small.catalog)
        votes = Votes.of_catalog(small.catalog)
        draft = Draft(tmp_path_factory.mktemp(f"recommender-{number}"))
        hidden = small.catalog.movies.adult.values
        artifact.write(draft, model, all_neighbors(ExactSearch(model, votes, hidden)))
        found.append((Recommender(draft, small.catalog), small))
    return found


@given(data=st.data())
def test_in_whole_catalogs_reasons_add_up_and_no_neighbor_is_adult(
    data: st.DataObject, recommenders: list[tuple[Recommender, Small]]
) -> None:
    recommender, small = data.draw(st.sampled_from(recommenders))
    film = MovieRow(data.draw(st.integers(0, len(small.films) - 1)))
    for neighbor in recommender.similar(film, 10):
        assert not small.films[neighbor.movie].adult
        reasons = recommender.reasons(neighbor)
        assert sum(r.contribution for r in reasons) == pytest.approx(neighbor.score, abs=1e-6)
        assert all(r.text_en and r.text_es and "{}" not in r.text_en + r.text_es for r in reasons)
