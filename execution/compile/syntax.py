"""Python code as a tree: expressions, and the module that holds functions of them."""

from __future__ import annotations

import ast
import builtins
import keyword
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from sys import getsizeof
from types import CodeType
from typing import Any

from graphql import SelectionSetNode

ROW, FILLED = "row", "filled"
"""Parameters of functions: the row or value, and the list of what the request filled in."""
Part = str | ast.expr
"""A part of an f-string: text, or what gives a text."""
BYTES_PER_NAME = 350
"""What a name in a module takes in memory, with the function or the reader that it stands for."""
Sets = Sequence[SelectionSetNode]
"""What is asked of a value, from every place that asks for it."""


class Module:
    """Functions that are being made, and the objects that they refer to by name.

    Attributes
    ----------
    constants
        The values of arguments that are the same in every request, by their names in the code.
    weight
        Bytes that the functions take in memory, once they are compiled.
    """

    def __init__(self) -> None:
        self._taken = {ROW, FILLED, *keyword.kwlist, *dir(builtins)}
        self._numbers: Counter[str] = Counter()
        self._bound: dict[str, Any] = {}
        self._statements: list[ast.stmt] = []
        self.constants: dict[str, Any] = {}
        self.weight = 0

    @property
    def tree(self) -> ast.Module:
        """The code of all functions."""
        return ast.fix_missing_locations(ast.Module(self._statements, []))

    def fresh(self, stem: str) -> str:
        """A name that nothing else in the code has, and that is no keyword and no builtin."""
        stem = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", stem).lower()
        name = stem
        while name in self._taken:
            self._numbers[stem] += 1
            name = f"{stem}_{self._numbers[stem]}"
        self._taken.add(name)
        return name

    def bind(self, stem: str, value: Any) -> ast.Name:
        """A name for an object that is there already."""
        name = self.fresh(stem)
        self._bound[name] = value
        return load(name)

    def constant(self, stem: str, value: Any) -> ast.expr:
        """A small number, a truth value or None as it is written; a name for any other object."""
        if value is None or type(value) in (bool, int):
            return ast.Constant(value)
        name = self.bind(stem, value)
        self.constants[name.id] = value
        return name

    def define(self, stem: str, parameters: Sequence[str], body: ast.expr) -> str:
        """Add a function that returns `body`, and give its name."""
        name = self.fresh(stem)
        arguments = ast.arguments([], [ast.arg(p) for p in parameters], None, [], [], None, [])
        self._statements.append(ast.FunctionDef(name, arguments, [ast.Return(body)], []))
        return name

    def assign(self, stem: str, value: ast.expr) -> str:
        """Add a variable that holds the value of an expression, and give its name."""
        name = self.fresh(stem)
        self._statements.append(ast.Assign([ast.Name(name, ast.Store())], value))
        return name

    def compiled(self) -> Mapping[str, Any]:
        """Compile the code, and give everything in the module by its name."""
        names = dict(self._bound)
        code = compile(self.tree, "<plan>", "exec")
        exec(code, names)  # noqa: S102 - the tree was made here
        self.weight = BYTES_PER_NAME * len(names) + _weight(code)
        return names


def _weight(code: CodeType) -> int:
    """The bytes of the code of a function, and of all that are in it."""
    parts = (code, code.co_code, code.co_consts, code.co_names, code.co_varnames)
    below = sum(
        _weight(constant) if isinstance(constant, CodeType) else getsizeof(constant)
        for constant in code.co_consts
    )
    return sum(map(getsizeof, parts)) + below


def load(name: str) -> ast.Name:
    """The value of a variable."""
    return ast.Name(name, ast.Load())


def call(function: str | ast.expr, *arguments: str | ast.expr) -> ast.Call:
    """``function(*arguments)``; a string stands for the variable of that name."""
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


def unless_none(value: ast.expr, otherwise: str, text: ast.expr) -> ast.expr:
    """``otherwise if value is None else text``."""
    missing = ast.Compare(value, [ast.Is()], [ast.Constant(None)])
    return ast.IfExp(missing, ast.Constant(otherwise), text)


def joined(parts: Sequence[Part]) -> ast.JoinedStr:
    """An f-string of these parts; it takes in f-strings among them, so as to copy no text twice."""
    values: list[ast.expr] = []
    for part in parts:
        if isinstance(part, ast.JoinedStr):
            values += part.values
        elif isinstance(part, str):
            values.append(ast.Constant(part))
        else:
            values.append(ast.FormattedValue(part, -1, None))
    return ast.JoinedStr(values)


def commas(text: ast.expr, each: str, values: ast.expr, join: ast.expr | None = None) -> ast.expr:
    """``join(text for each in values)``; by `map` where the text is one call of `each`.

    Without `join` it is that of a string, which is quicker with a list.
    """
    loop = [ast.comprehension(ast.Name(each, ast.Store()), values, [], is_async=0)]
    texts: ast.expr = ast.GeneratorExp(text, loop) if join else ast.ListComp(text, loop)
    if isinstance(text, ast.Call):
        match text.args:
            case [ast.Name(id=name)] if name == each:
                texts = call("map", text.func, values)
    return call(join or attribute(ast.Constant(","), "join"), texts)
