"""Python code as a tree."""

from __future__ import annotations

import ast
import builtins
import keyword

from hypothesis import given
from hypothesis import strategies as st

from execution.compile.syntax import (
    FILLED,
    ROW,
    Module,
    attribute,
    call,
    commas,
    item,
    joined,
    load,
    named,
    unless_none,
)


def source(node: ast.expr) -> str:
    return ast.unparse(ast.fix_missing_locations(ast.Expression(node)))


def test_expressions_are_what_their_docstrings_say() -> None:
    a, b = load("a"), load("b")
    assert source(call("f", "a", b)) == "f(a, b)"
    assert source(attribute(a, "b")) == "a.b"
    assert source(item(a, ast.Constant(-1))) == "a[-1]"
    assert source(named("a", b)) == "(a := b)"
    assert source(unless_none(a, "null", b)) == "'null' if a is None else b"
    assert source(joined(["x", a])) == "f'x{a}'"


def test_f_strings_inside_of_an_f_string_become_part_of_it() -> None:
    inner = joined(["(", load("a"), ")"])
    assert source(joined(["x", inner, "y"])) == "f'x({a})y'"


def test_items_are_joined_by_a_loop_or_by_map_where_one_call_writes_them() -> None:
    loop = commas(call("f", "each", "filled"), "each", load("rows"))
    assert source(loop) == "','.join([f(each, filled) for each in rows])"
    assert source(commas(call("f", "each"), "each", load("rows"))) == "','.join(map(f, rows))"
    other = commas(call("f", "row"), "each", load("rows"))
    assert source(other) == "','.join([f(row) for each in rows])"


@given(st.lists(st.from_regex(r"[a-z]{1,2}(_[0-9])?|map|type|class|row|movieCast", fullmatch=True)))
def test_no_two_names_of_a_module_are_the_same_and_none_is_taken(stems: list[str]) -> None:
    module = Module()
    names = [module.fresh(stem) for stem in stems]
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)
    assert set(names).isdisjoint({ROW, FILLED, *keyword.kwlist, *dir(builtins)})


def test_a_module_compiles_to_functions_that_see_what_was_bound() -> None:
    module = Module()
    double = module.bind("double", lambda value: 2 * value)
    name = module.define("write", [ROW], joined(["=", call(double, ROW)]))
    assert module.compiled()[name](4) == "=8"


def test_small_constants_are_written_out_and_others_are_bound() -> None:
    module = Module()
    assert [source(module.constant("x", value)) for value in (1, None, True)] == [
        "1",
        "None",
        "True",
    ]
    assert source(module.constant("x", "a text of a client")) == "x"
    assert module.constants == {"x": "a text of a client"}
