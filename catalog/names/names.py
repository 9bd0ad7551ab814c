"""The index of names: of films, people, companies, collections, genres and more.

Names are compared by their `spelling`.  A name matches a text if it is spelled like the text, or if
the text is how the name or a later word of it begins, so that there are results while one types.

A text is in no known language, so only English articles are left out of it.  A name that begins
with an article of its own language is compared with the article and without.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalog.names.articles import has_articles
from catalog.names.normalization import spelling
from catalog.names.similarity import spelled_alike
from catalog.names.trigrams import TrigramIndex
from catalog.storage.text_columns import TextColumn

MIN_SIMILARITY = 0.75
"""The similarity from which a name counts as a result, 0 to 1."""
CANDIDATES = 200
"""How many names with common trigrams are compared letter by letter."""
NAME_BEGINS, WORD_BEGINS = 0.95, 0.9
"""The similarity of a name that begins with the text, or of which a later word does."""


class Name(NamedTuple):
    """A name of a row of a table.

    `fame` is the number of votes of a film, or the number of films of anything else; `language` is
    the ISO 639-1 code of the language that the name is in, as far as it is known.
    """

    text: str
    table: str
    row: int
    fame: int
    language: str | None = None


class NameMatch(NamedTuple):
    """A row that has a name like a text.

    `similarity` is 0 to 1, 1 for the name itself; `entry` is the number of the name in the index.
    """

    row: int
    similarity: float
    fame: int
    entry: int


class NameMatches(NamedTuple):
    """Rows that have names like a text, their similarity, and the entries of these names.

    The most similar come first, in hundredths, then the most famous, then by row.
    """

    rows: NDArray[Any]
    similarity: NDArray[np.float64]
    entries: NDArray[Any]


class Names:
    """The index of names of one snapshot; read-only, so threads share it.

    Parameters
    ----------
    parts
        The arrays that `write` gave.
    trigrams
        The index that `write` wrote.
    """

    def __init__(self, parts: Mapping[str, NDArray[Any]], trigrams: TrigramIndex) -> None:
        self._trigrams = trigrams
        self._tables: list[str] = TextColumn[str](_text(parts, "tables")).texts()
        self.texts: TextColumn[str] = TextColumn(_text(parts, "names"))
        self._spellings: TextColumn[str] = TextColumn(_text(parts, "spelled"))
        self._suffixes: TextColumn[str] = TextColumn(_text(parts, "suffixes"))
        self._kind, self._row, self._fame = parts["kind"], parts["row"], parts["fame"]
        self._max_fame = {
            table: max(1, int(self._fame[self._kind == kind].max(initial=1)))
            for kind, table in enumerate(self._tables)
        }
        self._entry_of_suffix, self._is_whole = parts["bearer"], parts["first"]
        self._article_length = parts["article"]

    @classmethod
    def write(cls, names: list[Name], folder: Path) -> dict[str, NDArray[Any]]:
        """Write the index of trigrams to `folder`, and give the arrays that belong to it."""
        tables = sorted({name.table for name in names})
        kinds = [tables.index(name.table) for name in names]
        spelled = [spelling(name.text) for name in names]
        articles = [
            len(text) - len(spelling(name.text, name.language))
            if has_articles(name.language)
            else 0
            for name, text in zip(names, spelled, strict=True)
        ]
        TrigramIndex.write(folder, zip(spelled, kinds, strict=True))
        suffixes = sorted(
            (kind, text[at:].encode(), entry, at in (0, articles[entry]))
            for entry, (text, kind) in enumerate(zip(spelled, kinds, strict=True))
            for at in _word_begins(text)
        )
        texts = {
            "tables": tables,
            "names": [name.text for name in names],
            "spelled": spelled,
            "suffixes": [f"{kind} {suffix.decode()}" for kind, suffix, _, _ in suffixes],
        }
        parts = {
            f"{name}.{part}": values
            for name, cells in texts.items()
            for part, values in TextColumn[str].of(cells).parts.items()
        }
        return {
            **parts,
            "kind": np.array(kinds, dtype=np.int8),
            "row": np.array([name.row for name in names], dtype=np.int32),
            "fame": np.array([name.fame for name in names], dtype=np.int32),
            "bearer": np.array([entry for _, _, entry, _ in suffixes], dtype=np.int32),
            "article": np.array(articles, dtype=np.int8),
            "first": np.array([first for _, _, _, first in suffixes], dtype=bool),
        }

    def search(
        self,
        text: str,
        table: str,
        min_similarity: float,
        limit: int | None,
        *,
        beginnings: bool = True,
    ) -> list[NameMatch]:
        """Rows of `table` with a name like `text`, best first, each once.

        Parameters
        ----------
        table
            The name of the table.
        min_similarity
            0 to 1.
        limit
            How many rows at most.  None for all: then every name counts that begins with `text`,
            and not only the most famous of them.
        beginnings
            Whether a name also matches if it, or a later word of it, begins like `text`.
        """
        found = self.matches(text, table, min_similarity, limit, beginnings=beginnings)
        columns = (found.rows, found.similarity, self._fame[found.entries], found.entries)
        return list(map(NameMatch, *(column.tolist() for column in columns)))

    def matches(
        self,
        text: str,
        table: str,
        min_similarity: float,
        limit: int | None,
        *,
        beginnings: bool = True,
    ) -> NameMatches:
        """The same as arrays; thousands of names may begin with a short text."""
        spelled = spelling(text)
        if not spelled or table not in self._tables:
            return NameMatches(*(np.zeros(0, dtype=kind) for kind in ("i4", "f8", "i4")))
        kind = self._tables.index(table)
        found = [self._spelled_like(spelled, kind, beginnings=beginnings)]
        if beginnings:
            found.insert(0, self._beginning_with(spelled, kind, limit))
        entries, similarity = map(np.concatenate, zip(*found, strict=True))
        enough = similarity >= min_similarity
        entries, similarity = entries[enough], similarity[enough]
        rows = self._row[entries]
        by_row = np.lexsort((entries, -similarity, rows))  # of equal ones, the first name of a row
        best = by_row[np.diff(rows[by_row], prepend=-1) > 0]
        values, place = np.unique(similarity, return_inverse=True)
        rounded = np.array([round(value, 2) for value in values.tolist()])[place]
        fame = self._fame[entries]
        best = best[np.lexsort((rows[best], -fame[best], -rounded[best]))][:limit]
        return NameMatches(rows[best], similarity[best], entries[best])

    def max_fame(self, table: str) -> int:
        """The fame of the most famous row of `table`, at least 1."""
        return self._max_fame.get(table, 1)

    def _spelled_like(
        self, spelled: str, kind: int, *, beginnings: bool
    ) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Entries and similarity of names spelled like a text, or nearly beginning with it."""
        entries = self._trigrams.candidates(spelled, kind, CANDIDATES)
        names = [self._spellings[entry] or "" for entry in entries]
        score = spelled_alike(spelled, names, beginnings=beginnings)
        lengths = self._article_length[entries]
        if lengths.any():
            with_article = np.flatnonzero(lengths).tolist()
            bare = [names[at][lengths[at] :] for at in with_article]
            also = spelled_alike(spelled, bare, beginnings=beginnings)
            score[with_article] = np.maximum(score[with_article], also)
        return np.array(entries, dtype=np.int64), score.astype(np.float64)

    def _beginning_with(
        self, spelled: str, kind: int, limit: int | None
    ) -> tuple[NDArray[Any], NDArray[np.float64]]:
        """Entries and similarity of names that begin with a text, or of which a later word does.

        With a `limit`, only the most famous of many.
        """
        wanted = f"{kind} {spelled}"
        begin = bisect_left(self._suffixes, wanted)
        end = bisect_left(self._suffixes, f"{wanted}\U0010ffff", begin)
        after_same = bisect_right(self._suffixes, wanted, begin, end)
        found = np.arange(begin, end)
        if limit is not None and len(found) > CANDIDATES:
            fame = self._fame[self._entry_of_suffix[begin:end]]
            found = begin + np.argpartition(-fame, CANDIDATES)[:CANDIDATES]
        is_name = np.where(found < after_same, 1.0, NAME_BEGINS)
        similarity = np.where(self._is_whole[found], is_name, WORD_BEGINS)
        return self._entry_of_suffix[found], similarity


def _word_begins(text: str) -> Iterator[int]:
    """Where each word of a text begins: 0 and 5 in "star wars"."""
    at = 0
    while at >= 0:
        yield at
        at = text.find(" ", at) + 1 or -1


def _text(parts: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    return {part: parts[f"{name}.{part}"] for part in ("json", "offsets")}
