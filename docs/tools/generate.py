"""Write the files that are made from the code: `python -m docs.tools.generate`."""

from __future__ import annotations

import inspect
import json
import re
import shlex
from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import results
from build import build
from catalog.storage.cell_types import Number, Text
from catalog.storage.list_columns import Edges, Run
from catalog.storage.snapshot import Snapshot
from catalog.storage.table import ColumnSpec, Table
from catalog.tables import TABLES
from docs.tools import command_line, performance, report, scale, schema_changes
from docs.tools.reference import reference
from execution.explanation import explain
from execution.request import OperationRequest
from resolvers.context import Context
from schema import schema
from schema.fields import columns_of
from server.loaded_snapshot import context_of, executor_of
from settings import Settings

ROOT = Path(__file__).parents[2]
DICTIONARY_HEAD = """# Data dictionary

The tables of a snapshot; `make generate` writes this page from the declarations in
`catalog/tables.py`. Unknown is null. A column with an arrow (→) holds row numbers of that table.
"""


def sdl() -> str:
    """The schema in GraphQL's schema definition language."""
    return schema.as_str() + "\n"


def data_dictionary() -> str:
    """Every table and column, with type, unit and whether it can be null."""
    return DICTIONARY_HEAD + "".join(_table(table) for table in TABLES)


DECISIONS_HEAD = """# Decisions

What was decided and why, oldest first. `make generate` writes this list.

Each page has a status line, then context, decision and consequences. To add one, copy the newest
page, take the next number and today's date. When a decision is overturned, write a new one and set
the status of the old one to "superseded by" with a link; when only a detail changes, edit the page
and add the date to its status.

| decision | status |
| --- | --- |
"""
STATUS = re.compile(r"^# (.+)\n\nStatus: ((?:accepted|superseded).+)$", re.MULTILINE)


def decisions() -> str:
    """Return docs/decisions/README.md: each decision with its number and status.

    Raises
    ------
    ValueError
        A page does not begin with its heading and a status line.
    """
    lines = []
    for page in sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md")):
        found = STATUS.match(page.read_text("utf-8"))
        if found is None:
            raise ValueError(f"{page.name} does not begin with a heading and a status line")
        lines.append(f"| {page.name[:4]} [{found[1]}]({page.name}) | {found[2]} |")
    return DECISIONS_HEAD + "\n".join(lines) + "\n"


WIDTH = 110
QUERY = re.compile(r"(^```graphql\n(.*?)^```\n)(\n```json\n.*?^```\n)?", re.MULTILINE | re.DOTALL)
ANSWERED = ("docs/api.md", "docs/from-rest.md", "docs/cookbook.md")


def with_answers(page: str, sample: Context) -> str:
    """The page with the answer of the sample below each of its queries."""

    def answered(block: re.Match[str]) -> str:
        result = schema.execute_sync(block[2], context_value=sample)
        if result.errors:
            raise ValueError(f"{result.errors[0]}\n{block[2]}")
        return f"{block[1]}\n```json\n{_narrow(result.data)}\n```\n"

    return QUERY.sub(answered, page)


EXPLANATION = re.compile(
    r"(^```sh\npython main\.py (explain [^\n]*)\n```\n)(\n```text\n.*?^```\n)?",
    re.MULTILINE | re.DOTALL,
)
EXPLAINED = ("docs/architecture.md",)


def with_explanations(page: str, sample: Context) -> str:
    """Put below each command that explains a query what it prints for the sample."""
    executor = executor_of(sample, Settings.model_construct())

    def explained(block: re.Match[str]) -> str:
        text = explain(executor, OperationRequest(shlex.split(block[2])[1]))
        return f"{block[1]}\n```text\n{text}\n```\n"

    return EXPLANATION.sub(explained, page)


def _narrow(value: Any, indent: str = "") -> str:
    """JSON with whatever fits on a line on a line."""
    flat = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(flat) <= WIDTH or not isinstance(value, dict | list):
        return flat
    deeper = indent + "  "
    if isinstance(value, dict):
        lines = [f"{json.dumps(key)}: {_narrow(cell, deeper)}" for key, cell in value.items()]
    else:
        lines = [_narrow(cell, deeper) for cell in value]
    begin, end = "{}" if isinstance(value, dict) else "[]"
    inside = ",\n".join(f"{deeper}{line}" for line in lines)
    return f"{begin}\n{inside}\n{indent}{end}"


GENERATED: Mapping[str, Callable[[], str]] = {
    "schema/schema.graphql": sdl,
    "docs/reference.md": lambda: reference(sdl()),
    "docs/command-line.md": command_line.page,
    "docs/schema-changes.md": lambda: schema_changes.page(sdl()),
    "docs/data-dictionary.md": data_dictionary,
    "docs/decisions/README.md": decisions,
    "docs/performance.md": lambda: performance.page(results.read()),
    "docs/scale.md": lambda: scale.page(results.read(results.SCALE)),
}


def _table(table: type[Table[Any]]) -> str:
    shown = {column: f"`{field}`: {text}" for column, field, text in columns_of(schema, table)}
    rows = [
        f"| `{name}` | {_kind(column)} | {'yes' if column.nullable else 'no'} "
        f"| {shown.get(name, '')} |"
        for name, column in table.columns().items()
    ]
    head = f"\n## {table.table_name}\n\n{inspect.cleandoc(table.__doc__ or '')}\n\n"
    titles = "| column | type | null | in GraphQL |\n| --- | --- | --- | --- |\n"
    return head + titles + "\n".join(rows) + "\n"


def _kind(column: ColumnSpec) -> str:
    if column.is_reference:
        target = next(table.table_name for table in TABLES if table.row_type is column.kind)
        return {Edges: f"list of {target}", Run: f"run of {target}"}.get(
            column.shape, f"→ {target}"
        )
    if isinstance(column.kind, Number):
        return f"{column.kind.dtype}" + (f", {column.kind.unit}" if column.kind.unit else "")
    if isinstance(column.kind, type) and issubclass(column.kind, Enum):
        return "one of " + ", ".join(choice.name for choice in column.kind)
    unit = column.kind.unit
    shape = "text" if isinstance(column.kind, Text) else "label"
    return shape + (f", {unit}" if unit else "")


def main() -> None:
    """Write everything."""
    for name, made in GENERATED.items():
        (ROOT / name).write_text(made(), encoding="utf-8")
    with TemporaryDirectory() as folder:
        opened = Snapshot.open(build(ROOT / "data" / "sample", Path(folder)).folder)
        report.write(opened)
        sample = context_of(opened)
        for name in ANSWERED:
            page = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(with_answers(page, sample), encoding="utf-8")
        for name in EXPLAINED:
            page = (ROOT / name).read_text(encoding="utf-8")
            (ROOT / name).write_text(with_explanations(page, sample), encoding="utf-8")


if __name__ == "__main__":
    main()
