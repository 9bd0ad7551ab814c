"""Which users the model may see, and which are asked about."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from model.errors import EvaluationError

PARTS = ("train", "val")


class Split(NamedTuple):
    """Users whose ratings the model may see, and users to ask about."""

    train: frozenset[int]
    held_out: frozenset[int]


def read_split(file: Path) -> Split:
    """Read a CSV of `userId` and `split`, which is train or val.

    Raises
    ------
    EvaluationError
        The file is no such CSV, or one of the parts is empty.
    """
    expected = "the columns userId, a number, and split, which is train or val"
    try:
        with file.open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        parts = [(int(row["userId"]), PARTS.index(row["split"])) for row in rows]
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise EvaluationError(file, expected, f"something else ({error})") from error
    train, held_out = (frozenset(user for user, at in parts if at == part) for part in (0, 1))
    if not train or not held_out:
        raise EvaluationError(file, "users of both parts", f"{len(train)} and {len(held_out)}")
    return Split(train, held_out)
