"""Columns of texts: one JSON text for each cell, or a code for each cell and few texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import numpy as np
import orjson

from catalog.storage.columns import Column, Parts, offsets_of

T_co = TypeVar("T_co", covariant=True)


class TextColumn(Column[T_co]):
    """Texts; an empty cell is null, and a text is never empty.

    They are stored as JSON, as answers contain them, one cell after the other.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.json, self.offsets = parts["json"], parts["offsets"]
        self._cells, self._begins = self.json.data, self.offsets.data

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> T_co:
        begin, end = self._begins[row], self._begins[row + 1]
        if begin == end:
            return None  # type: ignore[return-value]  # null only where declared
        return orjson.loads(self._cells[begin:end])  # type: ignore[no-any-return]  # T is str

    @property
    def writer(self) -> Callable[[int], str]:
        """A function that gives the cell of a row as JSON in UTF-8, each byte as one character.

        Answers are put together as such strings and encoded once, as Latin-1.
        """
        cells, begins = self._cells, self._begins

        def json_text(row: int) -> str:
            return str(cells[begins[row] : begins[row + 1]], "latin-1") or "null"

        return json_text

    def texts(self) -> list[T_co]:
        """The texts of all rows."""
        return [self[row] for row in range(len(self))]

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> TextColumn[T_co]:
        """The column of `cells`; None is null."""
        content, lengths = bytearray(), []
        for cell in cells:  # one at a time: each result of orjson takes a kilobyte until released
            encoded = orjson.dumps(cell) if cell else b""
            content += encoded
            lengths.append(len(encoded))
        return cls(
            {
                "json": np.frombuffer(content, dtype=np.uint8),
                "offsets": offsets_of(lengths),
            }
        )


class LabelColumn(Column[T_co]):
    """Texts with few different values, e.g. departments; code -1 is null."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts)
        self.values = parts["values"]
        self._codes = self.values.data
        labels: TextColumn[Any] = TextColumn(
            {"json": parts["label_json"], "offsets": parts["label_offsets"]}
        )
        self.labels: list[Any] = [*(labels[code] for code in range(len(labels))), None]

    def __len__(self) -> int:
        return len(self.values)

    def __getitem__(self, row: int) -> T_co:
        return self.labels[self._codes[row]]  # type: ignore[no-any-return]  # -1 is the last: None

    @classmethod
    def of(cls, cells: Sequence[str | None]) -> LabelColumn[T_co]:
        """The column of `cells`; None is null."""
        names = sorted({cell for cell in cells if cell})
        code_of: dict[str | None, int] = {name: code for code, name in enumerate(names)}
        labels: TextColumn[Any] = TextColumn.of(names)
        dtype = np.int16 if len(names) <= np.iinfo(np.int16).max else np.int32
        return cls(
            {
                "values": np.array([code_of.get(cell, -1) for cell in cells], dtype=dtype),
                "label_json": labels.json,
                "label_offsets": labels.offsets,
            }
        )
