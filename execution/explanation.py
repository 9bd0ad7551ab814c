"""Explains a request: what it costs and why, how its plan is found, what it runs, and where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from math import inf
from typing import Any

from execution.answer import Answer
from execution.compile.listing import INDENT, listing
from execution.compile.program import Program
from execution.document.lifting import UNUSUAL
from execution.executor import Executor
from execution.limits.cost import LETTERS, Price
from execution.limits.items import CostItem, cost_items
from execution.loop_or_pool import MAX_LOOP_COST, MAX_LOOP_WORK, runs_on_loop
from execution.measured_request import MeasuredRequest
from execution.operation import Operation
from execution.request import OperationRequest
from execution.values.arguments import Values

REASONS: Mapping[str, str] = {
    "error": "a field below the root was refused; graphql-core words the error and places it",
    "introspection": "the operation asks for the schema itself, which is not compiled",
    "switched off": "compiling is switched off: REELGRAPH_COMPILED is false",
    "unexpected": "the plan failed, which is a bug; the log has the traceback",
    "variables": "graphql-core alone reads one of the values",
}
"""Why the reference executor runs a request, by the reason that is counted."""
Section = tuple[str, Sequence[str]]
"""A title, and the lines below it."""
KINDS: Mapping[str, str] = {"i": "int", "f": "float", "s": "string"}
"""Kinds of literals, by their letter in `LiftedText.kinds`."""
LIFTED = "lifted, all values share the plan"
HOLE = "▢"
"""Stands, with its number, for a literal in the shape of a text."""


def explain(executor: Executor, request: OperationRequest) -> str:
    """Run a request, with all the time it needs, and describe how it is answered.

    Returns
    -------
    str
        Text for a terminal, in sections.
    """
    answer = executor.execute(request, since=inf)
    if answer.data is None:
        sections: list[Section] = [("Refused before it runs", _errors(answer))]
        operation = executor.parse(request.text).document.operation(request.operation)
        if operation is not None and answer.cost is not None:
            values = operation.values(request.variables, executor.parse(request.text).literals)
            sections.insert(0, _cost(executor, operation, values))
    else:
        sections = list(_run(executor, executor.measure(request), answer))
    return "\n\n".join("\n".join([title, *_indented(lines)]) for title, lines in sections)


def _run(executor: Executor, measured: MeasuredRequest, answer: Answer) -> Iterator[Section]:
    """What there is to say of a request that was run."""
    values = measured.values
    yield _cost(executor, measured.operation, values)
    if answer.fallback is not None or values is None:
        why = REASONS[answer.fallback or "variables"]
        yield "Where it runs", [f"In the thread pool, by the reference executor: {why}."]
    else:
        program = executor.program(measured)
        yield "Plan key", list(_plan_key(measured, values))
        yield "Where it runs", list(_place(measured.price))
        yield "What the code refers to", list(_references(program, values))
        yield "The compiled code", listing(program.module.tree).splitlines()
    if answer.errors:
        yield "Errors in the answer", _errors(answer)


# ── cost ─────────────────────────────────────────────────────────────────────────────────────────


def _cost(executor: Executor, operation: Operation, values: Values | None) -> Section:
    amount = operation.cost.amount(values)
    title = f"Cost: {amount.cost:,} of at most {executor.limits.cost:,}"
    rows = list(_cost_rows(cost_items(operation.cost, values), amount.cost, 0))
    if letters := amount.letters // LETTERS:
        each = f"1 of {LETTERS:,}"
        share = f"{letters / amount.cost:.0%}"
        rows.append(("letters, about", f"{amount.letters:,}", each, f"{letters:,}", share))
    if not rows:
        return title, ["Only leaves are asked for, and those are free."]
    head = ("field", "times", "each", "cost", "share")
    left = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    return title, [
        f"{row[0]:<{left[0]}}  {row[1]:>{left[1]}}  {row[2]:<{left[2]}}"
        f"  {row[3]:>{left[3]}}  {row[4]:>{left[4]}}"
        for row in (head, *rows)
    ]


def _cost_rows(
    items: Sequence[CostItem], whole: int, depth: int
) -> Iterator[tuple[str, str, str, str, str]]:
    for item in items:
        yield (
            "  " * depth + item.name,
            f"{item.times:,}",
            _each(item),
            f"{item.total:,}",
            f"{item.total / whole:.0%}",
        )
        yield from _cost_rows(item.below, whole, depth + 1)


def _each(item: CostItem) -> str:
    """How the cost of one comes about, e.g. ``1 + 3 items × (1 + 5)``."""
    asked = sum(below.each for below in item.below)
    own = f"{item.own - item.work} + {item.work:,} work" if item.work else f"{item.own}"
    if item.items is not None:
        return f"{own} + {item.items:,} items × (1{f' + {asked:,}' if asked else ''})"
    return f"{own} + {asked:,} below" if asked else own


# ── plan ─────────────────────────────────────────────────────────────────────────────────────────


def _plan_key(measured: MeasuredRequest, values: Values) -> Iterator[str]:
    parsed, document = measured.parsed, measured.parsed.document
    lifted = document.lifted
    if lifted is None:
        mark = next((what for mark, what in UNUSUAL.items() if mark in document.text), None)
        yield f"The text itself, since it has {mark or 'no literals that could be lifted'}."
    else:
        holes = [f"{HOLE}{number}" for number in range(1, len(lifted.kinds) + 1)]
        parts = zip(lifted.shape, (*holes, ""), strict=True)
        yield f"shape     {' '.join(''.join(part + hole for part, hole in parts).split())}"
        literals = zip(holes, lifted.kinds, parsed.written, strict=True)
        for number, (hole, kind, text) in enumerate(literals):
            is_fixed = number in document.fixed_literals
            what = "fixed, another value takes another plan" if is_fixed else LIFTED
            yield f"literal   {hole} = {text} ({KINDS[kind]}): {what}"
    for name, value in measured.operation.deciding(values).items():
        yield f"variable  ${name} = {_shown(value)}: decides what is asked"


def _place(price: Price) -> Iterator[str]:
    if not runs_on_loop(price):
        work = price.work > MAX_LOOP_WORK
        what, most = ("work in its cost", MAX_LOOP_WORK) if work else ("cost", MAX_LOOP_COST)
        yield f"In the thread pool: the {what} is above {most:,}."
    else:
        yield (
            f"On the event loop: the cost is at most {MAX_LOOP_COST:,}, "
            f"and the work in it at most {MAX_LOOP_WORK:,}."
        )
        yield "Only the first request with this key, which compiles the plan, runs in the pool."


def _references(program: Program, values: Values) -> Iterator[str]:
    rows = [("filled[0]", "info: the catalog and the recommender")]
    for number, (field, name, read) in enumerate(program.arguments, 1):
        rows.append((f"filled[{number}]", f"{field}({name}: {_shown(read(values))})"))
    for number, (function, needs, by_key) in enumerate(program.cached, 1):
        by = ["the key of the value" if by_key else "row", *(f"filled[{need}]" for need in needs)]
        rows.append((f"filled[-{number}]", f"the texts of {function}, kept by {', '.join(by)}"))
    rows += [(name, _shown(value)) for name, value in program.module.constants.items()]
    width = max(len(name) for name, _ in rows)
    for name, what in rows:
        yield f"{name:<{width}}  {what}"


# ── words ────────────────────────────────────────────────────────────────────────────────────────


def _errors(answer: Answer) -> list[str]:
    return [f"{error['message']}{_location(error)}" for error in answer.errors]


def _location(error: Mapping[str, Any]) -> str:
    places = [f"line {at['line']}, column {at['column']}" for at in error.get("locations", ())]
    return f" ({'; '.join(places)})" if places else ""


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_shown, value))}]"
    return value.name if isinstance(value, Enum) else repr(value)


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"{INDENT}{line}".rstrip() for line in lines]
