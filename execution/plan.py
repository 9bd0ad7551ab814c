"""A plan: one operation as functions that are ready to run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from graphql import FieldNode, GraphQLObjectType

from execution.arguments import Fill, Given
from execution.compiler import Compiler, Information
from execution.fragments import Fragments, Texts
from execution.selection import Selected
from resolvers.errors import ClientError

MOST_ERRORS = 5
"""Errors that an answer has at the most."""


class Answer(NamedTuple):
    """What came of an operation: `data` as JSON, None where it was not run, and the errors.

    `extensions` is JSON, too.  The rest is for the books: the operation's name, its cost, and why
    the reference executor was asked.
    """

    data: str | None
    errors: Sequence[Mapping[str, Any]] = ()
    extensions: str = ""
    operation: str = ""
    cost: int | None = None
    fallback: str | None = None

    def json(self) -> bytes:
        """The body of the response."""
        if not self.errors and self.data is not None:
            return f'{{"data":{self.data},"extensions":{self.extensions}}}'.encode()
        parts = []
        if self.errors:  # by the standard library, since a message may quote half a character
            parts.append(f'"errors":{json.dumps(self.errors)}')
        if self.data is not None:
            parts.append(f'"data":{self.data}')
        if self.extensions:
            parts.append(f'"extensions":{self.extensions}')
        return f"{{{','.join(parts)}}}".encode()


class Field(NamedTuple):
    """A root field; `opening` is its key as JSON with the colon."""

    opening: str
    nodes: Sequence[FieldNode]
    key: str
    nullable: bool
    resolve: Callable[[Sequence[Any]], Any]
    write: Callable[[Any, Sequence[Any]], str]


Ran = tuple[str, Sequence[Mapping[str, Any]]]
"""Data as JSON, and the errors."""


class Text(Protocol):
    """The text that a request came with."""

    def located(self, error: ClientError, field: Field) -> Mapping[str, Any]:
        """An error of a root field as the client sees it, with its place in the text."""


class Plan:
    """One operation for given values of the variables that decide what is asked."""

    def __init__(
        self,
        kind: GraphQLObjectType,
        fields: Mapping[str, Selected],
        compiler: Compiler,
        information: Information,
        fragments: Fragments,
    ) -> None:
        self._fields: list[Field | str] = []
        roots = {
            key: compiler.root(kind, selected)
            for key, selected in fields.items()
            if selected.name != "__typename"
        }
        functions = compiler.module.made()
        for key in fields:
            opening = f'"{key}":'
            if key not in roots:
                self._fields.append(f'{opening}"{kind.name}"')
                continue
            root = roots[key]
            self._fields.append(
                Field(
                    opening,
                    root.selected.nodes,
                    key,
                    root.nullable,
                    functions[root.resolve],
                    functions[root.write],
                )
            )
        self._fills: Sequence[Fill] = compiler.fills
        self._kept = [
            Texts(functions[kept.function], kept.needs, information, fragments, by_key=kept.by_key)
            for kept in reversed(compiler.kept)
        ]
        self.slow = compiler.slow

    def run(self, given: Given, information: Information, text: Text) -> Ran:
        """Answer a request.

        Raises
        ------
        Unfit
            A value that came with it is none for its place.
        resolvers.errors.ClientError
            Something below a root field was refused.
        """
        request: list[Any] = [information, *[fill(given) for fill in self._fills]]
        request += [texts.of(request) for texts in self._kept]
        errors = []
        texts = []
        for field in self._fields:
            if isinstance(field, str):
                texts.append(field)
                continue
            try:
                value = field.resolve(request)
            except ClientError as error:
                if not field.nullable:
                    raise
                errors.append(text.located(error, field))
                texts.append(f"{field.opening}null")
            else:
                texts.append(field.opening + field.write(value, request))
        return f"{{{','.join(texts)}}}", errors[:MOST_ERRORS]
