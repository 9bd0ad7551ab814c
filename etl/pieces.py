"""Pieces of raw files as typed and judged tables: whatever needs no more than the piece.

Each function gives the tables by name; the first of them owns the rows of the others.  They may
run anywhere and in any order; `pipeline.py` puts together what they give.
"""

from __future__ import annotations

import polars as pl

from etl.judgment import OWNER, Judged, judge
from etl.sources.raw import Piece
from etl.tables import credits as credit_tables
from etl.tables import links as link_tables
from etl.tables import movies as movie_tables
from etl.tables import ratings as rating_tables
from etl.workers import Tables


def metadata(piece: Piece) -> Tables:
    """Films, and what they mention."""
    films = movie_tables.movies(piece().lazy()).collect()
    raw = {name for name in films.columns if name.startswith(movie_tables.RAW)}
    cells = {link.cell for link in link_tables.LINKS}
    columns = [name for name in films.columns if name not in raw | cells]
    owners = films.with_row_index(OWNER).rename({"tmdb_id": "movie"})
    return {
        "movies": judge(films, movie_tables.RULES, columns),
        **{f"movie_{link.cell}": _mentions(owners, link) for link in link_tables.LINKS},
    }


def keywords(piece: Piece) -> Tables:
    """Lists of keywords, and what they mention."""
    link = link_tables.KEYWORD
    lists = credit_tables.parsed(piece().lazy(), {link.cell: link.fields}).collect()
    return {
        "keyword_lists": judge(lists, credit_tables.of_films_rules(link.cell), ["id", "movie"]),
        "movie_keywords": _mentions(lists.with_row_index(OWNER), link),
    }


def credits(piece: Piece) -> Tables:
    """Lists of credits, and the credits."""
    lists = credit_tables.parsed(piece().lazy(), credit_tables.LISTS).collect()
    owners = lists.with_row_index(OWNER).lazy()
    cast, crew = credit_tables.cast(owners).collect(), credit_tables.crew(owners).collect()
    rules = credit_tables.of_films_rules(*credit_tables.LISTS)
    return {
        "credit_lists": judge(lists, rules, ["id", "movie"]),
        "cast": judge(cast, credit_tables.CAST_RULES, [OWNER, *credit_tables.CAST]),
        "crew": judge(crew, credit_tables.CREW_RULES, [OWNER, *credit_tables.CREW]),
    }


def lens_links(piece: Piece) -> Tables:
    """Which film a number of MovieLens means."""
    return {
        "lens_links": judge(
            rating_tables.lens_links(piece().lazy()).collect(), rating_tables.LINK_RULES
        )
    }


def ratings(piece: Piece) -> Tables:
    """Stars."""
    return {"ratings": judge(rating_tables.ratings(piece().lazy()).collect(), rating_tables.RULES)}


def _mentions(owners: pl.DataFrame, link: link_tables.Link) -> Judged:
    mentions = link_tables.links(owners.lazy(), link).collect()
    return judge(mentions, link_tables.rules(link), [OWNER, *link_tables.columns(link)])
