"""The index of names: of films, people, companies, collections, genres and more.

Names are compared by their `spelling`.  A name matches a text if it is spelled like the text, or if
the text is how the name or a later word of it begins, so that there are results while one types.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from catalog.names.normalization import spelling
from catalog.names.trigrams import TrigramIndex
from catalog.storage.text_columns import TextColumn

MIN_SIMILARITY = 0.75
"""The similarity from which a name counts as a result, 0 to 1."""
CANDIDATES = 200
"""How many names with common trigrams are compared letter by letter."""
NAME_BEGINS, WORD_BEGINS = 0.95, 0.9
"""The similarity of a name that begins with the text, or of which a later word does."""
NEARLY_BEGINS = 0.9
"""The highest similarity of a name that begins like the text, but not exactly."""


class Name(NamedTuple):
    """A name of a row of a table.

    `fame` is the number of votes of a film, or the number of films of anything else.
    """

    text: str
    table: str
    row: int
    fame: int


class NameMatch(NamedTuple):
    """A row that has a name like a text.

    `similarity` is 0 to 1, 1 for the name itself; `entry` is the number of the name in the index.
    """

    row: int
    similarity: float
    fame: int
    entry: int

    @property
    def rank(self) -> tuple[float, int, int]:
        """Sorts the most similar first, then the most famous, then by row."""
        return (-round(self.similarity, 2), -self.fame, self.row)


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

    @classmethod
    def write(cls, names: list[Name], folder: Path) -> dict[str, NDArray[Any]]:
        """Write the index of trigrams to `folder`, and give the arrays that belong to it."""
        tables = sorted({name.table for name in names})
        kinds = [tables.index(name.table) for name in names]
        spelled = [spelling(name.text) for name in names]
        TrigramIndex.write(folder, zip(spelled, kinds, strict=True))
        suffixes = sorted(
            (kind, suffix.encode(), entry, at == 0)
            for entry, (text, kind) in enumerate(zip(spelled, kinds, strict=True))
            for at, suffix in enumerate(_suffixes(text))
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
        spelled = spelling(text)
        if not spelled or table not in self._tables:
            return []
        kind = self._tables.index(table)
        best: dict[int, NameMatch] = {}
        for entry, similarity in (
            *(self._beginning_with(spelled, kind, limit) if beginnings else ()),
            *self._spelled_like(spelled, kind, beginnings=beginnings),
        ):
            row = int(self._row[entry])
            if similarity >= min_similarity and (
                row not in best or similarity > best[row].similarity
            ):
                best[row] = NameMatch(row, similarity, int(self._fame[entry]), entry)
        return sorted(best.values(), key=lambda match: match.rank)[:limit]

    def max_fame(self, table: str) -> int:
        """The fame of the most famous row of `table`, at least 1."""
        return self._max_fame.get(table, 1)

    def _spelled_like(
        self, spelled: str, kind: int, *, beginnings: bool
    ) -> Iterator[tuple[int, float]]:
        """(entry, similarity) of names spelled like `spelled`, or nearly beginning with it."""
        entries = self._trigrams.candidates(spelled, kind, CANDIDATES)
        names = [self._spellings[entry] or "" for entry in entries]
        text = spelled.replace(" ", "")
        score = similarities(text, [name.replace(" ", "") for name in names])
        if beginnings:
            cut = [_first_words(name, len(text)) for name in names]
            score = np.maximum(score, NEARLY_BEGINS * similarities(text, cut))
        yield from zip(entries, score.tolist(), strict=True)

    def _beginning_with(
        self, spelled: str, kind: int, limit: int | None
    ) -> Iterator[tuple[int, float]]:
        """(entry, similarity) of names that begin with `spelled`, or of which a later word does.

        With a `limit`, only the most famous of many.
        """
        wanted = f"{kind} {spelled}"
        begin = bisect_left(self._suffixes, wanted)
        end = bisect_left(self._suffixes, f"{wanted}\U0010ffff", begin)
        found = np.arange(begin, end)
        if limit is not None and len(found) > CANDIDATES:
            fame = self._fame[self._entry_of_suffix[begin:end]]
            found = begin + np.argpartition(-fame, CANDIDATES)[:CANDIDATES]
        for at in found.tolist():
            begins = NAME_BEGINS if self._is_whole[at] else WORD_BEGINS
            same = self._is_whole[at] and self._suffixes[at] == wanted
            yield int(self._entry_of_suffix[at]), 1.0 if same else begins


def similarities(text: str, names: list[str]) -> NDArray[np.floating]:
    """The normalized Indel similarity of `text` with each of `names`, 0 to 1 (`fuzz.ratio`)."""
    scores: NDArray[np.floating] = process.cdist([text], names, scorer=fuzz.ratio)[0]
    return scores / 100


def _first_words(name: str, length: int) -> str:
    """The first words of `name`, run together: as many as are needed for `length` letters."""
    beginning = ""
    for word in name.split(" "):
        beginning += word
        if len(beginning) >= length:
            break
    return beginning


def _suffixes(text: str) -> Iterator[str]:
    """The text from each of its words on, e.g. "star wars" and "wars"."""
    yield text
    at = text.find(" ")
    while at >= 0:
        yield text[at + 1 :]
        at = text.find(" ", at + 1)


def _text(parts: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    return {part: parts[f"{name}.{part}"] for part in ("json", "offsets")}
