"""The code of a plan as a person reads it.

`ast.unparse` writes an f-string on one line, whatever it holds, and on Python 3.11 fails on those
that hold others more than a few levels deep.  Here an f-string that is long is written in pieces,
and one that holds others as a sum; both give the same text.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from itertools import groupby

WIDTH = 84
"""Characters of a line, where it can be broken."""
INDENT = "    "


def listing(tree: ast.Module) -> str:
    """The source of a module of functions that each return one expression."""
    return "\n\n".join("\n".join(_statement(statement)) for statement in tree.body)


def _statement(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.FunctionDef) and isinstance(statement.body[0], ast.Return):
        value = statement.body[0].value
        head = f"def {statement.name}({ast.unparse(statement.args)}):"
        if value is not None:
            return [head, *_indented(_prefixed("return ", _closed(value)))]
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict):
        pairs = zip(statement.value.keys, statement.value.values, strict=True)
        entries = [f"{ast.unparse(key)}: {ast.unparse(value)}," for key, value in pairs if key]
        return [f"{ast.unparse(statement.targets[0])} = {{", *_indented(entries), "}"]
    return [ast.unparse(statement)]


def _closed(node: ast.expr) -> list[str]:
    """The lines of an expression, in parentheses where it could not go on otherwise."""
    lines = _open(node)
    if len(lines) > 1 and not isinstance(node, ast.Call):
        return ["(", *_indented(lines), ")"]
    return lines


def _open(node: ast.expr) -> list[str]:
    """The lines of an expression that stands in brackets."""
    if isinstance(node, ast.JoinedStr):
        return _joined(node)
    if not _holds_joined(node):
        return [ast.unparse(node)]
    match node:
        case ast.IfExp():
            other = _prefixed("else ", _closed(node.orelse))
            return [ast.unparse(node.body), f"if {ast.unparse(node.test)}", *other]
        case ast.Call(
            args=[ast.ListComp(generators=[each]) | ast.GeneratorExp(generators=[each]) as items]
        ):
            is_list = isinstance(items, ast.ListComp)
            loop = f"for {ast.unparse(each.target)} in {ast.unparse(each.iter)}"
            inner = [*_open(items.elt), loop]
            left, right = ("([", "])") if is_list else ("(", ")")
            return [f"{ast.unparse(node.func)}{left}", *_indented(inner), right]
    return [ast.unparse(node)]


def _joined(node: ast.JoinedStr) -> list[str]:
    """An f-string, or the sum of its parts where it holds others."""
    lines: list[str] = []
    for nested, run in groupby(node.values, _holds_joined):
        if not nested:
            terms = [_flat(list(run))]
        else:
            terms = [_closed(part.value) for part in run if isinstance(part, ast.FormattedValue)]
        for term in terms:
            lines += _prefixed("+ ", term) if lines else term
    return lines


def _flat(values: Sequence[ast.expr]) -> list[str]:
    """An f-string without others inside; a long one in pieces, of one key or more each."""
    pieces: list[list[ast.expr]] = [[]]
    for value in values:
        text = value.value if isinstance(value, ast.Constant) else None
        if isinstance(text, str) and text.startswith(","):
            pieces[-1].append(ast.Constant(","))
            pieces.append([ast.Constant(text[1:])])
        else:
            pieces[-1].append(value)
    lines = [pieces[0]]
    for piece in pieces[1:]:
        if len(_source([*lines[-1], *piece])) <= WIDTH:
            lines[-1] = [*lines[-1], *piece]
        else:
            lines.append(piece)
    return [_source(line) for line in lines]


def _source(values: Sequence[ast.expr]) -> str:
    """The source of an f-string; of a plain string if all of it is constant."""
    if all(isinstance(value, ast.Constant) for value in values):
        text = "".join(str(value.value) for value in values if isinstance(value, ast.Constant))
        return repr(text)
    merged: list[ast.expr] = []
    for value in values:
        last = merged[-1] if merged else None
        if isinstance(value, ast.Constant) and isinstance(last, ast.Constant):
            merged[-1] = ast.Constant(str(last.value) + str(value.value))
        else:
            merged.append(value)
    return ast.unparse(ast.JoinedStr(merged))


def _holds_joined(node: ast.AST) -> bool:
    """Whether there is an f-string somewhere below a node."""
    inner = (each for child in ast.iter_child_nodes(node) for each in ast.walk(child))
    return any(isinstance(each, ast.JoinedStr) for each in inner)


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line for line in lines]


def _prefixed(prefix: str, lines: Sequence[str]) -> list[str]:
    return [prefix + lines[0], *lines[1:]]
