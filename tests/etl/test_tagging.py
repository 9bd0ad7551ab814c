"""Tags of films, from the files of MovieLens to the tables."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.data.rows import Row
from etl.frames import Frames
from tests.support.builders import film, frames

LINKS = [{"movieId": str(10 * id), "tmdbId": str(id)} for id in (1, 2, 9)]
GENOME_TAGS = [{"tagId": "1", "tag": "atmospheric"}, {"tagId": "2", "tag": "Alien"}]
Told = dict[tuple[str, str], tuple[int, str | None]]


def given(*rows: tuple[str, str, str]) -> list[Row]:
    columns = ("userId", "movieId", "tag")
    return [{**dict(zip(columns, row, strict=True)), "timestamp": "1"} for row in rows]


def scored(*rows: tuple[str, str, str]) -> list[Row]:
    columns = ("movieId", "tagId", "relevance")
    return [dict(zip(columns, row, strict=True)) for row in rows]


def made(**others: Sequence[Row]) -> Frames:
    return frames(film(1), film(2), links=LINKS, **others)


def tagged(found: Frames) -> list[tuple[object, ...]]:
    return found.tables["movie_tags"].select("movie", "name", "people", "relevance").rows()


def told(found: Frames) -> Told:
    return {(f.table, f.rule): (f.rows, f.example) for f in found.findings}


def balance(found: Frames, table: str) -> bool:
    """Whether what was read is what was kept and what the findings say was dropped."""
    dropped = (f.rows for f in found.findings if f.table == table and f.severity.value == "dropped")
    return found.read[table] == found.kept[table] + sum(dropped)


def test_spellings_are_counted_together_and_each_person_once() -> None:
    rows = [
        ("1", "10", "Sci-Fi"),
        ("2", "10", "sci fi"),
        ("3", "20", "scifi"),
        ("1", "10", "SciFi"),
    ]
    found = made(tags=given(*rows))
    names = {name for _, name, _, _ in tagged(found)}
    assert len(names) == 1
    (name,) = names
    assert tagged(found) == [(1, name, 2, None), (2, name, 1, None)]
    assert told(found)["tags", "repeated user and movie and name"] == (1, name)
    assert balance(found, "tags")


def test_a_tag_of_fewer_than_three_people_is_dropped_and_counted() -> None:
    rows = [(user, "10", "mine") for user in "12"] + [(user, "20", "ours") for user in "123"]
    found = made(tags=given(*rows, ("1", "20", "mine")))
    assert tagged(found) == [(2, "ours", 3, None)]
    assert told(found)["tags", "a tag of fewer than 3 people"] == (3, "mine")
    assert balance(found, "tags")


def test_a_tag_of_the_genome_needs_no_three_people() -> None:
    found = made(tags=given(("1", "10", "aliens")), genome_tags=GENOME_TAGS, genome_scores=[])
    assert tagged(found) == [(1, "alien", 1, None)]


def test_what_is_no_tag_of_a_film_is_turned_away_under_its_first_rule() -> None:
    ours = [(user, "20", "ours") for user in "123"]
    broken = [("x", "10", "ours"), ("4", "10", " "), ("4", "90", "ours"), ("4", "77", "ours")]
    found = made(tags=given(*ours, *broken, ("4", "10", "o" * 501)))
    assert tagged(found) == [(2, "ours", 3, None)]
    assert {rule: rows for (table, rule), (rows, _) in told(found).items() if table == "tags"} == {
        "userId is not a number": 1,
        "no tag": 1,
        "no such film": 2,
        "text is not a text of at most 500 letters": 1,
    }
    assert balance(found, "tags")


def test_the_genome_says_how_relevant_a_tag_is_where_it_is_relevant() -> None:
    scores = scored(
        *(("10", "1", "0.97525"), ("10", "2", "0.49"), ("20", "1", "0"), ("20", "2", "0.5")),
        *(("20", "7", "0.9"), ("90", "1", "0.9"), ("10", "1", "1.5")),
    )
    tags = given(*[(user, "10", "Atmospheric") for user in "12"])
    found = made(tags=tags, genome_tags=GENOME_TAGS, genome_scores=scores)
    assert tagged(found) == [(1, "atmospheric", 2, 0.97525), (2, "alien", 0, 0.5)]
    assert {k: v for k, v in told(found).items() if k[0] == "genome_scores"} == {
        ("genome_scores", "relevance is not 0 to 1"): (1, "1.5"),
        ("genome_scores", "no such film"): (1, "90"),
        ("genome_scores", "no such tag"): (1, "7"),
        ("genome_scores", "relevance below 0.5"): (2, "0.49"),
    }
    assert balance(found, "genome_scores")


def test_a_tag_has_a_number_that_is_made_from_its_name() -> None:
    rows = [(user, "10", "ours") for user in "123"]
    one, other = (
        made(tags=given(*rows)),
        made(tags=given(*rows, *((u, "20", "new") for u in "123"))),
    )
    numbers = dict(other.tables["tags"].select("name", "number").iter_rows())
    assert numbers["ours"] == one.tables["tags"]["number"][0] >= 2**62
    assert other.links["tag"].rows() == [(1, numbers["ours"]), (2, numbers["new"])]


def test_without_links_or_tags_there_are_none() -> None:
    rows = given(*[(user, "10", "ours") for user in "123"])
    for found in (frames(film(1), tags=rows), frames(film(1)), made()):
        assert len(found.tables["tags"]) == len(found.tables["movie_tags"]) == 0
        assert "tags" not in found.read
