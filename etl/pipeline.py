"""Raw files to frames: every table, what it let in and what was found on the way."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from catalog.enums import Severity
from etl.admission import Finding, Rule, admit
from etl.sources.raw import Raw
from etl.tables import credits, links, ratings
from etl.tables.genres import genres
from etl.tables.movies import RULES, movies, weighted_rating
from etl.tables.named import named
from etl.tables.people import people
from etl.tables.places import countries, languages


@dataclass(frozen=True)
class Frames:
    """The typed tables by name, the links between them, and the account of every row.

    Keys are TMDB numbers and codes as in the source; `read` and `kept` count rows by table.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    links: dict[str, pl.DataFrame] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    def admit(
        self, table: str, rows: pl.LazyFrame, rules: Sequence[Rule], key: Sequence[str]
    ) -> pl.LazyFrame:
        """Admit rows and enter them into the account."""
        admission = admit(table, rows, rules, key)
        self.read[table], self.kept[table] = admission.read, len(admission.kept)
        self.findings.extend(admission.findings)
        return admission.kept.lazy()

    def account(self) -> dict[str, Any]:
        """The account as JSON: rows read and kept by table, and the findings."""
        findings = [{**f._asdict(), "severity": f.severity.name} for f in self.findings]
        return {"read": self.read, "kept": self.kept, "findings": findings}


def run(raw: Raw) -> Frames:
    """Bring a source into typed tables."""
    frames = Frames()
    frames.findings.extend(
        Finding("source", f"no {missing}", Severity.NOTED, 1, instead)
        for missing, instead in raw.absent
    )
    with ThreadPoolExecutor(1) as aside:  # for what takes longest and waits for nothing else
        parsed = aside.submit(credits.parsed(raw.credits, credits.LISTS).collect)
        films = frames.admit("movies", movies(raw.metadata), RULES, ["tmdb_id"])
        films = weighted_rating(films).with_columns(pl.col("tmdb_id").alias("movie"))
        mentions = {
            link.thing: frames.admit(
                f"movie_{link.cell}", links.links(films, link), links.rules(link), links.key(link)
            )
            for link in links.LINKS
        }
        mentions["keyword"] = _keywords(frames, raw.keywords, films)
        cast, crew = _credits(frames, parsed.result().lazy(), films)
    frames.tables.update(
        movies=films.collect(),
        collections=named(mentions["collection"], "collection", "Collection").collect(),
        genres=genres(mentions["genre"]).collect(),
        companies=named(mentions["company"], "company", "Company").collect(),
        keywords=named(mentions["keyword"], "keyword", "Keyword").collect(),
        countries=countries(mentions["country"]).collect(),
        languages=languages(
            mentions["language"],
            films.select(pl.col("original_language").drop_nulls().alias("language")),
        ).collect(),
        people=people(cast, crew).collect(),
        cast=cast.collect(),
        crew=crew.collect(),
        ratings=_ratings(frames, raw, films).collect(),
    )
    frames.links.update({thing: rows.collect() for thing, rows in mentions.items()})
    _note_names(frames)
    return frames


def _keywords(frames: Frames, rows: pl.LazyFrame | None, films: pl.LazyFrame) -> pl.LazyFrame:
    link = links.KEYWORD
    if rows is None:
        return pl.LazyFrame(
            schema={"movie": pl.Int64, "position": pl.Int64, "keyword": pl.Int64, "name": pl.String}
        )
    listed = frames.admit(
        "keyword_lists",
        credits.of_films(credits.parsed(rows, {link.cell: link.fields}), films),
        credits.of_films_rules(link.cell),
        ["movie"],
    )
    return frames.admit(
        "movie_keywords", links.links(listed, link), links.rules(link), links.key(link)
    )


def _credits(
    frames: Frames, rows: pl.LazyFrame, films: pl.LazyFrame
) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    listed = frames.admit(
        "credit_lists",
        credits.of_films(rows, films),
        credits.of_films_rules(*credits.LISTS),
        ["movie"],
    )
    cast = frames.admit("cast", credits.cast(listed), credits.CAST_RULES, ["credit_id"])
    crew = frames.admit("crew", credits.crew(listed), credits.CREW_RULES, ["credit_id"])
    return cast, crew


def _ratings(frames: Frames, raw: Raw, films: pl.LazyFrame) -> pl.LazyFrame:
    if raw.links is None or raw.ratings is None:
        schema = {"user": pl.Int64, "movie": pl.Int64, "stars": pl.Float64, "rated_at": pl.Int64}
        return pl.LazyFrame(schema=schema)
    linked = frames.admit("lens_links", ratings.lens_links(raw.links), ratings.LINK_RULES, ["lens"])
    return frames.admit(
        "ratings",
        ratings.ratings(raw.ratings, linked, films),
        ratings.RATING_RULES,
        ["user", "movie"],
    )


def _note_names(frames: Frames) -> None:
    several = frames.tables["people"].filter(pl.col("name_count") > 1)
    if len(several):
        frames.findings.append(
            Finding(
                "people",
                "credited under several names; the first is taken",
                Severity.NOTED,
                len(several),
                several["name"][0],
            )
        )
