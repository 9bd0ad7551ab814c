"""What further sources add to the films of the first; the rules of precedence stand here alone.

- A cell of `PER_FILM` comes from the first source that knows it of the film.
- Columns that stand together in `PER_SET` come from the first source that knows any, for all films:
  those of two sources have no common scale.
- Genres, companies and the like come from the first source that has any for the film.
- A day wins over a year without one, if the year is the same; a film is for adults if any source
  says so.
- Where two sources disagree in a column of `COMPARED`, the first is taken, and it is a finding.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import NamedTuple

import polars as pl

from catalog.dataset import Finding
from catalog.enums import DatePrecision, Severity
from etl import by_name, identity, pieces
from etl.by_name import FIRST_NUMBER
from etl.frames import Frames
from etl.sources.raw import Addition
from etl.tables import links
from etl.tables.links import Link
from etl.tables.movie_rules import NO_SUCH_MOVIE, OTHER_KIND, addition_rules
from etl.tables.movies import derived
from etl.validation import OWNER, Mask, ValidatedRows, concatenate, validate
from etl.workers import PieceRunner

PER_FILM = (
    *("original_title", "status", "overview", "tagline", "homepage", "runtime", "poster_path"),
    *("budget", "revenue", "original_language", "imdb_id"),
)
PER_SET = (("popularity",), ("vote_count", "vote_average"))
COMPARED = ("runtime", "release_year", "original_language", "imdb_id", "budget", "revenue")
OTHERS = ("release_date", "release_year", "date_precision", "adult")
COLUMN_OF = {
    "collection": "collection",
    "genre": "genres",
    "company": "companies",
    "country": "countries",
    "language": "spoken_languages",
}
"""The column of films with what they mention."""
ADDED = " added"


class Films(NamedTuple):
    """The films of a catalog.

    Attributes
    ----------
    mentions
        What they mention, by the name of the thing.
    means
        The film that each reference means, see `etl.identity.films_by_reference`.
    """

    movies: pl.DataFrame
    mentions: dict[str, pl.DataFrame]
    means: pl.DataFrame


def with_addition(frames: Frames, films: Films, addition: Addition, run: PieceRunner) -> Films:
    """The films with what a source adds to them, and what it calls them."""
    jobs = (partial(pieces.additions, piece, addition.key) for piece in addition.metadata)
    validated = concatenate(run(jobs))
    rows, violations = validated.pop("additions")
    rows = identity.linked(rows, films.means)
    table = f"movies of {addition.format}"
    admission = frames.admit(
        table,
        ValidatedRows(rows, violations),
        addition_rules(addition.key),
        ["movie"],
        late=[NO_SUCH_MOVIE],
    )
    frames.count_others(table, OTHER_KIND, validated.pop("other_movies").rows)
    latest = admission.kept["release_date"].max()
    if isinstance(latest, date):
        frames.latest[addition.format] = latest
    movies = _cells(frames, films.movies, admission.kept, addition)
    mentions = dict(films.mentions)
    for link in links.LINKS:
        of_films = validated[f"movie_{link.cell}"]
        numbers = rows["movie"].gather(of_films.rows[OWNER])
        of_films = of_films._replace(rows=of_films.rows.with_columns(numbers.alias("movie")))
        without = (
            admission.mask
            & ~rows["movie"]
            .is_in(mentions[link.thing]["movie"].implode())
            .fill_null(value=False)
            .to_numpy()
        )
        mentions[link.thing] = _mentions(
            frames, mentions[link.thing], of_films, link, addition, without
        )
    return Films(movies, mentions, identity.extended(films.means, rows))


def _cells(
    frames: Frames, movies: pl.DataFrame, added: pl.DataFrame, addition: Addition
) -> pl.DataFrame:
    per_set = [name for names in PER_SET if not (movies[names[0]] > 0).any() for name in names]
    compared = dict.fromkeys((*PER_FILM, *per_set, *COMPARED, *OTHERS))
    joined = movies.join(
        added.select("movie", pl.col(*compared).name.suffix(ADDED)),
        on="movie",
        how="left",
        maintain_order="left",
    )
    for name in COMPARED:
        differing = joined.filter(pl.col(name) != pl.col(name + ADDED))
        if len(differing):
            title, first, other = differing.select("title", name, name + ADDED).row(0)
            rule = f"{name} is another in {addition.format}, and the first is taken"
            example = f"{title}: {first}, not {other}"
            frames.findings.append(Finding("movies", rule, Severity.NOTED, len(differing), example))
    for name in (*PER_FILM, *per_set):
        known = joined[name + ADDED].is_not_null() & (joined[name].is_null() | (name in per_set))
        if known.any():
            frames.filled.setdefault(name, []).append(addition.format)
    same_year = pl.col("release_year") == pl.col("release_year" + ADDED)
    year = DatePrecision.YEAR.value
    is_year, is_day = (
        pl.col("date_precision") == year,
        pl.col("date_precision" + ADDED) != year,
    )
    filled = joined.with_columns(
        *(pl.coalesce(name, name + ADDED).alias(name) for name in PER_FILM),
        *(pl.coalesce(name + ADDED, name).alias(name) for name in per_set),
        pl.when(same_year & is_year & is_day)
        .then("release_date" + ADDED)
        .otherwise("release_date")
        .alias("release_date"),
        (pl.col("adult") | pl.col("adult" + ADDED).fill_null(value=False)).alias("adult"),
    )
    return derived(filled.lazy()).select(movies.columns).collect()


def _mentions(
    frames: Frames,
    known: pl.DataFrame,
    added: ValidatedRows,
    link: Link,
    addition: Addition,
    owners: Mask,
) -> pl.DataFrame:
    """What films mention, with what the addition says of those that mention nothing of the kind."""
    table = f"movie_{link.cell} of {addition.format}"
    if link.cell in addition.by_name:
        rows, findings = by_name.identified(added.rows, table, link)
        added = validate(_known_by_name(rows, known, link), links.rules(link))
        frames.findings.extend(findings)
    kept = frames.admit(table, added, links.rules(link), links.key(link), owners=owners).kept
    if len(kept):
        frames.filled.setdefault(COLUMN_OF[link.thing], []).append(addition.format)
    return pl.concat((known, kept.select(known.columns)))


def _known_by_name(rows: pl.DataFrame, known: pl.DataFrame, link: Link) -> pl.DataFrame:
    """The mentions with the numbers of what the films mention already, where one has the name."""
    numbers = known.select("name", known=link.thing).unique()
    one = numbers.filter(pl.col("name").is_unique())
    joined = rows.join(one, on="name", how="left", maintain_order="left")
    is_made = pl.col(link.thing) >= FIRST_NUMBER
    number = pl.when(is_made).then(pl.coalesce("known", link.thing)).otherwise(link.thing)
    return joined.with_columns(number.alias(link.thing)).drop("known")
