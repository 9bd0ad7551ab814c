"""Frames to tables of the catalog: keys become row numbers, links become edges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from catalog import tables
from catalog.enums import Role
from catalog.storage.columns import Column, offsets_of
from catalog.storage.list_columns import Edges, Run
from catalog.storage.table import Table
from etl.columns import column
from etl.frames import Frames
from etl.ranks import name_ranks, title_ranks

Rows = NDArray[np.int64]
Cells = pl.Series | Column[Any]


def load(frames: Frames) -> Iterator[Table[Any]]:
    """Yield every table of the catalog, in the order of `catalog.tables`."""
    return _Loader(frames).tables()


class _Loader:
    """The frames, and the row number of every key in them."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames
        self.movies = frames.tables["movies"].sort("number")
        self.counted = ~self.movies["adult"].to_numpy()
        self.cast = self._of_movies("cast").sort("row", "order", "position")
        self.crew = self._of_movies("crew").sort("row", "position")
        self.tagged = self._of_movies("movie_tags").sort(
            *("row", "relevance", "people", "tag"),
            descending=[False, True, True, False],
            nulls_last=True,
        )
        self.titles = self._of_movies("titles").sort("row", "rank", "ordering")

    def tables(self) -> Iterator[Table[Any]]:
        yield self._movies()
        yield self._named(tables.Collections, "collection", by="release_date")
        yield self._named(tables.Genres, "genre")
        yield self._named(tables.Companies, "company")
        yield self._named(tables.Keywords, "keyword")
        yield self._named(tables.Tags, "tag")
        yield self._named(tables.Countries, "country")
        yield self._languages()
        yield self._people()
        yield self._credits(tables.CastCredits, self.cast)
        yield self._credits(tables.CrewCredits, self.crew)
        yield self._movie_tags()
        yield self._titles()
        rated = self._of_movies("ratings").sort("row", "user")
        yield _table(tables.Ratings, rated, movie=rated["row"], rating=rated["stars"])

    def _movies(self) -> Table[Any]:
        count = len(self.movies)
        directing = self.crew.filter(pl.col("job").is_in(Role.DIRECTOR.value))
        directing = directing.unique(["row", "person"], maintain_order=True)
        return _table(
            tables.Movies,
            self.movies,
            title_rank=title_ranks(self.movies),
            titles=_run(self.titles, count),
            original_language=self._references("languages", self.movies["original_language"]),
            collection=self._collections(),
            genres=self._edges("genre", "genres"),
            companies=self._edges("company", "companies"),
            countries=self._edges("country", "countries"),
            spoken_languages=self._edges("language", "languages"),
            keywords=self._edges("keyword", "keywords"),
            tags=_run(self.tagged, count),
            cast=_run(self.cast, count),
            cast_count=_counts(self.cast, count),
            crew=_run(self.crew, count),
            crew_count=_counts(self.crew, count),
            directors=Edges.of_pairs(
                directing["row"].to_numpy(), self._rows("people", directing["person"]), count
            ),
        )

    def _named(self, kind: type[Table[Any]], thing: str, by: str = "number") -> Table[Any]:
        """Genres, companies, … with the films that mention them, which are sorted by `by`."""
        frame = self.frames.tables[kind.table_name]
        linked = self._linked(thing).sort(by, "row", maintain_order=True)
        things = self._rows(kind.table_name, linked[thing])
        return self._with_movies(kind, frame, things, linked["row"].to_numpy())

    def _languages(self) -> Table[Any]:
        original = self.movies.with_row_index("row").filter(
            pl.col("original_language").is_not_null()
        )
        return self._with_movies(
            tables.Languages,
            self.frames.tables["languages"],
            self._rows("languages", original["original_language"]),
            original["row"].to_numpy(),
        )

    def _people(self) -> Table[Any]:
        frame = self.frames.tables["people"]
        of_cast, of_crew = (self._rows("people", c["person"]) for c in (self.cast, self.crew))
        rows = pl.concat((self.cast["row"], self.crew["row"]))
        credited = pl.DataFrame({"person": np.concatenate((of_cast, of_crew)), "row": rows})
        both = credited.unique().sort("person", "row")
        return self._with_movies(
            tables.People,
            frame,
            both["person"].to_numpy(),
            both["row"].to_numpy(),
            cast=Edges.of_pairs(of_cast, np.arange(len(of_cast)), len(frame)),
            crew=Edges.of_pairs(of_crew, np.arange(len(of_crew)), len(frame)),
            known_for=self._known_for(),
        )

    def _known_for(self) -> Column[Any]:
        known = self._with_rows(self.frames.links["known_for"])
        people = self._rows("people", known["person"])
        count = len(self.frames.tables["people"])
        return Edges.of_pairs(people, known["row"].to_numpy(), count)

    def _credits(self, kind: type[Table[Any]], credits: pl.DataFrame) -> Table[Any]:
        people = self._rows("people", credits["person"])
        name = self.frames.tables["people"]["name"].gather(people)
        another = pl.when(pl.col("name") != name).then("name")
        return _table(
            kind,
            credits,
            movie=credits["row"],
            person=pl.Series(people),
            credited_name=credits.select(another).to_series(),
            gender=credits["known_gender"],
            profile_path=credits["profile"],
        )

    def _movie_tags(self) -> Table[Any]:
        tags = pl.Series(self._rows("tags", self.tagged["tag"]))
        return _table(tables.MovieTags, self.tagged, movie=self.tagged["row"], tag=tags)

    def _titles(self) -> Table[Any]:
        return _table(
            tables.LocalTitles,
            self.titles,
            movie=self.titles["row"],
            country=self._references("countries", self.titles["country"]),
            language=self._references("languages", self.titles["language"]),
        )

    def _with_movies(
        self,
        kind: type[Table[Any]],
        frame: pl.DataFrame,
        owners: Rows,
        movies: Rows,
        **columns: Cells,
    ) -> Table[Any]:
        if "name_rank" in kind.columns():
            columns["name_rank"] = name_ranks(frame["name"])
        counts = np.bincount(owners[self.counted[movies]], minlength=len(frame))
        edges: Column[Any] = Edges.of_pairs(owners, movies, len(frame))
        return _table(kind, frame, movies=edges, movie_count=pl.Series(counts), **columns)

    def _collections(self) -> pl.Series:
        """The row of the collection of each film."""
        linked = self._linked("collection").select("row", "collection")
        both = (
            self.movies.select("number")
            .with_row_index("row")
            .join(linked, on="row", how="left", maintain_order="left")
        )
        return self._references("collections", both["collection"])

    def _edges(self, thing: str, table: str) -> Column[Any]:
        linked = self._linked(thing).sort("row", "position")
        return Edges.of_pairs(
            linked["row"].to_numpy(), self._rows(table, linked[thing]), len(self.movies)
        )

    def _linked(self, thing: str) -> pl.DataFrame:
        """Which film mentions what, with the row and the release date of the film."""
        return self._with_rows(self.frames.links[thing])

    def _of_movies(self, table: str) -> pl.DataFrame:
        return self._with_rows(self.frames.tables[table])

    def _with_rows(self, frame: pl.DataFrame) -> pl.DataFrame:
        rows = self.movies.select(pl.col("number").alias("movie"), "number", "release_date")
        return frame.join(rows.with_row_index("row"), on="movie", maintain_order="left")

    def _rows(self, table: str, keys: pl.Series) -> Rows:
        """The row of each key in `table`; no key is null."""
        return self._references(table, keys).to_numpy().astype(np.int64, casting="safe")

    def _references(self, table: str, keys: pl.Series) -> pl.Series:
        """The row of each key in `table`; null where the key is."""
        frame = self.frames.tables[table]
        own = next(name for name in ("code", "number", "tmdb_id") if name in frame.columns)
        index = frame.select(pl.col(own).alias("key")).with_row_index("row")
        wanted = keys.rename("key").to_frame()
        return wanted.join(index, on="key", how="left", maintain_order="left")["row"]


def _table(kind: type[Table[Any]], frame: pl.DataFrame, **computed: Cells) -> Table[Any]:
    """The table whose columns are in `computed`, or else those of `frame` of the same name."""
    columns: dict[str, Column[Any]] = {}
    for name, declared in kind.columns().items():
        cells = computed[name] if name in computed else frame[name]
        columns[name] = cells if isinstance(cells, Column) else column(cells, declared)
    return kind(columns)


def _counts(credits: pl.DataFrame, count: int) -> pl.Series:
    return pl.Series(np.bincount(credits["row"].to_numpy(), minlength=count))


def _run(rows: pl.DataFrame, count: int) -> Column[Any]:
    return Run({"offsets": offsets_of(np.bincount(rows["row"].to_numpy(), minlength=count))})
