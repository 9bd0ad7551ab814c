"""Pieces of raw files to typed and validated tables: all that needs no more than the piece.

Each function returns the tables by name; the first of them owns the rows of the others.  They may
run anywhere and in any order; `pipeline.py` joins what they return.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from etl.cells import DateOrder
from etl.identity import Key
from etl.sources.raw import NO_FILM, OVERFLOW, Piece
from etl.tables import credits as credit_tables
from etl.tables import links as link_tables
from etl.tables import movies as movie_tables
from etl.tables import principals as principal_tables
from etl.tables import ratings as rating_tables
from etl.tables import tags as tag_tables
from etl.tables import titles as title_tables
from etl.tables.movie_rules import addition_rules, rules
from etl.validation import OWNER, Rule, ValidatedRows, validate
from etl.workers import Tables

OTHERS = {"rows": pl.Int64, "example": pl.String}
"""How many rows of a piece are about films that are not in the catalog, and the first of them."""


def metadata(piece: Piece, key: Key, order: DateOrder | None = None) -> Tables:
    """Films, and the genres, companies, … that they mention; `order` is that of their dates."""
    return _films(piece, "movies", rules(key), key, order)


def additions(piece: Piece, key: Key) -> Tables:
    """Films of a source that adds to those of another, and what they mention."""
    return _films(piece, "additions", addition_rules(key), key)


def _films(
    piece: Piece, table: str, of_films: Sequence[Rule], key: Key, order: DateOrder | None = None
) -> Tables:
    read = piece()
    is_other = pl.col(OVERFLOW).str.starts_with(NO_FILM).fill_null(value=False)
    others = read.filter(is_other)[OVERFLOW].str.strip_prefix(NO_FILM)
    movies = movie_tables.movies(read.filter(~is_other).lazy(), order, key).collect()
    raw = {name for name in movies.columns if name.startswith(movie_tables.RAW)}
    cells = {link.cell for link in link_tables.LINKS}
    columns = [name for name in movies.columns if name not in raw | cells]
    owners = movies.with_row_index(OWNER).rename({"reference": "movie"})
    return {
        table: validate(movies, of_films, columns),
        **{f"movie_{link.cell}": _mentions(owners, link) for link in link_tables.LINKS},
        "other_movies": _count(others),
    }


def keywords(piece: Piece, key: Key) -> Tables:
    """Rows of the keywords file, and the keywords in them."""
    link = link_tables.KEYWORD
    lists = credit_tables.parsed(piece().lazy(), {link.cell: link.fields}, key).collect()
    return {
        "keyword_lists": validate(
            lists, credit_tables.list_rules(link.cell, key=key), ["id", "movie"]
        ),
        "movie_keywords": _mentions(lists.with_row_index(OWNER), link),
    }


def credits(piece: Piece, key: Key, *, by_name: bool = False) -> Tables:
    """Rows of the credits file, and the credits in them; people may be known `by_name` alone."""
    lists = credit_tables.parsed(piece().lazy(), credit_tables.LISTS, key).collect()
    owners = lists.with_row_index(OWNER).lazy()
    cast = credit_tables.cast(owners, by_name=by_name).collect()
    crew = credit_tables.crew(owners, by_name=by_name).collect()
    rules = credit_tables.list_rules(*credit_tables.LISTS, key=key)
    return {
        "credit_lists": validate(lists, rules, ["id", "movie"]),
        "cast": validate(cast, credit_tables.CAST_RULES, [OWNER, *credit_tables.CAST]),
        "crew": validate(crew, credit_tables.CREW_RULES, [OWNER, *credit_tables.CREW]),
    }


def lens_links(piece: Piece) -> Tables:
    """Which film each MovieLens number stands for."""
    return {
        "lens_links": validate(
            rating_tables.lens_links(piece().lazy()).collect(), rating_tables.LINK_RULES
        )
    }


def ratings(piece: Piece) -> Tables:
    """Ratings by MovieLens users."""
    rows = rating_tables.ratings(piece().lazy()).collect()
    return {"ratings": validate(rows, rating_tables.RULES, rating_tables.COLUMNS)}


def tags(piece: Piece) -> Tables:
    """Tags that MovieLens users gave to films."""
    rows = tag_tables.tags(piece().lazy()).collect()
    return {"tags": validate(rows, tag_tables.RULES, tag_tables.COLUMNS)}


def genome_tags(piece: Piece) -> Tables:
    """The names of the tags of the genome."""
    rows = tag_tables.genome_tags(piece().lazy()).collect()
    columns = tag_tables.GENOME_TAG_COLUMNS
    return {"genome_tags": validate(rows, tag_tables.GENOME_TAG_RULES, columns)}


def genome_scores(piece: Piece) -> Tables:
    """Relevant tags of the genome, and in one row how many are not: they are most of a large file.

    The row has the columns `rows` and `example`, one of their scores.
    """
    rows = tag_tables.genome_scores(piece().lazy()).collect()
    low = rows["score"].fill_null(1) < tag_tables.MIN_RELEVANCE
    example = rows.filter(low)["relevance"].head(1).to_list() or [None]
    others = pl.DataFrame(
        {"rows": [int(low.sum())], "example": example}, {"rows": pl.Int64, "example": pl.String}
    )
    rules, columns = tag_tables.SCORE_RULES, tag_tables.SCORE_COLUMNS
    return {
        "genome_scores": validate(rows.filter(~low), rules, columns),
        "low_scores": validate(others, ()),
    }


def titles(piece: Piece, known: pl.Series) -> Tables:
    """Titles of films with the `known` IMDb ids; see `_of_known`."""
    rows, others = _of_known(piece, "imdb_id", "tt", known)
    typed = title_tables.titles(rows.lazy()).collect()
    return {
        "titles": validate(typed, title_tables.RULES, title_tables.COLUMNS),
        "other_titles": others,
    }


def principals(piece: Piece, known: pl.Series) -> Tables:
    """Credits in films with the `known` IMDb ids; see `_of_known`."""
    rows, others = _of_known(piece, "imdb_id", "tt", known)
    typed = principal_tables.principals(rows.lazy()).collect()
    return {
        "principals": validate(typed, principal_tables.RULES, principal_tables.COLUMNS),
        "other_principals": others,
    }


def person_facts(piece: Piece, known: pl.Series) -> Tables:
    """What is known of people with the `known` IMDb ids; see `_of_known`."""
    rows, others = _of_known(piece, "person", "nm", known)
    typed = principal_tables.facts(rows.lazy()).collect()
    return {
        "person_facts": validate(typed, principal_tables.FACT_RULES, [*principal_tables.FACTS]),
        "other_people": others,
    }


def _of_known(
    piece: Piece, id: str, prefix: str, known: pl.Series
) -> tuple[pl.DataFrame, ValidatedRows]:
    """The rows about films or people with `known` ids, and in one row how many others there are.

    There are a hundred times as many of these, so they leave before anything is made of them.  What
    is no id at all stays, to be turned away by name.
    """
    read = piece()
    is_other = pl.col(id).str.starts_with(prefix) & ~pl.col(id).is_in(known.implode())
    return read.filter(~is_other.fill_null(value=False)), _count(read.filter(is_other)[id])


def _count(others: pl.Series) -> ValidatedRows:
    """How many rows are left out where they are read, and an example, in one row."""
    example = others.head(1).to_list() or [None]
    return validate(pl.DataFrame({"rows": [len(others)], "example": example}, schema=OTHERS), ())


def _mentions(owners: pl.DataFrame, link: link_tables.Link) -> ValidatedRows:
    mentions = link_tables.links(owners.lazy(), link).collect()
    return validate(mentions, link_tables.rules(link), [OWNER, *link_tables.columns(link)])
