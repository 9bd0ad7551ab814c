"""Raw files to frames: every table, the rows that it let in, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl import by_name, cells, identity, pieces
from etl.admission import Admission, admit
from etl.date_order import date_order, unreadable_dates
from etl.raters import MAX_RATERS, sample
from etl.sources.raw import Raw, no_credits
from etl.tables import credits, links, ratings, titles
from etl.tables.genres import genres
from etl.tables.movie_rules import rules
from etl.tables.movies import weighted_rating
from etl.tables.named import named, tmdb_id
from etl.tables.people import people
from etl.tables.places import countries, languages
from etl.tables.ratings import NO_SUCH_MOVIE
from etl.tagging import tag_films
from etl.validation import OWNER, ValidatedRows, concatenate, validate
from etl.workers import Job, PieceRunner, run_in_threads

LENS_TABLES = ("ratings", "tags", "genome_tags", "genome_scores", "low_scores")
"""Tables whose rows are about the film that has a MovieLens number."""


@dataclass(frozen=True)
class Frames:
    """The typed tables of a source, and what became of every row.

    Attributes
    ----------
    tables
        By name; keys are numbers and codes; for those of films see `etl/identity.py`.
    links
        Which film mentions which genre, company, …, by the name of what is mentioned.
    findings
        The rules that some rows broke, and what the source lacks.
    read, kept
        Rows read and let in, by table.
    """

    tables: dict[str, pl.DataFrame] = field(default_factory=dict)
    links: dict[str, pl.DataFrame] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    read: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)

    def admit(self, table: str, validated: ValidatedRows, *of: Any, **others: Any) -> Admission:
        """Admit the rows of a table, and count them."""
        admission = admit(table, validated, *of, **others)
        self.read[table], self.kept[table] = admission.read, len(admission.kept)
        self.findings.extend(admission.findings)
        return admission

    def account(self) -> dict[str, Any]:
        """Rows read and kept by table, and the findings, as JSON for the snapshot."""
        findings = [{**f._asdict(), "severity": f.severity.name} for f in self.findings]
        return {"read": self.read, "kept": self.kept, "findings": findings}


def run(raw: Raw, run_pieces: PieceRunner = run_in_threads, max_raters: int = MAX_RATERS) -> Frames:
    """Read a source into typed tables.

    Parameters
    ----------
    run_pieces
        Who does the work on the pieces.
    max_raters
        Users whose ratings are used, at the most.
    """
    frames = Frames()
    frames.findings.extend(
        Finding("source", f"no {missing}", Severity.NOTED, 1, instead)
        for missing, instead in raw.absent
    )
    frames.findings.extend(raw.findings)
    validated = concatenate(run_pieces(_jobs(raw)))
    _read_dates(frames, validated, raw, run_pieces)
    _identify(frames, validated, raw)
    crosswalk = _crosswalk(frames, validated)
    admission = _movies(frames, validated, crosswalk, raw)
    means = identity.films_by_reference(admission.kept, crosswalk)
    movies = weighted_rating(admission.kept.lazy()).with_columns(pl.col("number").alias("movie"))
    movies = movies.with_columns(tmdb_id(), cells.global_id("Movie", "number")).collect().lazy()
    mentions = {
        link.thing: frames.admit(
            f"movie_{link.cell}",
            validated.pop(f"movie_{link.cell}"),
            links.rules(link),
            links.key(link),
            owners=admission.mask,
        ).kept.lazy()
        for link in links.LINKS
    }
    mentions["keyword"] = _keywords(frames, validated, means, raw)
    cast, crew = _credits(frames, validated, means, raw)
    local = _titles(frames, raw, movies.collect(), run_pieces)
    frames.tables.update(
        movies=movies.collect(),
        collections=named(mentions["collection"], "collection", "Collection").collect(),
        genres=genres(mentions["genre"]).collect(),
        companies=named(mentions["company"], "company", "Company").collect(),
        keywords=named(mentions["keyword"], "keyword", "Keyword").collect(),
        countries=countries(mentions["country"], local["country"]).collect(),
        languages=languages(
            mentions["language"], movies.collect()["original_language"], local["language"]
        ).collect(),
        people=people(cast, crew).collect(),
        cast=cast.collect(),
        crew=crew.collect(),
        ratings=_ratings(frames, validated, means, max_raters),
        titles=local,
    )
    frames.links.update({thing: rows.collect() for thing, rows in mentions.items()})
    tag_films(frames, validated, means)
    _note_names(frames)
    return frames


def _read_dates(
    frames: Frames, validated: dict[str, ValidatedRows], raw: Raw, run_pieces: PieceRunner
) -> None:
    """Read films again if only all dates together tell whether days or months come first."""
    unreadable = unreadable_dates(validated["movies"])
    others = validated["movies"].rows["release_date"]
    if order := date_order(unreadable, others):
        jobs = (partial(pieces.metadata, piece, raw.key, order) for piece in raw.metadata)
        validated |= concatenate(run_pieces(jobs))
        if read := len(unreadable) - len(unreadable_dates(validated["movies"])):
            meaning = f"release dates are read as {order.value}"
            frames.findings.append(Finding("source", meaning, Severity.NOTED, read, unreadable[0]))


def _identify(frames: Frames, validated: dict[str, ValidatedRows], raw: Raw) -> None:
    """Number what the source knows by name alone."""
    for link in (*links.LINKS, links.KEYWORD):
        table = f"movie_{link.cell}"
        if link.cell in raw.by_name:
            rows, made = by_name.identified(validated[table].rows, table, link)
            validated[table] = validate(rows, links.rules(link))
            frames.findings.extend(made)


def _jobs(raw: Raw) -> Iterator[Job]:
    """A job for each piece of each file, the longest file first."""
    todo = (
        (
            partial(pieces.credits, key=raw.credits_key or raw.key, by_name="cast" in raw.by_name),
            raw.credits or (no_credits,),
        ),
        (partial(pieces.metadata, key=raw.key), raw.metadata),
        (partial(pieces.keywords, key=raw.keywords_key or raw.key), raw.keywords),
        (pieces.lens_links, raw.links),
        (pieces.ratings, raw.ratings),
        (pieces.tags, raw.tags),
        (pieces.genome_tags, raw.genome_tags),
        (pieces.genome_scores, raw.genome_scores),
    )
    for function, found in todo:
        for piece in found or ():
            yield partial(function, piece)


def _crosswalk(frames: Frames, validated: dict[str, ValidatedRows]) -> pl.DataFrame | None:
    """What MovieLens calls films; without that, what would be joined by it is left out."""
    if "lens_links" not in validated:
        for table in LENS_TABLES:
            validated.pop(table, None)
        return None
    links = validated.pop("lens_links")
    kept = frames.admit("lens_links", links, ratings.LINK_RULES, ["lens"]).kept
    return kept.select(*identity.CROSSWALK)


def _movies(
    frames: Frames,
    validated: dict[str, ValidatedRows],
    crosswalk: pl.DataFrame | None,
    raw: Raw,
) -> Admission:
    """Number the films, and what mentions them, and admit them."""
    rows, violations = validated.pop("movies")
    rows = identity.completed(rows, crosswalk)
    for link in links.LINKS:
        mentions = validated[f"movie_{link.cell}"]
        numbers = rows["number"].gather(mentions.rows[OWNER])
        validated[f"movie_{link.cell}"] = mentions._replace(
            rows=mentions.rows.with_columns(numbers.alias("movie"))
        )
    return frames.admit("movies", ValidatedRows(rows, violations), rules(raw.key), ["number"])


def _keywords(
    frames: Frames, validated: dict[str, ValidatedRows], means: pl.DataFrame, raw: Raw
) -> pl.LazyFrame:
    link = links.KEYWORD
    if "keyword_lists" not in validated:
        return pl.LazyFrame(
            schema={"movie": pl.Int64, "position": pl.Int64, "keyword": pl.Int64, "name": pl.String}
        )
    lists = frames.admit(
        "keyword_lists",
        _of_films(validated.pop("keyword_lists"), means),
        credits.list_rules(link.cell, key=raw.keywords_key or raw.key),
        ["movie"],
        late=[credits.NO_SUCH_MOVIE],
    )
    return frames.admit(
        "movie_keywords",
        _of_films(validated.pop("movie_keywords"), means),
        links.rules(link),
        links.key(link),
        owners=lists.mask,
    ).kept.lazy()


def _credits(
    frames: Frames, validated: dict[str, ValidatedRows], means: pl.DataFrame, raw: Raw
) -> tuple[pl.LazyFrame, pl.LazyFrame]:
    lists = frames.admit(
        "credit_lists",
        _of_films(validated.pop("credit_lists"), means),
        credits.list_rules(*credits.LISTS, key=raw.credits_key or raw.key),
        ["movie"],
        late=[credits.NO_SUCH_MOVIE],
    )
    cast, crew = (
        frames.admit(
            table,
            _of_films(validated.pop(table), means),
            of_table,
            ["credit_id"],
            owners=lists.mask,
        ).kept.lazy()
        for table, of_table in (("cast", credits.CAST_RULES), ("crew", credits.CREW_RULES))
    )
    return cast, crew


def _of_films(validated: ValidatedRows, means: pl.DataFrame) -> ValidatedRows:
    """Rows whose `movie` is the number of the film that it refers to; null where there is none."""
    return validated._replace(rows=identity.resolved(validated.rows, means))


def _ratings(
    frames: Frames,
    validated: dict[str, ValidatedRows],
    means: pl.DataFrame,
    max_raters: int,
) -> pl.DataFrame:
    if "ratings" not in validated:
        schema = {"user": pl.Int64, "movie": pl.Int64, "stars": pl.Float64, "rated_at": pl.Int64}
        return pl.DataFrame(schema=schema)
    sampled = sample(validated.pop("ratings"), max_raters)
    rows, violations = sampled.ratings
    meant = ratings.of_movies(rows.lazy(), means.lazy()).collect()
    kept = frames.admit(
        "ratings",
        ValidatedRows(meant, violations),
        ratings.RULES,
        ["user", "movie"],
        late=[ratings.NO_SUCH_MOVIE],
    ).kept
    frames.read["ratings"] += sampled.left_out
    frames.findings.extend(sampled.findings)
    return kept


def _titles(
    frames: Frames, raw: Raw, movies: pl.DataFrame, run_pieces: PieceRunner
) -> pl.DataFrame:
    """The titles of the films that were let in, by country and language."""
    if raw.titles is None:
        return pl.DataFrame(schema=titles.SCHEMA)
    known = movies["imdb_id"].drop_nulls()
    validated = concatenate(
        run_pieces(partial(pieces.titles, piece, known) for piece in raw.titles)
    )
    rows, violations = validated["titles"]
    meant = ValidatedRows(titles.of_movies(rows, movies), violations)
    kept = frames.admit("titles", meant, titles.RULES, titles.KEY).kept
    _count_others(frames, "titles", validated["other_titles"].rows)
    return kept.select(*titles.SCHEMA)


def _count_others(frames: Frames, table: str, others: pl.DataFrame) -> None:
    """Count the rows that are about other films than those of the catalog."""
    if count := int(others["rows"].sum()):
        example = others["example"].drop_nulls()[0]
        rule = NO_SUCH_MOVIE
        frames.read[table] += count
        frames.findings.append(Finding(table, rule.name, rule.severity, count, example))


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
