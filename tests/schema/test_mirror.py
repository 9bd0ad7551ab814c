"""What is declared in schema/ must fit what stands in resolvers/ and catalog/."""

from __future__ import annotations

import dis
import importlib
import inspect
from enum import Enum
from typing import Any

import pytest
from graphql import GraphQLList, GraphQLNonNull, get_named_type, get_nullable_type

from catalog.storage.cell_types import Number
from catalog.storage.list_columns import Edges, Run
from catalog.storage.table import ColumnSpec, Table
from schema.arguments import ARGUMENTS
from tests.support.schema_walk import Field, described, fields

EVERY = fields()
RESOLVED = [field for field in EVERY if field.column is None]
OF_TABLES = [field for field in EVERY if field.column and issubclass(field.backing, Table)]
OF_VALUES = [field for field in EVERY if field.column and not issubclass(field.backing, Table)]
SCALARS = {"b": {"Boolean"}, "i": {"Int"}, "f": {"Float"}, "d": {"Date"}}


@pytest.mark.parametrize("field", RESOLVED, ids=str)
def test_a_resolved_field_is_answered_by_the_function_of_its_name(field: Field) -> None:
    assert field.resolver.__name__ == field.declared.python_name
    assert getattr(importlib.import_module(field.mirror), field.resolver.__name__) is field.resolver
    assert inspect.isfunction(field.resolver)
    assert not inspect.iscoroutinefunction(field.resolver)


@pytest.mark.parametrize("field", RESOLVED, ids=str)
def test_a_field_takes_the_arguments_of_its_resolver(field: Field) -> None:
    parent = set() if field.backing is None else {next(iter(parameters(field)))}
    assert len(field.arguments) == len(field.field.args)
    assert set(field.arguments) == parameters(field).keys() - parent - {"info"}


def parameters(field: Field) -> dict[str, inspect.Parameter]:
    return dict(inspect.signature(field.resolver).parameters)


@pytest.mark.parametrize("module", sorted({field.mirror for field in RESOLVED}))
def test_a_file_that_answers_a_type_has_a_function_for_each_field_and_no_other(module: str) -> None:
    def imported(name: str, function: Any) -> bool:
        """Whether it belongs to another file; what a function of that file made does not."""
        elsewhere = importlib.import_module(function.__module__)
        return function.__module__ != module and getattr(elsewhere, name, None) is function

    public = {
        name
        for name, function in inspect.getmembers(importlib.import_module(module))
        if inspect.isfunction(function) and not imported(name, function) and name[0] != "_"
    }
    assert public == {field.declared.python_name for field in RESOLVED if field.mirror == module}


def test_the_walk_meets_fields_of_every_kind() -> None:
    assert [len(kind) > 10 for kind in (RESOLVED, OF_TABLES, OF_VALUES)] == [True] * 3
    assert len(EVERY) == len(RESOLVED) + len(OF_TABLES) + len(OF_VALUES)


def test_a_column_field_shows_columns_that_its_table_has() -> None:
    assert [str(f) for f in OF_TABLES if not set(f.names) <= set(f.backing.columns())] == []


def test_no_nullable_column_stands_behind_a_non_null_field() -> None:
    non_null = [field for field in OF_TABLES if isinstance(field.field.type, GraphQLNonNull)]
    assert len(non_null) > 10
    assert [str(f) for f in non_null if any(column.nullable for column in f.columns)] == []


def test_a_field_is_a_list_where_its_column_holds_lists_and_nowhere_else() -> None:
    def is_list(field: Field) -> bool:
        return isinstance(get_nullable_type(field.field.type), GraphQLList)

    lists = {str(f) for f in OF_TABLES if any(c.shape in (Edges, Run) for c in f.columns)}
    assert lists == {str(field) for field in OF_TABLES if is_list(field)}


def test_a_column_field_has_the_type_of_its_column() -> None:
    def expected(column: ColumnSpec) -> set[str]:
        if isinstance(column.kind, Number):
            return SCALARS[column.kind.dtype[0]]
        if column.is_reference:
            return {column.kind.__name__.removesuffix("Row")}
        if isinstance(column.kind, type) and issubclass(column.kind, Enum):
            return {column.kind.__name__}
        return {"String", "ID"}

    wrong = [
        str(field)
        for field in OF_TABLES
        for column in field.columns
        if get_named_type(field.field.type).name not in expected(column)
    ]
    assert wrong == []


def test_no_int_field_shows_numbers_of_more_than_32_bits() -> None:
    ints = [field for field in OF_TABLES if get_named_type(field.field.type).name == "Int"]
    wide = [str(f) for f in ints if any(column.kind.dtype == "int64" for column in f.columns)]
    assert len(ints) > 10
    assert wide == []


def test_a_column_field_of_a_value_shows_an_attribute_that_it_has() -> None:
    def has(backing: type, name: str) -> bool:
        made = {n for kind in backing.__mro__ for n in set_by(vars(kind).get("__init__"))}
        return hasattr(backing, name) or name in made

    assert [str(f) for f in OF_VALUES if not all(has(f.backing, name) for name in f.names)] == []


def set_by(init: Any) -> set[str]:
    """The attributes that an `__init__` sets."""
    found = dis.get_instructions(init) if inspect.isfunction(init) else ()
    return {each.argval for each in found if each.opname == "STORE_ATTR"}


def test_everything_in_the_schema_has_a_description() -> None:
    assert [name for name, text in described() if not text.strip()] == []


def test_every_described_argument_is_one_of_the_schema() -> None:
    assert set(ARGUMENTS) == {argument for field in EVERY for argument in field.arguments}
