"""Which rows are let in, under which rule the others count, and that none is lost."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from catalog.dataset import Finding
from catalog.enums import Severity
from etl.admission import Admission, admit
from etl.validation import Rule, unreadable_rule, validate

NEGATIVE = Rule("a is negative", Severity.DROPPED, pl.col("a") < 0, pl.col("b"))
BLANK = Rule("b is blank", Severity.DROPPED, pl.col("b").is_null(), pl.col("a"))
LARGE = Rule("a is large", Severity.NOTED, pl.col("a") > 5, pl.col("a"))
RULES = (NEGATIVE, BLANK, LARGE)
rows = st.lists(
    st.tuples(st.none() | st.integers(-3, 9), st.none() | st.sampled_from(["x", "y"])), max_size=30
)
Pairs = Sequence[tuple[int | None, str | None]]


def admit_rows(
    rows: Pairs, rules: Sequence[Rule] = RULES, key: Sequence[str] = ()
) -> tuple[Admission, Pairs]:
    frame = pl.DataFrame(list(rows), schema={"a": pl.Int64, "b": pl.String}, orient="row")
    admission = admit("things", validate(frame, rules), rules, key)
    return admission, admission.kept.rows()


def counts(admission: Admission) -> dict[str, int]:
    return {finding.rule: finding.rows for finding in admission.findings}


def test_rows_that_break_no_rule_are_kept_in_their_order() -> None:
    admission, kept = admit_rows([(2, "x"), (-1, "y"), (1, "y"), (3, None), (0, "x")])
    assert kept == [(2, "x"), (1, "y"), (0, "x")]
    assert admission.read == 5
    assert admission.kept.columns == ["a", "b"]


def test_a_finding_tells_the_rule_how_many_rows_it_caught_and_shows_the_first() -> None:
    admission, _ = admit_rows([(-2, "y"), (-1, "x"), (4, None), (6, "x")])
    assert admission.findings == (
        Finding("things", "a is negative", Severity.DROPPED, 2, "y"),
        Finding("things", "b is blank", Severity.DROPPED, 1, "4"),
        Finding("things", "a is large", Severity.NOTED, 1, "6"),
    )


def test_a_row_that_breaks_several_rules_counts_under_the_first() -> None:
    both: Pairs = [(-1, None)]
    assert counts(admit_rows(both, (NEGATIVE, BLANK))[0]) == {"a is negative": 1}
    assert counts(admit_rows(both, (BLANK, NEGATIVE))[0]) == {"b is blank": 1}


def test_rules_that_only_count_count_the_kept_rows_alone() -> None:
    admission, kept = admit_rows([(9, None), (9, "x")])
    assert kept == [(9, "x")]
    assert counts(admission) == {"b is blank": 1, "a is large": 1}


def test_a_rule_that_nothing_breaks_is_no_finding() -> None:
    assert admit_rows([(1, "x")])[0].findings == ()


def test_a_null_breaks_no_rule_that_does_not_ask_for_nulls() -> None:
    admission, kept = admit_rows([(None, "x")])
    assert kept == [(None, "x")]
    assert admission.findings == ()


def test_of_rows_with_one_key_the_first_is_kept() -> None:
    admission, kept = admit_rows([(1, "x"), (2, "x"), (1, "y"), (1, "x")], key=["a"])
    assert kept == [(1, "x"), (2, "x")]
    assert admission.findings == (Finding("things", "repeated a", Severity.DROPPED, 2, "1"),)


def test_of_rows_with_one_key_the_first_that_breaks_no_rule_is_kept() -> None:
    admission, kept = admit_rows([(1, None), (1, "x"), (1, "y")], key=["a"])
    assert kept == [(1, "x")]
    assert counts(admission) == {"b is blank": 1, "repeated a": 1}


def test_a_key_may_be_of_several_columns() -> None:
    admission, kept = admit_rows([(1, "x"), (1, "y"), (1, "x")], key=["a", "b"])
    assert kept == [(1, "x"), (1, "y")]
    assert counts(admission) == {"repeated a and b": 1}


def test_without_rules_and_key_everything_is_kept() -> None:
    admission, kept = admit_rows([(1, "x"), (1, "x")], rules=())
    assert (len(kept), admission.findings) == (2, ())


def test_of_no_rows_none_is_kept() -> None:
    admission, kept = admit_rows([], key=["a"])
    assert (kept, admission.read, admission.findings) == ([], 0, ())


def test_a_long_example_is_cut() -> None:
    (finding,) = admit_rows([(-1, "x" * 500)])[0].findings
    assert finding.example == "x" * 80


@given(rows, st.permutations(RULES), st.sampled_from([[], ["a"], ["b", "a"]]))
def test_kept_and_turned_away_are_all_that_was_read(
    rows: Pairs, rules: list[Rule], key: list[str]
) -> None:
    admission, kept = admit_rows(rows, rules, key)
    dropped = sum(f.rows for f in admission.findings if f.severity is Severity.DROPPED)
    assert len(kept) + dropped == admission.read == len(rows)
    assert not [row for row in kept if row[1] is None or (row[0] is not None and row[0] < 0)]
    at = {"a": 0, "b": 1}
    bearers = [tuple(row[at[name]] for name in key) for row in kept]
    assert not key or len(set(bearers)) == len(bearers)


def test_a_cell_is_unreadable_where_it_is_not_blank_and_yet_null() -> None:
    frame = pl.DataFrame(
        {"number": [None, None, None, None, 5], "raw": [None, "", "  ", "five", "5"]},
        schema={"number": pl.Int64, "raw": pl.String},
    )
    rule = unreadable_rule("number", "raw", "a number")
    assert frame.filter(rule.broken)["raw"].to_list() == ["five"]
    assert (rule.name, rule.severity) == ("number is not a number", Severity.NULLED)
