"""The file that splits users in two."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.errors import EvaluationError
from model.evaluation.split import Split, read_split


def test_users_of_both_parts_are_read(tmp_path: Path) -> None:
    users = tmp_path / "users.csv"
    users.write_text("userId,split\n1,train\n2,train\n3,train\n4,val\n5,val\n6,val\n")
    assert read_split(users) == Split(frozenset({1, 2, 3}), frozenset({4, 5, 6}))


@pytest.mark.parametrize(
    "text",
    ["", "userId\n1\n", "userId,split\nx,val\n", "userId,split\n1,test\n", "userId,split\n1,val\n"],
    ids=["empty", "a column is missing", "no number", "no part", "one part"],
)
def test_a_file_that_does_not_split_users_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users.csv"
    file.write_text(text)
    with pytest.raises(EvaluationError):
        read_split(file)
