"""Names spelled like a text: an index of their trigrams, kept by Tantivy.

Entry n of the index is the n-th name; what bears it is for `names.py` to know.
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
"""Bytes that the writer may hold."""


class TrigramIndex:
    """An open index.

    Tantivy locks the folder that it opens even to read, and a snapshot may stand on a read-only
    disk; so it is shown a folder of its own with links to the files.
    """

    def __init__(self, folder: Path) -> None:
        shown = Path(tempfile.mkdtemp(prefix="reelgraph-names-"))
        weakref.finalize(self, shutil.rmtree, shown, ignore_errors=True)
        for file in folder.iterdir():
            if file.suffix == ".json":
                shutil.copyfile(file, shown / file.name)
            else:
                (shown / file.name).symlink_to(file.resolve())
        index = Index.open(str(shown))
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def write(cls, folder: Path, names: Iterable[tuple[str, int]]) -> None:
        """Index (name, kind) pairs, in their order."""
        folder.mkdir()
        index = Index(_schema(), path=str(folder))
        analyzer = TextAnalyzerBuilder(Tokenizer.ngram(GRAM, GRAM, prefix_only=False)).build()
        index.register_tokenizer("trigrams", analyzer)
        try:
            cls._fill(index, names)
        except ValueError as error:  # Tantivy says everything so
            if any(sign in str(error) for sign in ("IO error", "os error")):
                raise OSError(str(error)) from error
            raise
        for file in folder.iterdir():
            file.unlink() if file.suffix == ".lock" else file.chmod(0o644)

    @classmethod
    def _fill(cls, index: Index, names: Iterable[tuple[str, int]]) -> None:
        writer = index.writer(heap_size=HEAP, num_threads=1)
        for entry, (name, kind) in enumerate(names):
            document = Document()
            document.add_text("name", _padded(name))
            document.add_unsigned("kind", kind)
            document.add_unsigned("entry", entry)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def near(self, text: str, kind: int, most: int) -> list[int]:
        """The entries of this kind that share most trigrams with `text`, best first (BM25)."""
        padded = _padded(text)
        grams = {padded[at : at + GRAM] for at in range(len(padded) - GRAM + 1)}
        any_gram = [
            (Occur.Should, Query.term_query(self._schema, "name", gram)) for gram in sorted(grams)
        ]
        of_kind = Query.const_score_query(Query.term_query(self._schema, "kind", kind), 0.0)
        query = Query.boolean_query(
            [(Occur.Must, of_kind), (Occur.Must, Query.boolean_query(any_gram))]
        )
        hits = self._searcher.search(query, most, count=False).hits
        entries: Any = self._searcher.fast_field_values("entry", [at for _, at in hits])
        return list(entries)


def _schema() -> Schema:
    builder = SchemaBuilder()
    builder.add_text_field("name", tokenizer_name="trigrams", index_option="freq")
    builder.add_unsigned_field("kind", indexed=True)
    builder.add_unsigned_field("entry", fast=True)
    return builder.build()


def _padded(text: str) -> str:
    """The text between spaces, without halves of characters, which Tantivy refuses."""
    return f" {text} ".encode(errors="ignore").decode()
