"""Python code that is made as a tree: expressions, and the module that holds them."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

ROW, REQUEST = "row", "request"
"""Parameters of functions: the row or value, and the list of what the request filled in."""
Part = str | ast.expr


class Module:
    """Functions that are being made, and what they are bound to."""

    def __init__(self) -> None:
        self._numbers = count()
        self._bound: dict[str, Any] = {}
        self._statements: list[ast.stmt] = []

    def fresh(self, stem: str) -> str:
        """A name that nothing else has."""
        return f"{stem}_{next(self._numbers)}"

    def bind(self, value: Any) -> ast.Name:
        """A name for a value that is there already."""
        name = self.fresh("bound")
        self._bound[name] = value
        return load(name)

    def define(self, stem: str, parameters: Sequence[str], body: ast.expr) -> str:
        """A function that gives `body`."""
        name = self.fresh(stem)
        arguments = ast.arguments([], [ast.arg(p) for p in parameters], None, [], [], None, [])
        self._statements.append(ast.FunctionDef(name, arguments, [ast.Return(body)], []))
        return name

    def assign(self, stem: str, value: ast.expr) -> str:
        """A name for the value of an expression."""
        name = self.fresh(stem)
        self._statements.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return name

    def made(self) -> Mapping[str, Any]:
        """Everything by name."""
        tree = ast.fix_missing_locations(ast.Module(self._statements, []))
        names = dict(self._bound)
        exec(compile(tree, "<plan>", "exec"), names)  # noqa: S102 - the tree was made here
        return names


def load(name: str) -> ast.Name:
    """The value of a name."""
    return ast.Name(name, ast.Load())


def call(function: str | ast.expr, *arguments: str | ast.expr) -> ast.Call:
    """A call; a text stands for a name."""
    named = [load(a) if isinstance(a, str) else a for a in arguments]
    return ast.Call(load(function) if isinstance(function, str) else function, named, [])


def attribute(value: ast.expr, name: str) -> ast.expr:
    """``value.name``."""
    return ast.Attribute(value, name, ast.Load())


def item(value: ast.expr, key: ast.expr) -> ast.expr:
    """``value[key]``."""
    return ast.Subscript(value, key, ast.Load())


def named(name: str, value: ast.expr) -> ast.expr:
    """``(name := value)``."""
    return ast.NamedExpr(ast.Name(name, ast.Store()), value)


def unless_none(kept: ast.expr, otherwise: str, text: ast.expr) -> ast.expr:
    """``otherwise if kept is None else text``."""
    missing = ast.Compare(kept, [ast.Is()], [ast.Constant(None)])
    return ast.IfExp(missing, ast.Constant(otherwise), text)


def joined(parts: Sequence[Part]) -> ast.JoinedStr:
    """An f-string; what is one itself is made part of it, so that no text is made twice."""
    values: list[ast.expr] = []
    for part in parts:
        if isinstance(part, ast.JoinedStr):
            values += part.values
        elif isinstance(part, str):
            values.append(ast.Constant(part))
        else:
            values.append(ast.FormattedValue(part, -1, None))
    return ast.JoinedStr(values)


def commas(text: ast.expr, each: str, values: ast.expr) -> ast.expr:
    """``",".join(text for each in values)``; by `map` where the text is one call of `each`."""
    texts: ast.expr = ast.ListComp(
        text, [ast.comprehension(ast.Name(each, ast.Store()), values, [], is_async=0)]
    )
    if isinstance(text, ast.Call):
        match text.args:
            case [ast.Name(id=name)] if name == each:
                texts = call("map", text.func, values)
    return call(attribute(ast.Constant(","), "join"), texts)
