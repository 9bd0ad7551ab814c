"""Every name that can be searched: films, people, companies, collections, genres and more.

Names are compared by their `spelling`.  A name is near a text if it is spelled like it, or if one
of its words begins like it, so that results come while one types.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from catalog.names.spelling import spelling
from catalog.names.trigrams import TrigramIndex
from catalog.storage.text_columns import TextColumn

CANDIDATES = 200
"""How many names the engine proposes; the spelling decides among them."""

BEGINNING, WITHIN, NEARLY = 0.95, 0.9, 0.9
"""Similarity where the name, or a later word of it, begins with the text, and the highest where it
begins nearly so."""


class Name(NamedTuple):
    """A name of a row of a table; `fame` is the number of votes or films."""

    text: str
    table: str
    row: int
    fame: int


class Found(NamedTuple):
    """A row whose name is like a text: `similarity` is 0 to 1, 1 for the name itself."""

    row: int
    similarity: float
    fame: int
    entry: int

    @property
    def rank(self) -> tuple[float, int, int]:
        """Most like it first, then most famous, then by row."""
        return (-round(self.similarity, 2), -self.fame, self.row)


class Names:
    """The index of names of one snapshot."""

    def __init__(self, parts: Mapping[str, NDArray[Any]], engine: TrigramIndex) -> None:
        self._engine = engine
        self._tables: list[str] = TextColumn[str](_text(parts, "tables")).texts()
        self.names: TextColumn[str] = TextColumn(_text(parts, "names"))
        self._spelled: TextColumn[str] = TextColumn(_text(parts, "spelled"))
        self._suffixes: TextColumn[str] = TextColumn(_text(parts, "suffixes"))
        self._kind, self._row, self._fame = parts["kind"], parts["row"], parts["fame"]
        self._most_fame = {
            table: max(1, int(self._fame[self._kind == kind].max(initial=1)))
            for kind, table in enumerate(self._tables)
        }
        self._bearer, self._first = parts["bearer"], parts["first"]

    @classmethod
    def write(cls, names: list[Name], folder: Path) -> dict[str, NDArray[Any]]:
        """Write the engine's index to `folder`; give the arrays that stand beside it."""
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
        least: float,
        most: int | None,
        *,
        beginnings: bool = True,
    ) -> list[Found]:
        """Rows of `table` with a name like `text`, best first, each once.

        Parameters
        ----------
        least
            The least similarity, 0 to 1.
        most
            How many at the most; None for every name that begins so, beside the spelled ones.
        beginnings
            Whether it counts that a name begins like `text`.
        """
        spelled = spelling(text)
        if not spelled or table not in self._tables:
            return []
        kind = self._tables.index(table)
        best: dict[int, Found] = {}
        for entry, similarity in (
            *(self._beginning(spelled, kind, most) if beginnings else ()),
            *self._near(spelled, kind, beginnings=beginnings),
        ):
            row = int(self._row[entry])
            if similarity >= least and (row not in best or similarity > best[row].similarity):
                best[row] = Found(row, similarity, int(self._fame[entry]), entry)
        return sorted(best.values(), key=lambda found: found.rank)[:most]

    def most_fame(self, table: str) -> int:
        """The largest number of votes or films in `table`, at least 1."""
        return self._most_fame.get(table, 1)

    def _near(self, spelled: str, kind: int, *, beginnings: bool) -> Iterator[tuple[int, float]]:
        """Names spelled like `spelled`, or nearly beginning so."""
        entries = self._engine.near(spelled, kind, CANDIDATES)
        names = [self._spelled[entry] or "" for entry in entries]
        text = spelled.replace(" ", "")
        score = similarities(text, [name.replace(" ", "") for name in names])
        if beginnings:
            cut = [_beginning(name, len(text)) for name in names]
            score = np.maximum(score, NEARLY * similarities(text, cut))
        yield from zip(entries, score.tolist(), strict=True)

    def _beginning(self, spelled: str, kind: int, most: int | None) -> Iterator[tuple[int, float]]:
        """Names of which a word begins with `spelled`, the most famous where there are many."""
        wanted = f"{kind} {spelled}"
        begin = bisect_left(self._suffixes, wanted)
        end = bisect_left(self._suffixes, f"{wanted}\U0010ffff", begin)
        found = np.arange(begin, end)
        if most is not None and len(found) > CANDIDATES:
            fame = self._fame[self._bearer[begin:end]]
            found = begin + np.argpartition(-fame, CANDIDATES)[:CANDIDATES]
        for at in found.tolist():
            whole = self._first[at] and self._suffixes[at] == wanted
            yield int(self._bearer[at]), 1.0 if whole else BEGINNING if self._first[at] else WITHIN


def similarities(text: str, names: list[str]) -> NDArray[np.floating]:
    """Indel similarity, 0 to 1, of `text` with each of `names` (rapidfuzz's ``fuzz.ratio``)."""
    scores: NDArray[np.floating] = process.cdist([text], names, scorer=fuzz.ratio)[0]
    return scores / 100


def _beginning(name: str, length: int) -> str:
    """As many whole words of `name` as reach `length` letters, run together."""
    beginning = ""
    for word in name.split(" "):
        beginning += word
        if len(beginning) >= length:
            break
    return beginning


def _suffixes(text: str) -> Iterator[str]:
    """The text from each of its words on."""
    yield text
    at = text.find(" ")
    while at >= 0:
        yield text[at + 1 :]
        at = text.find(" ", at + 1)


def _text(parts: Mapping[str, NDArray[Any]], name: str) -> dict[str, NDArray[Any]]:
    return {part: parts[f"{name}.{part}"] for part in ("json", "offsets")}
