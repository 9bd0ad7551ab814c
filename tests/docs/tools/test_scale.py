"""The page about scale: figures between its marks, prose beside them."""

from __future__ import annotations

from typing import Any

from docs.tools import scale


def found(*, recall: dict[str, float]) -> dict[str, Any]:
    """Results of a catalog of 1,000 films and of one of 4,000."""
    builds = [
        {
            "films": films,
            "seconds": {"reading": 1.0, **extra},
            "cpu": {"reading": 1.8, **extra},
            "memory": {"reading": 2e9},
            "bytes": {"space": 3_000 * films, "tables": 1_000 * films},
            "recall": share,
            "credits": 9 * films,
        }
        for films, extra, share in ((1_000, {}, {}), (4_000, {"measuring": 3.6}, recall))
    ]
    slow = {"tuned": {"median": 3.0, "most": 9.0, "late": 1}}
    served = {
        "start_seconds": [{"median": 0.03}, {"median": 0.06}],
        **{f"memory_{when}": [1e6, 2e6] for when in ("started", "used", "tuned")},
        "cpu": {"Q1": [{"median": 90.0}, {"median": 93.0}]},
        "asked": 100,
        "failed": {"Q1": [0, 2]},
        "tuned": [slow, slow],
    }
    made = {**builds[0], "read": 50_000, "kept": 20_000, "tags": 700}
    raters = [{"users": 500, "ratings": 40_000, "ipw": {"blend": 0.02}, "fit": 7.0}]
    return {
        "source": "a.zip",
        "machine": {"processor": "P", "cores": 2, "memory_gb": 24},
        "measured": {"scale": {"date": "2026-01-02", "quick": False}},
        "scale": {"films": [1_000, 4_000], "builds": builds, "served": served},
        "ratings": {"build": made, "evaluation": {"cpu": 30.0, "memory": 1e9}, "raters": raters},
        "sets": {**builds[0], "rows": {"films": 1_000, "titles by country": 14_000}},
    }


def lines(part: str, **recall: float) -> list[str]:
    return scale.PARTS[part](found(recall=recall)).splitlines()


def test_the_cost_of_a_build_is_told_for_a_million_films() -> None:
    table = lines("build", content=0.987, blend=0.99)
    assert table[0] == "| step: seconds / of CPU | 1,000 films | 4,000 films |"
    assert "| reading | 1 / 2 | 1 / 2 |" in table
    assert "| measuring | – | 4 / 4 |" in table
    assert "| credits | 9,000 | 36,000 |" in table
    assert "| core-hours for a million films | 0.50 | 0.38 |" in table
    assert "| recall@10 of neighbors, content | exact | 0.987 |" in table


def test_bytes_are_told_for_a_film() -> None:
    assert lines("snapshot")[2:] == [
        "| space | 3,000 | 3,000 |",
        "| tables | 1,000 | 1,000 |",
        "| together | 4,000 | 4,000 |",
    ]


def test_answers_that_came_too_late_are_told() -> None:
    (tuned,) = (line for line in lines("served") if line.startswith("| similar, tuned"))
    assert tuned.endswith("| 3 / 9 / 1 | 3 / 9 / 1 |")


def test_answers_with_errors_are_counted() -> None:
    assert "| Q1, answers with errors of 100 | 0 | 2 |" in lines("served")


def test_what_many_ratings_and_several_sets_take_is_told() -> None:
    assert "| ratings of the sample | 20,000 |" in lines("ratings")
    assert "| 500 | 40,000 | 0.0200 | 7 |" in lines("raters")
    assert "| titles by country | 14,000 |" in lines("sets")
    assert "| highest memory, GB | 2.0 |" in lines("sets")


def test_the_page_keeps_its_prose_and_has_every_part_once() -> None:
    page = scale.page(found(recall={"content": 0.9, "blend": 0.9}))
    assert page.count("<!-- measured: ") == len(scale.PARTS)
    assert "## What breaks first" in page
    assert "Measured on 2026-01-02 over a.zip" in page
    assert scale.PART.sub("", page) == scale.PART.sub("", scale.PAGE.read_text("utf-8"))
