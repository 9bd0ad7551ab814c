"""The tags of films: what people called them and what the tag genome says, joined and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.tables import ratings, tags
from etl.validation import ValidatedRows

if TYPE_CHECKING:
    from etl.frames import Frames

Validated = dict[str, ValidatedRows]
GIVEN = {"user": pl.Int64, "lens": pl.Int64, "text": pl.String}
GENOME = {"genome": pl.Int64, "text": pl.String}
TAGGED = {"movie": pl.Int64, "name": pl.String, "score": pl.Float64}


def tag_films(frames: Frames, validated: Validated, means: pl.DataFrame) -> None:
    """Add the tags to `frames`: the tables `tags` and `movie_tags`, and which film has which.

    Parameters
    ----------
    means
        The film that each reference means, see `etl.identity.films_by_reference`.
    """
    found = validated.pop("tags", None)
    given, genome = tags.named(
        pl.DataFrame(schema=GIVEN) if found is None else found.rows, _genome(frames, validated)
    )
    of_users = pl.DataFrame(schema=TAGGED)
    if found is not None:
        rows = _of_movies(given, means)
        late = [ratings.NO_SUCH_MOVIE, tags.FEW_PEOPLE]
        key = ["user", "movie", "name"]
        of_users = frames.admit("tags", found._replace(rows=rows), tags.RULES, key, late=late).kept
    scores = pl.DataFrame(schema=TAGGED)
    if "genome_scores" in validated:
        scores = _scores(frames, validated, genome, means)
    tagged = tags.of_films(of_users, scores)
    frames.tables.update(tags=tags.listed(tagged), movie_tags=tagged)
    frames.links["tag"] = tagged.select("movie", "tag")


def _genome(frames: Frames, validated: Validated) -> pl.DataFrame:
    """The tags of the genome; none where there is no genome."""
    if "genome_tags" not in validated:
        return pl.DataFrame(schema=GENOME)
    found = validated.pop("genome_tags")
    return frames.admit("genome_tags", found, tags.GENOME_TAG_RULES, ["genome"]).kept


def _scores(
    frames: Frames,
    validated: Validated,
    genome: pl.DataFrame,
    means: pl.DataFrame,
) -> pl.DataFrame:
    """The tags of the genome that are relevant to a film."""
    rows, violations = validated.pop("genome_scores")
    names = genome.select("genome", "name")
    rows = _of_movies(rows.join(names, on="genome", how="left", maintain_order="left"), means)
    admission = frames.admit(
        "genome_scores",
        ValidatedRows(rows, violations),
        tags.SCORE_RULES,
        ["movie", "name"],
        late=[ratings.NO_SUCH_MOVIE, tags.NO_SUCH_TAG],
    )
    others = validated.pop("low_scores").rows
    if count := int(others["rows"].sum()):
        frames.read["genome_scores"] += count
        example = others["example"].drop_nulls()[0]
        rule = tags.NOT_RELEVANT
        frames.findings.append(Finding("genome_scores", rule, Severity.DROPPED, count, example))
    return admission.kept


def _of_movies(rows: pl.DataFrame, means: pl.DataFrame) -> pl.DataFrame:
    return ratings.of_movies(rows.lazy(), means.lazy()).collect()
