"""A full-text index of the trigrams of names (Tantivy): finds names spelled like a text.

Entry n of the index is the n-th name that was written; `names.py` knows which row has it.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import (
    Document,
    Index,
    Occur,
    Query,
    Schema,
    SchemaBuilder,
    TextAnalyzerBuilder,
    Tokenizer,
)

GRAM = 3
HEAP = 64_000_000
"""Bytes of memory that the writer may take."""


class TrigramIndex:
    """An open index.

    Tantivy locks the folder that it opens, even only to read, and a snapshot may be on a read-only
    disk.  So it opens a temporary folder with links to the files.  Threads share one instance: its
    searcher only reads.
    """

    def __init__(self, folder: Path) -> None:
        links = Path(tempfile.mkdtemp(prefix="reelgraph-names-"))
        weakref.finalize(self, shutil.rmtree, links, ignore_errors=True)
        for file in folder.iterdir():
            if file.suffix == ".json":
                shutil.copyfile(file, links / file.name)
            else:
                (links / file.name).symlink_to(file.resolve())
        index = Index.open(str(links))
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def write(cls, folder: Path, names: Iterable[tuple[str, int]]) -> None:
        """Write an index of (name, kind) pairs to `folder`, which must not exist yet.

        A kind is a number; a search is always within one kind.

        Raises
        ------
        OSError
            The folder cannot be written, e.g. because the disk is full.
        """
        folder.mkdir()
        index = Index(_schema(), path=str(folder))
        analyzer = TextAnalyzerBuilder(Tokenizer.ngram(GRAM, GRAM, prefix_only=False)).build()
        index.register_tokenizer("trigrams", analyzer)
        try:
            cls._fill(index, names)
        except ValueError as error:  # Tantivy raises it for every fault
            if any(words in str(error) for words in ("IO error", "os error")):
                raise OSError(str(error)) from error
            raise
        for file in folder.iterdir():
            file.unlink() if file.suffix == ".lock" else file.chmod(0o644)

    @classmethod
    def _fill(cls, index: Index, names: Iterable[tuple[str, int]]) -> None:
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for entry, (name, kind) in enumerate(names):
            document = Document()
            document.add_text("name", _pad(name))
            document.add_unsigned("kind", kind)
            document.add_unsigned("entry", entry)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def candidates(self, text: str, kind: int, limit: int) -> list[int]:
        """At most `limit` entries of `kind` that share trigrams with `text`, best first by BM25."""
        padded = _pad(text)
        grams = {padded[at : at + GRAM] for at in range(len(padded) - GRAM + 1)}
        any_gram = [
            (Occur.Should, Query.term_query(self._schema, "name", gram)) for gram in sorted(grams)
        ]
        of_kind = Query.const_score_query(Query.term_query(self._schema, "kind", kind), 0.0)
        query = Query.boolean_query(
            [(Occur.Must, of_kind), (Occur.Must, Query.boolean_query(any_gram))]
        )
        hits = self._searcher.search(query, limit, count=False).hits
        entries: Any = self._searcher.fast_field_values("entry", [at for _, at in hits])
        return list(entries)


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("name", tokenizer_name="trigrams", index_option="freq")
    builder.add_unsigned_field("kind", indexed=True)
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def _pad(text: str) -> str:
    """The text with a space on either side, without lone surrogates, which Tantivy refuses."""
    return f" {text} ".encode(errors="ignore").decode()
