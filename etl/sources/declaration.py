"""A source as it is declared: its files, their columns, and the tables that come from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import polars as pl

from etl.identity import Key
from etl.sources.files import Files
from etl.sources.raw import About, Piece, Pieces, Raw

Convert = Callable[..., pl.DataFrame]
"""From the rows of a file, and all rows of a second one if there is one, to those of a table of the
common form; it can be pickled."""


@dataclass(frozen=True, slots=True)
class File:
    """A file of a source.

    Attributes
    ----------
    names
        What it may be called, in lower case; the first that is there is read.
    columns
        Those that are read.
    optional
        Those of them that it may lack.
    without
        What is missing from a catalog without this file; None if there is no catalog without it.
    marks
        Columns that tell it from other files, whatever it is called; none if its name does.
    """

    names: tuple[str, ...]
    columns: tuple[str, ...]
    optional: tuple[str, ...] = ()
    without: str | None = None
    marks: tuple[str, ...] = ()

    def found(self, files: Files) -> str | None:
        """The name that it has among these files; None if it is not there."""
        named = next((name for name in self.names if name in files), None)
        return files.with_columns(self.marks) if named is None and self.marks else named


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a table of the common form come from.

    Attributes
    ----------
    file
        The key of the file.
    convert
        What makes rows of the table from those of the file; None where they are the same.
    second
        The key of a file with more about these rows, which is small enough to be read whole.
    """

    file: str
    convert: Convert | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A set of files that people have.

    Attributes
    ----------
    format
        Its name.
    files
        Its files, by any key.
    metadata, credits, keywords, links, ratings, tags, genome_tags, genome_scores, titles, people
        Where the tables of the common form come from.  A source without `metadata` has no films of
        its own, and adds to those of another.
    lacks
        What it never has, and what that means for the catalog.
    by_name
        The columns of the common form whose records have no numbers, but names; see `names.py`.
    key
        What it calls films by in the columns `id` of the common form.
    name
        What people call it; its format if that is empty.
    terms
        What it may be used for, in a sentence.
    attribution
        What has to stand where its data is shown.
    """

    format: str
    files: Mapping[str, File]
    metadata: Rows | None = None
    credits: Rows | None = None
    keywords: Rows | None = None
    links: Rows | None = None
    ratings: Rows | None = None
    tags: Rows | None = None
    genome_tags: Rows | None = None
    genome_scores: Rows | None = None
    titles: Rows | None = None
    principals: tuple[Rows, ...] = ()
    people: Rows | None = None
    lacks: Mapping[str, str] = field(default_factory=dict)
    by_name: tuple[str, ...] = ()
    key: Key = Key.TMDB
    name: str = ""
    terms: str = ""
    attribution: str = ""

    @property
    def required(self) -> str:
        """The files without which there is no catalog, in words."""
        listed = [" or ".join(file.names) for file in self._required()]
        if not listed:
            return " or ".join(file.names[0] for file in self.files.values())
        return (", and " if any(" or " in names for names in listed) else " and ").join(listed)

    def missing(self, files: Files) -> str:
        """The required files that are not there, with their columns, in words."""
        return " and ".join(
            f"{' or '.join(file.names)} ({', '.join(file.columns)})"
            for file in self._required()
            if not file.found(files)
        )

    def is_recognized(self, files: Files) -> bool:
        """Whether one of the required files is there."""
        return any(file.found(files) for file in self._required())

    def is_complete(self, files: Files) -> bool:
        """Whether every required file is there; of files of which none is required, any."""
        if required := self._required():
            return all(file.found(files) for file in required)
        return any(file.found(files) for file in self.files.values())

    def read(self, files: Files) -> Raw:
        """Read the files into the common form.

        Raises
        ------
        SourceError
            A file is broken or has other columns.
        """
        with ThreadPoolExecutor() as pool:
            reading = {
                key: pool.submit(files.read, name, file.columns, file.optional)
                for key, file in self.files.items()
                if (name := file.found(files)) is not None
            }
        pieces = {key: done.result() for key, done in reading.items()}
        absent = [
            (file.names[0], f"{file.names[0]} is missing: {file.without}")
            for key, file in self.files.items()
            if key not in pieces
        ]
        absent += [(name, f"the source has no {name}{what}") for name, what in self.lacks.items()]

        def rows(of: Rows) -> Pieces:
            if of.convert is None:
                return pieces[of.file]
            if of.second is None:
                return _Converted(pieces[of.file], of.convert)
            whole = pl.concat([piece() for piece in pieces[of.second]])
            return _Converted(pieces[of.file], partial(of.convert, second=whole))

        def optional(of: Rows | None) -> Pieces | None:
            return rows(of) if of is not None and of.file in pieces else None

        return Raw(
            format=self.format,
            digest=files.digest,
            metadata=optional(self.metadata) or (),
            credits=optional(self.credits),
            keywords=optional(self.keywords),
            links=optional(self.links),
            ratings=optional(self.ratings),
            absent=tuple(absent),
            findings=tuple(sorted(files.findings)),
            by_name=self.by_name,
            key=self.key,
            sources=(About(self.format, self.name or self.format, self.terms, self.attribution),),
            tags=optional(self.tags),
            genome_tags=optional(self.genome_tags),
            genome_scores=optional(self.genome_scores),
            titles=optional(self.titles),
            principals=tuple(filter(None, map(optional, self.principals))),
            people=optional(self.people),
        )

    def _required(self) -> list[File]:
        return [file for file in self.files.values() if file.without is None]


@dataclass(frozen=True, slots=True)
class _Converted:
    """Pieces whose rows are converted when they are read."""

    pieces: Pieces
    convert: Convert

    def __iter__(self) -> Iterator[Piece]:
        for piece in self.pieces:
            yield partial(_converted, piece, self.convert)


def _converted(piece: Piece, convert: Convert) -> pl.DataFrame:
    return convert(piece())
