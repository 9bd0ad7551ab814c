"""Raw files to frames: every table, the rows that it let in, and what was found on the way."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl import by_imdb_id, by_name, cells, identity, pieces, provenance
from etl.additions import Films, with_addition
from etl.admission import Admission
from etl.date_order import date_order, unreadable_dates
from etl.frames import Frames
from etl.raters import MAX_RATERS, sample
from etl.sources.raw import Raw, no_credits
from etl.tables import credits, links, principals, ratings
from etl.tables.genres import genres
from etl.tables.movie_rules import OTHER_KIND, rules
from etl.tables.movies import weighted_rating
from etl.tables.named import named, tmdb_id
from etl.tables.people import people
from etl.tables.places import countries, languages
from etl.tagging import tag_films
from etl.validation import OWNER, ValidatedRows, concatenate, validate
from etl.workers import Job, PieceRunner, run_in_threads

LENS_TABLES = ("ratings", "tags", "genome_tags", "genome_scores", "low_scores")
"""Tables whose rows are about the film that has a MovieLens number."""


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
    mentioned = {
        link.thing: frames.admit(
            f"movie_{link.cell}",
            validated.pop(f"movie_{link.cell}"),
            links.rules(link),
            links.key(link),
            owners=admission.mask,
        ).kept
        for link in links.LINKS
    }
    numbered = admission.kept.with_columns(pl.col("number").alias("movie"))
    films = Films(numbered, mentioned, means)
    for addition in raw.additions:
        films = with_addition(frames, films, addition, run_pieces)
    means = films.means
    movies = weighted_rating(films.movies.lazy())
    movies = movies.with_columns(tmdb_id(), cells.global_id("Movie", "number")).collect().lazy()
    mentions = {thing: rows.lazy() for thing, rows in films.mentions.items()}
    mentions["keyword"] = _keywords(frames, validated, means, raw)
    cast, crew = _credits(frames, validated, means, raw)
    local = by_imdb_id.titles(frames, raw, movies.collect(), run_pieces)
    imdb = by_imdb_id.credited(frames, raw, movies.collect(), run_pieces)
    if raw.credits is None and imdb is not None:
        cast = principals.cast_of(imdb.principals).lazy()
        crew = principals.crew_of(imdb.principals).lazy()
    both = pl.concat([part.select("movie", "person", "name") for part in (cast, crew)]).collect()
    everyone = by_imdb_id.with_facts(people(cast, crew).collect(), both, imdb)
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
        people=everyone,
        cast=cast.collect(),
        crew=crew.collect(),
        ratings=_ratings(frames, validated, means, max_raters),
        titles=local,
    )
    frames.links.update({thing: rows.collect() for thing, rows in mentions.items()})
    tag_films(frames, validated, means)
    frames.links["known_for"] = by_imdb_id.known_for(everyone, movies.collect())
    _note_names(frames)
    frames.sources.extend(provenance.sources(frames, raw))
    frames.columns.update(provenance.columns(frames, raw))
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
    admission = frames.admit("movies", ValidatedRows(rows, violations), rules(raw.key), ["number"])
    frames.count_others("movies", OTHER_KIND, validated.pop("other_movies").rows)
    return admission


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
