"""The reference of the schema: a page written from the SDL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLScalarType,
    GraphQLUnionType,
    build_schema,
    get_named_type,
    is_introspection_type,
    is_specified_scalar_type,
    print_ast,
)

HEAD = """# Schema reference

Every type, field and argument; written by `make generate` from [the SDL](../schema/schema.graphql).
`!` marks what is never null. [The API guide](api.md) explains how arguments work together.
"""
GROUPS: Mapping[str, tuple[type[GraphQLNamedType], ...]] = {
    "Objects": (GraphQLObjectType,),
    "Interfaces and unions": (GraphQLInterfaceType, GraphQLUnionType),
    "Inputs": (GraphQLInputObjectType,),
    "Enums": (GraphQLEnumType,),
    "Scalars": (GraphQLScalarType,),
}


def reference(sdl: str) -> str:
    """Write the page, in Markdown: what can be asked, then all types by kind and name."""
    schema = build_schema(sdl)
    query = schema.query_type or GraphQLObjectType("Query", {})
    parts = [HEAD, "## Query", *_questions(query)]
    types = [
        found
        for _, found in sorted(schema.type_map.items())
        if found is not query and not is_introspection_type(found)
    ]
    for title, kinds in GROUPS.items():
        parts.append(f"## {title}")
        for found in types:
            if isinstance(found, kinds) and not is_specified_scalar_type(found):
                parts += [f"### {found.name}", _plain(found.description), *_inside(found)]
    return "\n\n".join(part.strip() for part in parts if part) + "\n"


def _questions(query: GraphQLObjectType) -> Iterable[str]:
    """A section for each field of Query, its arguments in a table."""
    for name, field in query.fields.items():
        yield f"### {query.name}.{name}"
        yield f"{_plain(field.description)}{_deprecation(field)}\n\nGives {_linked(field)}."
        if field.args:
            yield _table("argument", query.name, field.args, within=name)


def _inside(found: GraphQLNamedType) -> Iterable[str]:
    """What a type is made of."""
    if isinstance(found, GraphQLObjectType | GraphQLInterfaceType):
        if found.interfaces:
            yield f"Implements {_named(found.interfaces)}."
        yield _table("field", found.name, found.fields)
    elif isinstance(found, GraphQLInputObjectType):
        yield _table("field", found.name, found.fields)
    elif isinstance(found, GraphQLEnumType):
        rows = [
            f"| {_target(found.name, name)}`{name}` "
            f"| {_plain(value.description)}{_deprecation(value)} |"
            for name, value in found.values.items()
        ]
        yield "\n".join(["| value | meaning |", "| --- | --- |", *rows])
    elif isinstance(found, GraphQLUnionType):
        yield (
            "One of " + ", ".join(f"[{one.name}](#{one.name.lower()})" for one in found.types) + "."
        )


Declared = GraphQLField | GraphQLInputField | GraphQLArgument


def _table(kind: str, owner: str, declared: Mapping[str, Declared], within: str = "") -> str:
    """Fields or arguments, one a row; the arguments of a field stand below its description."""
    rows = [
        f"| {_target(owner, within, name)}`{name}` | {_linked(one)}{_default(one)} "
        f"| {_plain(one.description)}{_deprecation(one)}{_arguments(one)} |"
        for name, one in declared.items()
    ]
    return "\n".join([f"| {kind} | type | meaning |", "| --- | --- | --- |", *rows])


def _arguments(field: Declared) -> str:
    if not isinstance(field, GraphQLField) or not field.args:
        return ""
    return "".join(
        f"<br>• `{name}:` {_linked(argument)}{_default(argument)}: {_plain(argument.description)}"
        for name, argument in field.args.items()
    )


def _deprecation(one: Declared | GraphQLEnumValue) -> str:
    reason = one.deprecation_reason
    return f" **Deprecated:** {_plain(reason)}" if reason else ""


def _linked(one: Declared) -> str:
    named = get_named_type(one.type)
    written = f"`{one.type}`"
    return written if is_specified_scalar_type(named) else f"[{written}](#{named.name.lower()})"


def _default(one: Declared) -> str:
    written = getattr(one.ast_node, "default_value", None)  # a field has none
    return f" = `{print_ast(written)}`" if written else ""


def _named(types: Iterable[GraphQLNamedType]) -> str:
    return ", ".join(f"[{found.name}](#{found.name.lower()})" for found in types)


def _target(*names: str) -> str:
    """Where a link to a field, an argument or a value leads, as in `#movie-cast`."""
    return f'<a id="{"-".join(name.lower() for name in names if name)}"></a>'


def _plain(description: str | None) -> str:
    """A description on one line, fit for a cell."""
    return " ".join((description or "").split()).replace("|", "\\|")
